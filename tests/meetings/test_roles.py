"""Who does what at a meeting: on the pages and in letters, swapped, taken, passed on."""

from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.calendar.feeding import feed
from collegium.history.models import Entry
from collegium.mail.budget import is_counted
from collegium.mail.models import Letter
from collegium.meetings import reminding, swapping
from collegium.meetings.attending import meetings_of
from collegium.meetings.models import Attendance, Meeting, Turn
from collegium.meetings.organising import meetings_to_look_after, organisers_of, rota_of, rotas_of
from collegium.meetings.swapping import TakenMeanwhile, coming, partners
from tests.conftest import MONDAY
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.usefixtures("at_monday", "roles")


@pytest.fixture
def later(meeting, northgate):
    """The group's next two meetings after the one of 17 November."""
    return [
        Meeting.objects.create(group=meeting.group, starts_at=TUESDAY_17 + timedelta(weeks=3 * number),
                               host=northgate, room="Room 12", confirmed_at=MONDAY, changed_at=MONDAY)
        for number in (1, 2)
    ]  # fmt: skip


def who(meeting, key):
    return next(duty.person for duty in rota_of(meeting.group).at(meeting) if duty.role.key == key)


def role(meeting, key):
    return meeting.group.approach.roles.get(key=key).pk


def everything(meeting):
    return {
        (number, duty.role.key): duty.person for number, duties in rota_of(meeting.group).duties.items()
        for duty in duties
    }  # fmt: skip


def test_each_role_is_with_somebody_at_each_meeting_and_all_have_their_turn(meeting, later):
    three = [who(one, "chair") for one in [meeting, *later]]

    assert len(set(three)) == 3
    assert all(len({duty.person for duty in rota_of(meeting.group).at(one)}) == 3 for one in [meeting, *later])


def test_a_group_without_such_roles_has_no_rota_and_its_coordinator_looks_after_everything(meeting, feedback, ama):
    feedback.approach.roles.filter(each_meeting=True).delete()

    assert rotas_of([feedback.pk]) == {}
    assert rotas_of([]) == {}
    assert organisers_of(meeting) == [ama]
    assert meetings_to_look_after(ama, at=MONDAY) == [meeting]


def test_swapping_exchanges_the_two_turns_and_moves_nobody_else(meeting, later):
    before = everything(meeting)
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")
    spare = {duty.role.key for duty in rota_of(meeting.group).of(theirs, meeting)}

    swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)

    changed = {place for place, person in everything(meeting).items() if before[place] != person}
    expected = {(meeting.pk, "chair"), (meeting.pk, spare.pop()) if spare else (later[0].pk, "chair")}
    assert changed == expected
    assert who(meeting, "chair") == theirs
    assert Entry.objects.filter(did="swapped").count() == 2


def test_swapping_twice_is_as_before(meeting, later):
    before, mine, theirs = everything(meeting), who(meeting, "chair"), who(later[0], "chair")
    swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)

    swapping.swap(meeting, role(meeting, "chair"), mine, by=theirs, at=MONDAY)

    assert everything(meeting) == before


def test_where_the_colleague_has_nothing_at_this_meeting_their_next_turn_is_given_in_return(
    meeting, later, feedback, sam
):
    feedback.approach.roles.exclude(key="chair").filter(each_meeting=True).delete()
    feedback.memberships.create(person=sam, school=feedback.schools.get(), joined_on=MONDAY.date())
    before, rota = everything(meeting), rota_of(feedback)
    mine = rota.duty(meeting.pk, role(meeting, "chair"))
    offers = partners(mine, rota, coming(meeting, at=MONDAY))

    swapping.swap(meeting, mine.role.pk, offers[0].person, by=mine.person, at=MONDAY)

    assert [one.meeting for one in offers] == [*later, None]
    assert who(meeting, "chair") == offers[0].person
    assert who(later[0], "chair") == mine.person
    assert who(later[1], "chair") == before[later[1].pk, "chair"]
    swapping.swap(later[0], mine.role.pk, offers[2].person, by=mine.person, at=MONDAY)
    assert who(later[0], "chair") == offers[2].person
    assert who(later[1], "chair") == before[later[1].pk, "chair"]


def test_the_colleague_is_told_by_letter_as_long_as_it_is_theirs(meeting, later):
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")

    swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)

    letter = Letter.objects.get(kind="meeting-role")
    assert letter.person == theirs
    assert "Chair" in letter.subject
    assert f"In return {mine.first_name} does this for you" in letter.text
    assert swapping.is_still_theirs(letter)
    swapping.swap(meeting, role(meeting, "chair"), mine, by=theirs, at=MONDAY)
    assert not swapping.is_still_theirs(letter)


def test_in_a_calendar_that_has_the_meeting_the_role_stands_with_it_at_once(meeting, later):
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")
    meeting.tell(at=MONDAY)
    Attendance.objects.say(meeting, theirs, "coming", by=theirs, at=MONDAY)

    swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)

    letter = Letter.objects.get(kind="meeting-role")
    (event,) = icalendar.Calendar.from_ical(letter.invitation).walk("VEVENT")
    assert (event["DESCRIPTION"], event["ATTENDEE"].params["PARTSTAT"]) == ("You: Chair", "ACCEPTED")
    assert event["SEQUENCE"] == meeting.invited.get(person=theirs).sequence
    # A change of the calendar: it is none of the two letters a week, and does not wait for Monday.
    assert not is_counted(letter)


def test_without_the_meeting_in_their_calendar_it_is_a_letter_like_others(meeting, later):
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")
    meeting.invited.all().delete()

    swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)

    assert is_counted(Letter.objects.get(kind="meeting-role"))


def test_ones_own_calendar_says_ones_part(meeting, later):
    theirs = who(later[0], "chair")

    notes = {event.uid: event.note for event in meetings_of(theirs, MONDAY, MONDAY + timedelta(days=90))}

    assert "Chair" in notes[later[0].as_event().uid]
    assert b"You: " in feed(theirs, MONDAY)


def test_the_letter_stays_behind_when_the_meeting_is_off_or_the_swap_is_gone(meeting, later, ama):
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")
    swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)
    letter = Letter.objects.get(kind="meeting-role")

    meeting.cancel(by=ama, at=MONDAY)

    assert not swapping.is_still_theirs(letter)
    Turn.objects.all().delete()
    assert not swapping.is_still_theirs(letter)


def test_who_does_not_have_the_role_cannot_swap_it_away(meeting, later, ama, tom, gwen):
    mine = who(meeting, "chair")
    other = next(person for person in (ama, tom, gwen) if person != mine)

    with pytest.raises(TakenMeanwhile):
        swapping.swap(meeting, role(meeting, "chair"), mine, by=other, at=MONDAY)
    assert not Turn.objects.exists()


def test_nothing_is_swapped_with_somebody_who_sent_apologies(meeting, later):
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")
    Attendance.objects.say(meeting, theirs, "away", by=theirs, at=MONDAY)

    with pytest.raises(TakenMeanwhile):
        swapping.swap(meeting, role(meeting, "chair"), theirs, by=mine, at=MONDAY)


def test_any_member_takes_a_role_and_the_second_who_tries_changes_nothing(meeting, later, ama, tom, gwen):
    mine = who(meeting, "chair")
    one, other = [person for person in (ama, tom, gwen) if person != mine]

    swapping.take(meeting, role(meeting, "chair"), seen=mine.pk, by=one, at=MONDAY)

    assert who(meeting, "chair") == one
    with pytest.raises(TakenMeanwhile):
        swapping.take(meeting, role(meeting, "chair"), seen=mine.pk, by=other, at=MONDAY)
    swapping.take(meeting, role(meeting, "chair"), seen=one.pk, by=one, at=MONDAY)
    assert who(meeting, "chair") == one


def test_who_sends_apologies_passes_every_role_on(meeting, later, ama, tom, gwen):
    away = who(meeting, "chair")

    Attendance.objects.say(meeting, away, "away", by=away, at=MONDAY)

    holders = {duty.person for duty in rota_of(meeting.group).at(meeting)}
    assert holders == {ama, tom, gwen} - {away}
    assert all(len(rota_of(meeting.group).at(one)) == 3 for one in [meeting, *later])


def test_who_leaves_leaves_no_role_empty(meeting, later, feedback):
    gone = who(later[0], "chair")

    feedback.memberships.get(person=gone).leave(by=gone, at=MONDAY)

    assert all(len(rota_of(feedback).at(one)) == 3 for one in [meeting, *later])
    assert gone not in everything(meeting).values()


def test_the_one_whose_turn_it_is_looks_after_the_next_meeting_and_not_yet_the_one_after(meeting, later):
    assert organisers_of(meeting) == [who(meeting, "organiser")]
    assert meetings_to_look_after(who(meeting, "organiser"), at=MONDAY) == [meeting]
    assert meetings_to_look_after(who(later[0], "organiser"), at=MONDAY) == []


def test_the_pages_say_who_does_what(client, meeting, later):
    chair = who(meeting, "chair")
    client.force_login(chair)

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Who does what" in page
    assert "I can’t: swap with …" in page
    assert f"Chair: {chair.first_name}" in client.get(f"/meetings/{meeting.pk}/agenda/").content.decode()
    assert f"Chair: {chair.first_name}" in client.get(f"/meetings/{meeting.pk}/agenda/paper/").content.decode()
    assert "You chair." in client.get("/").content.decode()
    assert "You chair." in client.get(meeting.group.get_absolute_url()).content.decode()
    assert "You chair." in client.get(f"/meetings/series/{meeting.group.slug}/").content.decode()
    client.post(f"/meetings/{meeting.pk}/sitting/")
    assert f"{chair.first_name} has the chair" in client.get(f"/meetings/{meeting.pk}/live/").content.decode()


def test_the_reminder_says_what_one_does(meeting, later):
    meeting.refresh_from_db()
    reminding.remind(meeting, at=TUESDAY_17 - timedelta(days=1))

    letter = Letter.objects.get(kind="meeting-reminder", person=who(meeting, "chair"))
    assert "You chair." in letter.text


def test_a_role_without_a_sentence_of_its_own_is_told_by_its_name(client, meeting, feedback):
    feedback.approach.roles.update(yours="")
    client.force_login(who(meeting, "chair"))

    assert "You have this role: Chair" in client.get("/").content.decode()


def test_one_tap_swaps_and_one_that_came_too_late_is_told_so(client, meeting, later):
    mine, theirs = who(meeting, "chair"), who(later[0], "chair")
    address = f"/meetings/{meeting.pk}/roles/{role(meeting, 'chair')}"
    client.force_login(mine)

    client.post(f"{address}/swap/", {"with": theirs.pk})
    again = client.post(f"{address}/swap/", {"with": theirs.pk}, follow=True)

    assert who(meeting, "chair") == theirs
    assert "Somebody else has changed this meanwhile" in again.content.decode()
    client.post(f"{address}/taking/", {"seen": theirs.pk})
    assert who(meeting, "chair") == mine


def test_however_many_meetings_and_roles_the_page_asks_the_same(client, meeting, later, feedback, tom, northgate):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert "I can’t" in client.get(meeting.get_absolute_url()).content.decode()
        return len(asked)

    client.force_login(tom)
    cost()
    few = cost()
    Meeting.objects.bulk_create(
        Meeting(group=feedback, starts_at=TUESDAY_17 + timedelta(weeks=week), host=northgate, changed_at=MONDAY)
        for week in range(7, 50)
    )
    for number in range(3):
        feedback.approach.roles.create(key=f"more-{number}", title=f"More {number}", each_meeting=True)

    assert cost() == few


def test_three_hundred_meetings_cost_five_questions(meeting, feedback, northgate, django_assert_num_queries):
    Meeting.objects.bulk_create(
        Meeting(group=feedback, starts_at=TUESDAY_17 + timedelta(days=number), host=northgate, changed_at=MONDAY)
        for number in range(1, 300)
    )

    with django_assert_num_queries(5):
        assert len(rotas_of([feedback.pk])[feedback.pk].duties) == 300
