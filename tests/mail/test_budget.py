"""At most two letters a person a week; the third waits until Monday."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from collegium.mail import kinds
from collegium.mail.budget import has_room, is_counted
from collegium.mail.models import Letter
from collegium.mail.posting import post
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
NEXT_MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as found:
        yield found


def left():
    return list(Letter.objects.filter(sent_at__isnull=False).order_by("pk").values_list("subject", flat=True))


@pytest.mark.both
def test_a_third_letter_of_a_week_waits_until_monday_and_then_goes(note, tom, mail_server, clock):
    for number in "123":
        note(tom, subject=number)

    with mail_server():
        post()
        first = left()
        waiting = Letter.objects.get(subject="3")
        clock.move_to(NEXT_MONDAY - timedelta(minutes=1))
        post()
        before = left()
        clock.move_to(NEXT_MONDAY)
        post()

    assert (first, before, left()) == (["1", "2"], ["1", "2"], ["1", "2", "3"])
    assert (waiting.due_at, waiting.trouble, waiting.state) == (NEXT_MONDAY, "", "waiting")


def test_what_is_no_longer_wanted_on_monday_does_not_go(note, tom, mail_server, clock):
    for number in "123":
        note(tom, subject=number)
    with mail_server():
        post()
        Letter.objects.filter(subject="3").update(thing=666)
        clock.move_to(NEXT_MONDAY)
        post()

    assert left() == ["1", "2"]
    assert Letter.objects.get(subject="3").trouble == "No longer wanted."


def test_calendars_and_what_one_asked_for_are_not_counted(note, tom, ama, mail_server, clock):
    for number in "12":
        note(tom, subject=number)
    note(tom, subject="calendar", invitation="BEGIN:VCALENDAR", method="REQUEST")
    note(ama, subject="somebody else")
    note(tom, subject="about an answer", kind="answer")

    with mail_server():
        post()

    assert left() == ["1", "2", "calendar", "somebody else", "about an answer"]
    assert [is_counted(one) for one in Letter.objects.order_by("pk")] == [True, True, False, True, False]
    assert not is_counted(Letter(kind="note"))


def test_a_letter_that_was_refused_took_no_room(note, tom, mail_server, clock):
    for number in "123":
        note(tom, subject=number)
    with mail_server(DATA=["554 Never"]):
        post()

    assert left() == ["2", "3"]


def test_a_reminder_leaves_room_for_what_matters_more(note, tom, clock):
    rooms = [(has_room(tom, MONDAY), has_room(tom, MONDAY, leave=1))]
    for number in "12":
        note(tom, subject=number)
        rooms.append((has_room(tom, MONDAY), has_room(tom, MONDAY, leave=1)))

    assert rooms == [(True, True), (True, False), (False, False)]
    assert has_room(tom, NEXT_MONDAY, leave=1)


def test_every_kind_is_counted_but_codes_receipts_answers_and_what_must_not_wait():
    assert {name for name, kind in kinds._kinds.items() if not kind.counted} == {
        "account", "key", "answer", "receipt", "wishes-receipt",
        "safeguarding", "desk.concern", "walk", "walk-off", "teachmeet-off", "sharing-off",
        "safeguarding.asked", "safeguarding.opened",
    }  # fmt: skip
