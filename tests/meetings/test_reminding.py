from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from collegium.mail.models import Letter
from collegium.mail.posting import why_not
from collegium.meetings.models import Meeting
from collegium.meetings.reminding import day_before, remind_everybody
from collegium.people.models import Closure
from tests.meetings.conftest import TUESDAY_17

MONDAY_16 = datetime(2026, 11, 16, 8, 5, tzinfo=UTC)


def reminded():
    return [letter.person.first_name for letter in Letter.objects.filter(kind="meeting-reminder").order_by("pk")]


@pytest.fixture(autouse=True)
def on_monday_16():
    with time_machine.travel(MONDAY_16):
        yield


def test_members_are_reminded_once_on_the_working_day_before(meeting):
    remind_everybody(at=MONDAY_16 - timedelta(hours=1))
    too_early = reminded()
    remind_everybody(at=MONDAY_16)
    remind_everybody(at=MONDAY_16 + timedelta(hours=1))

    assert (too_early, reminded()) == ([], ["Ama", "Tom", "Gwen"])


def test_before_a_monday_it_is_friday(meeting):
    Meeting.objects.update(starts_at=TUESDAY_17 - timedelta(days=1))
    meeting.refresh_from_db()

    assert day_before(meeting) == datetime(2026, 11, 13, 8, tzinfo=UTC)


def test_a_day_on_which_the_host_is_shut_is_no_working_day(meeting, northgate):
    Closure.objects.create(school=northgate, starts_on=MONDAY_16.date(), ends_on=MONDAY_16.date())

    assert day_before(meeting) == datetime(2026, 11, 13, 8, tzinfo=UTC)


def test_without_a_host_weekdays_count(meeting):
    Meeting.objects.update(host=None, starts_at=TUESDAY_17 - timedelta(days=1))
    meeting.refresh_from_db()

    assert day_before(meeting) == datetime(2026, 11, 13, 8, tzinfo=UTC)


def test_after_a_long_closure_the_day_before_will_do(meeting, northgate):
    Closure.objects.create(school=northgate, starts_on=datetime(2026, 11, 1).date(), ends_on=MONDAY_16.date())

    assert day_before(meeting) == datetime(2026, 11, 16, 8, tzinfo=UTC)


def test_what_is_called_off_or_only_proposed_reminds_nobody(meeting, ama, feedback):
    meeting.cancel(by=ama, at=MONDAY_16)
    Meeting.objects.create(group=feedback, starts_at=TUESDAY_17, changed_at=MONDAY_16)

    remind_everybody(at=MONDAY_16)

    assert reminded() == []


def test_moved_to_another_day_it_reminds_again(meeting, ama):
    remind_everybody(at=MONDAY_16)
    old = Letter.objects.filter(kind="meeting-reminder").order_by("pk").first()
    meeting.move(starts_at=TUESDAY_17 + timedelta(days=7), by=ama, at=MONDAY_16)
    remind_everybody(at=MONDAY_16 + timedelta(days=7))

    assert reminded() == ["Ama", "Tom", "Gwen"] * 2
    assert why_not(old) == "No longer wanted."


def test_moved_within_the_week_the_calendar_says_so_and_no_second_reminder_comes(meeting, ama):
    remind_everybody(at=MONDAY_16)
    meeting.move(starts_at=TUESDAY_17 + timedelta(days=1), by=ama, at=MONDAY_16)
    remind_everybody(at=MONDAY_16 + timedelta(days=1))

    assert reminded() == ["Ama", "Tom", "Gwen"]


def test_a_reminder_that_waited_past_the_meeting_is_dropped(meeting):
    remind_everybody(at=MONDAY_16)
    letter = Letter.objects.filter(kind="meeting-reminder").first()
    fresh = why_not(letter)
    meeting.delete()

    assert (fresh, why_not(letter)) == ("", "No longer wanted.")


def test_a_reminder_is_dropped_once_the_meeting_has_begun(meeting):
    remind_everybody(at=MONDAY_16)
    letter = Letter.objects.filter(kind="meeting-reminder").first()

    with time_machine.travel(TUESDAY_17 + timedelta(minutes=1)):
        assert why_not(letter) == "No longer wanted."
