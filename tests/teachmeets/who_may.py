"""Ama hosts an evening for Northgate; Tom speaks, and has made an idea of his talk."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.kit import clock
from collegium.teachmeets.models import Talk, TeachMeet
from tests.conftest import MONDAY
from tests.house.who_may import Row

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"
STAFF = "302 200 200 200 200 200 403 200 200 403"
STAFF_ACTS = "302 302 302 302 302 302 403 302 302 403"
READERS = "302 200 200 200 404 200 404 200 200 404"
READERS_ACT = "302 302 302 302 404 302 404 302 302 404"
HOST = "302 302 403 403 404 403 404 403 403 404"
SPEAKER = "302 403 302 403 404 403 404 403 403 404"


def meet(world):
    found = TeachMeet.objects.filter(title="Tea").first()
    return found or TeachMeet.objects.announce(
        "Tea", host=world.people["ama"], at=MONDAY, starts_at=clock.now() + timedelta(days=2), place="Hall",
        school=world.northgate, audience="school",
    )  # fmt: skip


def number(world):
    talk(world)
    return [meet(world).pk]


def talk(world):
    tom, home = world.people["tom"], world.northgate
    found = Talk.objects.standing().filter(meet=meet(world), person=tom).first()
    return found or Talk.objects.sign_up(meet(world), person=tom, home=home, title="Dots", minutes=2, at=MONDAY)


def talks(world):
    return [talk(world).pk]


def tried(world):
    found = talk(world)
    found.become_an_idea(at=MONDAY)
    return [found.pk]


def handed_out(world):
    found = talk(world)
    file = File.objects.keep(look_at(b"words"), name="a.txt", by=world.people["tom"], at=MONDAY)
    found.hand_out(file, at=MONDAY)
    return [found.pk, file.pk]


def announced(world):
    return {"title": "Another", "starts_at": "2027-01-14T16:00", "minutes": "120", "place": "Hall", "pause": "15",
            "reach": f"school-{world.northgate.pk}"}  # fmt: skip


ROWS = [
    Row("teachmeets:teachmeets", SIGNED_IN),
    Row("teachmeets:new", STAFF),
    Row("teachmeets:announcing", "302 302 302 302 422 302 403 302 302 403", method="post", data=announced,
        note="Priya works elsewhere"),
    Row("teachmeets:teachmeet", READERS, number),
    Row("teachmeets:signing-up", READERS_ACT, number, "post", lambda world: {"title": "Mine", "minutes": "2"}),
    Row("teachmeets:coming", READERS_ACT, number, "post", lambda world: {"come": "yes"}),
    Row("teachmeets:fitting", HOST, number, "post", lambda world: {"minutes": 90, "pause": 0, "longest": 7}),
    Row("teachmeets:drawing", HOST, number, "post"),
    Row("teachmeets:cancelling", HOST, number, "post"),
    Row("teachmeets:screen", READERS, number),
    Row("teachmeets:after", "302 204 204 204 404 204 404 204 204 404", lambda world: [*number(world), 99]),
    Row("teachmeets:after", READERS, lambda world: [*number(world), 0], note="something is new"),
    Row("teachmeets:going-on", HOST, number, "post", lambda world: {"seen": "0"}),
    Row("teachmeets:break", HOST, number, "post"),
    Row("teachmeets:ending", HOST, number, "post"),
    Row("teachmeets:missing", HOST, talks, "post"),
    Row("teachmeets:here", HOST, talks, "post"),
    Row("teachmeets:talk", READERS, talks),
    Row("teachmeets:words", SPEAKER, talks, "post", lambda world: {"title": "Dots", "note": "So."}),
    Row("teachmeets:files", SPEAKER, talks, "post", lambda world: {"file": SimpleUploadedFile("a.txt", b"words")}),
    Row("teachmeets:removal", SPEAKER, handed_out, "post"),
    Row("teachmeets:withdrawal", SPEAKER, talks, "post"),
    Row("teachmeets:idea", SPEAKER, talks, "post"),
    Row("teachmeets:trying", "302 302 403 302 404 302 404 302 302 404", tried, "post"),
]  # fmt: skip
