from collegium.people.models import Link
from tests.house.who_may import Row

ALL = "302 302 302 302 302 302 302 302 302 302"


def token(world):
    return [Link.objects.for_("calendar", world.people["tom"]).token]


ROWS = [
    Row("calendar:mine", "302 200 200 200 200 200 200 200 200 200"),
    Row("calendar:address", ALL, method="post"),
    Row("calendar:ending", ALL, method="post"),
    Row("calendar:feed", "200 200 200 200 200 200 200 200 200 200", args=token, note="with its secret"),
    Row("calendar:feed", "404 404 404 404 404 404 404 404 404 404", args=lambda world: ["1-guess"], note="guessed"),
]
