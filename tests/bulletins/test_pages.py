"""Putting the bulletin together: a few ticks, a line, and it is out."""

import pytest

from collegium.bulletins.models import Bulletin, Issue
from collegium.enquiry.models import Idea
from collegium.kit import clock
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulletin(northgate, hale):
    return Bulletin.objects.start(northgate, title="Treats", by=hale, at=MONDAY)


def test_from_nothing_to_a_bulletin_that_is_out(client, northgate, hale, tom):
    client.force_login(hale)
    idea = Idea.objects.share(person=tom, title="Dots", at=clock.now(), audience="school", school=northgate)
    mine = Idea.objects.share(person=hale, title="Mine alone", at=clock.now(), audience="me", school=northgate)

    assert client.post("/bulletins/starting/", {"title": "", "school": northgate.pk}).status_code == 422
    assert client.post("/bulletins/starting/", {"title": "Treats", "school": northgate.pk}).status_code == 302
    page = client.get("/bulletins/of/northgate/writing/").content.decode()
    assert (f'value="ideas-{idea.pk}" checked' in page, "Mine alone" in page) == (True, False)
    # What was not proposed is not in it, whatever a form says.
    ticked = [f"ideas-{idea.pk}", f"ideas-{mine.pk}", "gone-1", "ideas-x"]
    form = {"lines_0": ticked, "publish": "yes", "version": 0}
    answer = client.post("/bulletins/of/northgate/keeping/", form)

    client.force_login(tom)
    words = client.get(answer.url).content.decode()
    assert ("Dots" in words, "Mine alone" in words) == (True, False)
    assert "Dots" not in client.get("/bulletins/").content.decode()
    assert "Treats" in client.get("/bulletins/").content.decode()


def test_words_that_are_too_long_and_words_kept_meanwhile_are_not_lost(client, bulletin, hale):
    client.force_login(hale)

    long = client.post("/bulletins/of/northgate/keeping/", {"opening": "x" * 2001, "version": 0})
    client.post("/bulletins/of/northgate/keeping/", {"opening": "First", "version": 0})
    late = client.post("/bulletins/of/northgate/keeping/", {"opening": "Second", "version": 0})
    kept = client.post("/bulletins/of/northgate/keeping/", {"opening": "Both", "version": 1})

    assert (long.status_code, late.status_code, kept.status_code) == (422, 422, 302)
    assert ("Second" in late.content.decode(), 'value="1"' in late.content.decode()) == (True, True)
    assert Issue.objects.get().opening == "Both"


def test_headings_are_renamed_moved_and_left_out(client, bulletin, hale, tom):
    client.force_login(hale)
    slots = list(bulletin.slots.order_by("place"))
    given = {"title": "Butterflies", "editor": tom.pk}
    for n, _slot in enumerate(slots):
        given |= {f"title_{n}": f"T{n}" if n < 2 else "", f"most_{n}": n, f"place_{n}": 9 - n}

    same = client.post("/bulletins/of/northgate/arranging/", given | {"title_1": "T0"})
    client.post("/bulletins/of/northgate/arranging/", given)

    bulletin.refresh_from_db()
    assert same.status_code == 422
    assert [slot.title for slot in bulletin.slots.order_by("place")] == ["T1", "T0"]
    assert (bulletin.title, bulletin.editor) == ("Butterflies", tom)
