"""What the pages of an evening say when something does not go as it was meant."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.kit import clock
from collegium.teachmeets.models import Talk, TeachMeet
from collegium.teachmeets.models import talk as talks
from tests.conftest import MONDAY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def meet(ama, northgate):
    return TeachMeet.objects.announce(
        "Tea", host=ama, at=MONDAY, starts_at=clock.now() + timedelta(days=2), place="Hall", school=northgate,
        audience="school",
    )  # fmt: skip


def sign_up(meet, somebody, minutes=2):
    home = somebody.schools_now().first()
    return Talk.objects.sign_up(meet, person=somebody, home=home, title="Dots", minutes=minutes, at=MONDAY)


def test_the_draw_says_why_it_waits(client, meet, ama, tom):
    client.force_login(ama)
    draw = f"/teachmeets/{meet.pk}/draw/"

    nobody = client.post(draw)
    meet.fit(minutes=20, pause=15, longest=15, by=ama, at=MONDAY)
    sign_up(meet, tom, 15)
    short = client.post(draw)

    assert [nobody.status_code, short.status_code] == [422, 422]
    assert "Nobody has signed up yet" in nobody.content.decode()
    assert "Leave out the break" not in short.content.decode()
    assert "No talk longer than 2" not in short.content.decode()
    assert "Go on for 40 minutes" in short.content.decode()


def test_a_full_evening_and_a_title_that_is_missing_are_said_beside_the_form(client, meet, tom, sam, monkeypatch):
    client.force_login(sam)
    monkeypatch.setattr(talks, "MOST_TALKS", 1)
    sign_up(meet, tom)

    full = client.post(f"/teachmeets/{meet.pk}/talks/", {"title": "Mine", "minutes": 2})
    empty = client.post(f"/teachmeets/{meet.pk}/talks/", {"title": "", "minutes": 2})

    assert (full.status_code, "Sixty have signed up" in full.content.decode(), empty.status_code) == (422, True, 422)


def test_what_is_wrong_on_a_talks_page_stands_beside_its_field(client, meet, tom, ama):
    talk = sign_up(meet, tom)
    client.force_login(tom)

    words = client.post(f"/teachmeets/talks/{talk.pk}/words/", {"title": "", "note": "Kept."})
    file = client.post(f"/teachmeets/talks/{talk.pk}/files/", {"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00")})
    announced = client.post("/teachmeets/announcing/", {"title": "Another"})

    assert (words.status_code, "Kept." in words.content.decode()) == (422, True)
    assert (file.status_code, talk.handouts.count(), announced.status_code) == (422, 0, 422)


def test_the_screen_shows_who_speaks_the_break_and_the_end(client, meet, ama, tom):
    first = sign_up(meet, tom)
    meet.draw(by=ama, at=clock.now())
    client.force_login(ama)
    screen = f"/teachmeets/{meet.pk}/screen/"

    seen = [client.get(screen).content.decode()]
    for verb in (lambda: meet.go_on(0, by=ama, at=clock.now() - timedelta(minutes=3)),
                 lambda: meet.take_a_break(by=ama, at=clock.now()),
                 lambda: meet.end(by=ama, at=clock.now())):  # fmt: skip
        verb()
        seen.append(client.get(screen).content.decode())

    assert [words in page for words, page in zip(
        ("Welcome", "over time", "<h2>Break</h2>", "Thank you, and home"), seen, strict=True)] == [True] * 4
    assert client.get(first.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("many", [1, 12])
def test_one_speaker_costs_as_much_as_many(client, meet, ama, northgate, many):
    for number in range(many):
        sign_up(meet, person(f"P{number} X", northgate))
    client.force_login(ama)
    client.get(f"/teachmeets/{meet.pk}/")

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/teachmeets/{meet.pk}/screen/")

    assert len(queries) == 6
