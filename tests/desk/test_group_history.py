"""A group's members read what happened in it; nobody else, and nothing of what was written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.conversation.models import Thread
from collegium.groups.starting import start
from collegium.history.models import record
from collegium.people.models import Person
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def page(client, feedback):
    def read(somebody, query=""):
        client.force_login(somebody)
        return client.get(f"/groups/{feedback.slug}/history/{query}")

    return read


def test_it_says_who_did_what_in_words(page, feedback, tom, ama):
    feedback.rename("Marking less", by=ama, at=MONDAY)
    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    text = page(ama).content.decode()

    assert "<b>Ama Boateng</b> gave the group another name" in text
    assert "<b>Tom Weller</b> left the group" in text


def test_what_was_written_is_not_in_it(page, feedback, tom, ama):
    Thread.open(feedback, kind="thinking", title="zq-title", text="zq-text", by=ama, at=MONDAY)

    text = page(tom).content.decode()

    assert ("began a conversation" in text, "zq-" in text) == (True, False)


def test_another_group_s_history_is_not_in_it(page, feedback, ama, tom, northgate):
    other = start(by=ama, at=MONDAY, approach=feedback.approach, title="Oracy", schools=[northgate])
    record(ama, "concluded", other, at=FRIDAY)

    assert "ended the group" not in page(tom).content.decode()


def test_the_program_and_who_is_gone_have_no_name(page, feedback, ama, tom):
    record(None, "concluded", feedback, at=MONDAY)
    record(tom, "renamed", feedback, at=MONDAY)
    Person.objects.filter(pk=tom.pk).update(pseudonym="00000000-0000-4000-8000-000000000000")

    text = page(ama).content.decode()

    assert "<b>Collegium</b> ended the group" in text
    assert "<b>A former member</b> gave the group another name" in text


def test_older_entries_stand_on_the_next_page(page, feedback, ama):
    for _ in range(120):
        record(ama, "renamed", feedback, at=MONDAY)

    first = page(ama)
    older = first.context["older"]
    second = page(ama, f"?before={older}")

    assert first.content.decode().count("gave the group another name") == 100
    assert second.content.decode().count("gave the group another name") >= 20
    assert page(ama, "?before=nonsense").status_code == 200


def test_the_same_number_of_queries_for_one_and_for_many(page, feedback, ama):
    record(ama, "renamed", feedback, at=MONDAY)
    page(ama)

    with CaptureQueriesContext(connection) as few:
        page(ama)
    for _ in range(90):
        record(ama, "renamed", feedback, at=MONDAY)
    with CaptureQueriesContext(connection) as many:
        page(ama)

    assert len(many) == len(few)
