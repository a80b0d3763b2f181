"""Meetings as they stand in calendars."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from collegium.calendar.feeding import feed
from collegium.calendar.sources import events_of
from collegium.meetings.models import Meeting
from collegium.people.models import Link
from tests.conftest import MONDAY
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.usefixtures("at_monday")
MONTH = timedelta(days=30)


def events(person):
    return events_of(person, MONDAY - MONTH, MONDAY + MONTH)


def test_members_have_the_meeting_in_their_calendar_and_colleagues_do_not(meeting, tom, sam, gwen):
    assert [event.uid for event in events(tom)] == [event.uid for event in events(gwen)] == [meeting.uid]
    assert events(sam) == []


def test_a_feed_knows_when_and_where_and_no_more(meeting, tom):
    content = feed(tom, MONDAY).decode().replace("\r\n ", "")

    assert "SUMMARY:Feedback that Moves" in content
    assert "LOCATION:Room 12\\, Northgate High" in content
    assert f"URL:http://localhost:8000/meetings/{meeting.pk}/" in content
    assert "meet.example.org" not in content
    assert "ATTENDEE" not in content
    assert "Ama" not in content


def test_a_group_that_does_not_list_itself_has_no_name_in_calendars(meeting, feedback, tom):
    feedback.unlist(by=tom, at=MONDAY)

    assert "SUMMARY:Group meeting" in feed(tom, MONDAY).decode()
    assert events(tom)[0].inside == "Feedback that Moves"


def test_after_leaving_the_next_fetch_has_nothing_of_the_group(client, meeting, feedback, tom):
    address = reverse("calendar:feed", args=[Link.objects.for_("calendar", tom).token])
    before = client.get(address).content
    feedback.memberships.filter(person=tom).update(left_on=date(2026, 11, 9))

    after = client.get(address).content

    assert (b"BEGIN:VEVENT" in before, b"BEGIN:VEVENT" in after) == (True, False)


def test_called_off_stays_as_called_off_and_a_dropped_proposal_vanishes(meeting, feedback, tom, ama):
    proposal = Meeting.objects.create(group=feedback, starts_at=TUESDAY_17 + timedelta(days=7), changed_at=MONDAY)
    proposal.cancel(by=ama, at=MONDAY)
    meeting.cancel(by=ama, at=MONDAY)

    assert [(event.uid, event.cancelled, event.sequence) for event in events(tom)] == [(meeting.uid, True, 1)]


def test_meetings_left_over_when_a_group_ended_are_off(meeting, feedback, tom, ama):
    old = Meeting.objects.create(group=feedback, starts_at=MONDAY - timedelta(days=7), changed_at=MONDAY)
    feedback.conclude(by=ama, at=MONDAY)

    assert [(event.uid, event.cancelled) for event in events(tom)] == [(old.uid, False), (meeting.uid, True)]


@pytest.mark.parametrize("meetings", [1, 3])
def test_a_feed_asks_as_often_for_one_as_for_many(feedback, northgate, tom, meetings, django_assert_num_queries):
    for n in range(meetings):
        Meeting.objects.create(
            group=feedback, starts_at=TUESDAY_17 + timedelta(days=n), host=northgate, changed_at=MONDAY
        )

    with django_assert_num_queries(7):  # meetings, roles, visits, modules, webinars, TeachMeets, sessions
        assert len(events(tom)) == meetings
