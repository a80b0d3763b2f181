"""The database starts again in the middle of a form; the clock goes back; a form is sent many times."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from collegium.conversation.models import Post, Thread
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting
from collegium.meetings.reminding import remind_everybody
from collegium.people.models import Link
from tests.crowd import asked, at_once, real_database

MONDAY_8 = datetime(2026, 11, 16, 8, 5, tzinfo=UTC)


def words(key):
    return {"title": key, "kind": "thinking", "text": "A few lines.", "key": key}


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["conversation_thread", "conversation_post", "history_entry", "kit_attempt"])
def test_cut_off_in_the_middle_of_a_form_is_said_and_sent_again_it_is_done_once(feedback, ama, moment):
    """As if PostgreSQL were started again: every connection is ended, and the next request opens its own."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite runs inside the program")
    client = Client(raise_request_exception=False)
    client.force_login(ama)
    address = reverse("conversation:opening", args=[feedback.slug])
    parameters = connection.get_connection_params()
    cut = []

    def end_all(execute, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{moment}"') and not cut:
            cut.append(sql)
            login = {name: parameters[name] for name in ("dbname", "user", "password", "host", "port")
                     if name in parameters}  # fmt: skip
            with psycopg.connect(**login, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(end_all):
        first = client.post(address, words("one"))
    # What Django does before each request of a web process.
    connection.close_if_unusable_or_obsolete()
    again = client.post(address, words("one"))

    assert (first.status_code, first["Retry-After"], b"needs a moment" in first.content) == (503, "5", True)
    assert again.status_code == 302
    assert [Thread.objects.count(), Post.objects.count(), Entry.objects.filter(did="opened").count()] == [1, 1, 1]


def test_an_hour_back_nothing_ends_early_and_nobody_is_reminded_twice(db, feedback, northgate, ama):
    with time_machine.travel(MONDAY_8) as clock:
        meeting = Meeting.objects.create(
            group=feedback, starts_at=MONDAY_8 + timedelta(days=1, hours=7), minutes=60, host=northgate,
            changed_at=MONDAY_8,
        )  # fmt: skip
        meeting.confirm(by=ama, at=MONDAY_8)
        link = Link.objects.for_("calendar", ama)
        for hours in (0, -1, 0, 1):
            clock.move_to(MONDAY_8 + timedelta(hours=hours))
            remind_everybody(at=MONDAY_8 + timedelta(hours=hours))
        clock.move_to(MONDAY_8 - timedelta(hours=1))
        opened = Link.objects.opened_by(link.token, "calendar", MONDAY_8 - timedelta(hours=1))
        written = [Entry.objects.create(did="x", kind="people.person", thing=1, at=MONDAY_8).pk for _ in range(3)]

    reminded = Letter.objects.filter(kind="meeting-reminder").values_list("person", flat=True)
    assert sorted(reminded) == sorted(set(reminded))
    assert len(reminded) == 3
    assert opened == link
    assert written == sorted(written)


@pytest.mark.long
@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_hundred_double_clicks_and_five_at_once_are_a_hundred_and_one(feedback, ama, tmp_path):
    """TRUST.md 5: 100 double clicks make 100 things and not 200; the same for five at the same moment."""
    address = reverse("conversation:opening", args=[feedback.slug])
    client = Client()
    client.force_login(ama)
    for number in range(100):
        answers = [client.post(address, words(f"twice {number}"))["Location"] for _ in range(2)]
        assert answers[0] == answers[1]
    assert Thread.objects.count() == 100

    with real_database(tmp_path):

        def tap():
            tapping = Client()
            tapping.cookies = client.cookies
            return tapping.post(address, words("five at once"))["Location"]

        assert len({*at_once([tap] * 5)}) == 1
        assert asked(lambda: Thread.objects.filter(title="five at once").count()) == 1
