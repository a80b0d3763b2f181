from datetime import date, timedelta

import icalendar
import pytest

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.mail.posting import why_not
from collegium.meetings.attending import tell_newcomers
from collegium.meetings.jobs import remind_everybody as remind_job
from collegium.meetings.jobs import tell_newcomers as tell_newcomers_job
from collegium.meetings.models import Meeting
from tests.conftest import FRIDAY, MONDAY, member
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.usefixtures("at_monday")


def told(letters=None):
    """Who was told what, in order: name, method, sequence."""
    return [
        (letter.person.first_name, letter.method, read(letter)["sequence"])
        for letter in (Letter.objects.order_by("pk").select_related("person") if letters is None else letters)
    ]


def read(letter):
    [event] = icalendar.Calendar.from_ical(letter.invitation).walk("VEVENT")
    return event


def since(pk):
    return told(Letter.objects.filter(pk__gt=pk).order_by("pk").select_related("person"))


def last():
    return Letter.objects.order_by("-pk").first().pk


def test_a_confirmed_meeting_invites_each_member_once(meeting, ama):
    meeting.confirm(by=ama, at=MONDAY)
    meeting.tell(at=MONDAY)

    assert told() == [("Ama", "REQUEST", 0), ("Tom", "REQUEST", 0), ("Gwen", "REQUEST", 0)]
    assert list(Entry.objects.about(meeting).values_list("did", flat=True)) == ["confirmed"]


def test_an_invitation_names_its_reader_and_nobody_else(meeting):
    event = read(Letter.objects.get(person__first_name="Tom"))

    assert str(event["attendee"]) == "mailto:tom@example.org"
    assert "ama@" not in Letter.objects.get(person__first_name="Tom").invitation
    assert event["uid"] == meeting.uid
    assert event["dtstart"].dt == TUESDAY_17


def test_a_move_is_told_to_everybody_with_a_higher_sequence(meeting, tom):
    before = last()
    meeting.move(starts_at=TUESDAY_17 + timedelta(hours=1), by=tom, at=MONDAY)

    assert since(before) == [("Ama", "REQUEST", 1), ("Tom", "REQUEST", 1), ("Gwen", "REQUEST", 1)]
    assert read(Letter.objects.last())["dtstart"].dt == TUESDAY_17 + timedelta(hours=1)
    assert "changed" in Letter.objects.last().subject


def test_moving_to_where_it_is_changes_nothing(meeting, tom):
    before = last()
    meeting.move(starts_at=TUESDAY_17, room="Room 12", by=tom, at=MONDAY)

    assert (meeting.sequence, since(before)) == (0, [])


def test_of_several_changes_only_the_last_leaves(meeting, tom):
    before = last()
    for room in ("Room 13", "Room 14"):
        meeting.move(room=room, by=tom, at=MONDAY)

    letters = Letter.objects.filter(pk__gt=before, person=tom).order_by("pk")
    assert [why_not(letter) for letter in letters] == ["No longer wanted.", ""]
    assert all(letter.due_at > MONDAY for letter in letters)


def test_calling_off_tells_each_who_was_invited_once(meeting, tom, ama):
    before = last()
    meeting.cancel(by=tom, at=MONDAY)
    meeting.cancel(by=ama, at=MONDAY)

    assert since(before) == [("Ama", "CANCEL", 1), ("Tom", "CANCEL", 1), ("Gwen", "CANCEL", 1)]
    event = read(Letter.objects.last())
    assert (event["status"], event["uid"], str(event["organizer"]).startswith("mailto:")) == (
        "CANCELLED", meeting.uid, True,
    )  # fmt: skip


def test_a_proposal_is_told_to_nobody_moved_or_dropped(feedback, ama):
    proposal = Meeting.objects.create(group=feedback, starts_at=TUESDAY_17, changed_at=MONDAY)
    proposal.move(starts_at=TUESDAY_17 + timedelta(days=1), by=ama, at=MONDAY)
    proposal.cancel(by=ama, at=MONDAY)
    proposal.confirm(by=ama, at=MONDAY)
    proposal.move(room="Room 1", by=ama, at=MONDAY)

    assert (told(), proposal.is_confirmed, proposal.room) == ([], False, "")


def test_a_newcomer_hears_of_what_is_to_come_and_nobody_else_hears_again(meeting, feedback, sam, northgate):
    before = last()
    member(feedback, sam, northgate)

    first = tell_newcomers(at=MONDAY)
    second = tell_newcomers(at=MONDAY)

    assert (first, second, since(before)) == (1, 0, [("Sam", "REQUEST", 0)])


def test_who_left_gets_only_a_cancellation_without_content(meeting, feedback, tom):
    before = last()
    feedback.memberships.filter(person=tom).update(left_on=date(2026, 11, 9))

    tell_newcomers(at=MONDAY)
    tell_newcomers(at=MONDAY)

    letter = Letter.objects.last()
    assert since(before) == [("Tom", "CANCEL", 1)]
    everything = letter.subject + letter.text + letter.invitation
    assert [word for word in ("Feedback", "Room 12", "Northgate", "secret", "meetings/") if word in everything] == []
    assert str(read(letter)["attendee"]) == "mailto:tom@example.org"


def test_who_left_hears_nothing_of_later_changes(meeting, feedback, tom, ama):
    feedback.memberships.filter(person=tom).update(left_on=date(2026, 11, 9))
    tell_newcomers(at=MONDAY)
    before = last()

    meeting.move(room="Room 13", by=ama, at=MONDAY)

    assert [name for name, *_ in since(before)] == ["Ama", "Gwen"]


def test_who_comes_back_is_invited_again_with_a_sequence_their_calendar_believes(meeting, feedback, tom, northgate):
    feedback.memberships.filter(person=tom).update(left_on=date(2026, 11, 9))
    tell_newcomers(at=MONDAY)
    before = last()
    member(feedback, tom, northgate, joined=date(2026, 11, 9))

    tell_newcomers(at=MONDAY)
    meeting.move(room="Room 13", by=tom, at=MONDAY)

    assert [entry for entry in since(before) if entry[0] == "Tom"] == [("Tom", "REQUEST", 2), ("Tom", "REQUEST", 3)]


def test_when_a_group_ends_its_meetings_leave_the_calendars_and_return_when_it_goes_on(meeting, feedback, ama):
    before = last()
    feedback.conclude(by=ama, at=MONDAY)
    tell_newcomers(at=MONDAY)
    ended = since(before)
    before = last()

    feedback.reopen(by=ama, at=MONDAY)
    tell_newcomers(at=MONDAY)

    assert {method for _, method, _ in ended} == {"CANCEL"}
    assert {method for _, method, _ in since(before)} == {"REQUEST"}
    assert not meeting.is_cancelled


def test_nobody_is_told_about_the_past(meeting, tom):
    before = last()
    later = TUESDAY_17 + timedelta(days=1)
    meeting.cancel(by=tom, at=later)

    assert since(before) == []
    assert tell_newcomers(at=later) == 0


def test_who_may_no_longer_sign_in_is_not_expected(meeting, tom, rob):
    before = last()
    tom.appointments_now().get().end(on=date(2026, 11, 8), by=rob, at=MONDAY)

    tell_newcomers(at=MONDAY)

    assert since(before) == [("Tom", "CANCEL", 1)]


def test_somebody_without_an_address_is_invited_when_they_have_one(feedback, ama, tom):
    tom.email = None
    tom.save()
    found = Meeting.objects.create(group=feedback, starts_at=TUESDAY_17, changed_at=MONDAY)
    found.confirm(by=ama, at=MONDAY)
    before = last()

    tom.email = "weller@example.org"
    tom.save()
    tell_newcomers(at=MONDAY)

    assert since(before) == [("Tom", "REQUEST", 0)]


def test_an_invitation_that_waited_is_not_sent_to_who_left_meanwhile(meeting, feedback, tom):
    letter = Letter.objects.get(person=tom)
    feedback.memberships.filter(person=tom).update(left_on=date(2026, 11, 9))

    assert why_not(letter) == "No longer wanted."


def test_a_cancellation_is_only_for_a_calendar_that_has_the_meeting(meeting, tom, ama):
    Letter.objects.filter(person=ama).update(handed_at=MONDAY, sent_at=MONDAY)
    meeting.cancel(by=ama, at=MONDAY)

    cancellations = {letter.person.first_name: why_not(letter) for letter in Letter.objects.filter(method="CANCEL")}
    assert cancellations == {"Ama": "", "Tom": "No longer wanted.", "Gwen": "No longer wanted."}


def test_times_stand_by_the_readers_clock_and_the_places(meeting, tom):
    tom.timezone = "Europe/Lisbon"
    tom.save()
    Meeting.objects.update(timezone="Europe/Stockholm")
    meeting.move(room="Aula", by=tom, at=MONDAY)

    text = Letter.objects.filter(person=tom).last().text
    assert "Tuesday 17 November 2026, 15:45–17:00 (16:45 where you meet)" in text
    assert "Aula, Northgate High" in text
    assert "By video: https://meet.example.org/secret" in text


def test_an_unlisted_group_keeps_its_name_out_of_calendars(meeting, feedback, tom):
    feedback.unlist(by=tom, at=MONDAY)
    meeting.refresh_from_db()
    meeting.move(room="Aula", by=tom, at=FRIDAY)

    assert read(Letter.objects.last())["summary"] == "Group meeting"
    assert "Feedback that Moves" in Letter.objects.last().subject


@pytest.mark.parametrize("meetings", [1, 3])
def test_finding_newcomers_asks_as_often_for_one_as_for_many(feedback, ama, meetings, django_assert_num_queries):
    for n in range(meetings):
        found = Meeting.objects.create(group=feedback, starts_at=TUESDAY_17 + timedelta(days=n), changed_at=MONDAY)
        found.confirm(by=ama, at=MONDAY)

    with django_assert_num_queries(3):
        assert tell_newcomers(at=MONDAY) == 0


def test_the_jobs_do_what_the_clock_asks_for(meeting, feedback, sam, northgate):
    before = last()
    member(feedback, sam, northgate)

    tell_newcomers_job.call()
    remind_job.call()

    assert since(before) == [("Sam", "REQUEST", 0)]
    assert str(meeting) == "Feedback that Moves 2026-11-17 15:45"
