"""The year of Northgate's communities: Mr Hale closes it, and Ama says for her group whether it goes on."""

from collegium.years.models import Closing
from tests.house.who_may import Row

LED = "302 403 403 403 404 200 404 403 403 404"
LED_ACTS = LED.replace("200", "302")


def programme(world):
    Closing.objects.all().delete()
    return [world.programme.pk]


def group(world):
    programme(world)
    return [world.feedback.slug]


ROWS = [
    Row("years:closing", LED, programme),
    Row("years:closed", LED_ACTS, programme, "post"),
    Row("years:asking", LED_ACTS, programme, "post"),
    Row("years:outlook", "302 200 200 404 404 404 404 404 404 200", group),
    Row("years:saying", "302 302 403 404 404 404 404 404 404 403", group, "post", lambda world: {"goes_on": "yes"}),
]
