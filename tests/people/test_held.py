"""What Collegium holds about somebody, complete, and theirs alone: TRUST.md, invariant 24."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.groups import inviting
from collegium.history.models import Entry, record
from collegium.mail.models import Letter
from collegium.people import exporting
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def box(client, world):
    def of(somebody):
        client.force_login(somebody)
        return zipfile.ZipFile(io.BytesIO(client.get("/me/held/file/").content))

    return of


def test_what_one_wrote_did_and_was_asked_is_in_the_file_twice(box, feedback, programme, tom, ama):
    programme.collecting.take(tom, at=MONDAY, wishes=[programme.themes.get(title="Oracy")], question="Who speaks?")
    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    found = box(tom)
    everything, text = json.loads(found.read("collegium.json")), found.read("collegium.txt").decode()

    assert [row["group__title"] for row in everything["groups.membership"]] == ["Feedback that Moves"]
    assert everything["programmes.wish"][0]["theme__title"] == "Oracy"
    assert everything["programmes.answer"][0]["question"] == "Who speaks?"
    assert {row["did"] for row in everything["history.entry"]} == {"answered", "left"}
    assert everything["people.appointment"][0]["school__name"] == "Northgate High"
    assert ("Who speaks?" in text, "WHAT I ANSWERED" in text) == (True, True)


def test_nobody_finds_what_is_others_or_was_kept_from_them(box, feedback, programme, ama, tom, sam, hale):
    """Not the group's deliberation about them, not from whom they are kept apart, not a colleague's words."""
    inviting.invite(feedback, sam, by=tom, at=MONDAY, reason="zq-before-the-group-agreed")
    programme.keep_apart(tom, sam, by=hale, at=MONDAY)
    programme.collecting.take(tom, at=MONDAY, question="zq-tom-alone")
    Letter.objects.create(person=sam, kind="key", subject="Code", text="zq-code", written_at=MONDAY, due_at=MONDAY)

    mine = {who: box(who).read("collegium.json").decode() for who in (ama, sam, hale)}

    assert ["zq-" in text for text in mine.values()] == [False, False, False]
    assert "keepapart" not in json.loads(mine[sam])
    assert "programmes.keepapart" in exporting.left_out()


def test_the_page_says_what_is_in_it(client, tom, feedback):
    client.force_login(tom)

    page = client.get("/me/held/").content.decode()

    assert "My groups" in page
    assert 'href="/me/held/file/"' in page
    assert "/me/held/" in client.get("/me/").content.decode()


def test_ones_history_is_ones_own_and_comes_in_pages(client, tom, ama, feedback):
    client.force_login(tom)
    assert "Nothing yet" in client.get("/me/history/").content.decode()
    record(ama, "concluded", feedback, at=MONDAY)
    for _time in range(103):
        record(tom, "renamed", feedback, at=FRIDAY)
    Entry.objects.create(by=tom.pseudonym, did="planted", kind="gone.thing", thing=1, at=FRIDAY)

    page = client.get("/me/history/")
    older = client.get(f"/me/history/?before={page.context['older']}")

    assert [sum(len(deeds) for _day, deeds in one.context["days"]) for one in (page, older)] == [100, 4]
    assert page.context["days"][0][1][0][1] == "Planted · gone.thing"
    assert "Gave the group another name" in page.content.decode()
    assert "nded the group" not in page.content.decode()


def test_ones_history_costs_the_same_for_one_and_for_many(client, tom, feedback):
    client.force_login(tom)
    counts = []
    for more in (1, 60):
        for _time in range(more):
            record(tom, "renamed", feedback, at=FRIDAY)
        with CaptureQueriesContext(connection) as asked:
            client.get("/me/history/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
