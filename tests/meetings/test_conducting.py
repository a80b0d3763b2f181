"""A meeting on the screen: whoever begins has the chair, everybody is heard, and it ends once."""

from datetime import timedelta

import pytest

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings import conducting, jobs, policies
from collegium.meetings.models import Attendance, Item, Meeting, Promise, Sitting, Spoken
from collegium.meetings.screen import clock_face, screen_of
from tests.conftest import MONDAY
from tests.meetings.conftest import TUESDAY_17

HERE, AWAY = Attendance.Word.HERE, Attendance.Word.APOLOGIES


def at(minutes=0, seconds=0):
    return TUESDAY_17 + timedelta(minutes=minutes, seconds=seconds)


@pytest.fixture
def sitting(meeting, ama):
    """Begun by Ama at quarter to four: three steps of 25 minutes, the first and the last in turn."""
    return conducting.begin(meeting, by=ama, at=at())


def on(sitting, number, minutes):
    """On to the step of that number."""
    item = sitting.meeting.items.in_order()[number - 1]
    conducting.go_to(sitting, item, seen=sitting.item_id, at=at(minutes))
    return item


def come(sitting, *people):
    for person in people:
        Attendance.objects.say(sitting.meeting, person, HERE, by=person, at=at())


def test_whoever_begins_has_the_chair_and_is_there(sitting, ama):
    assert (sitting.chair, sitting.item.title, sitting.item_since) == (ama, "What each of us tried", at())
    assert list(Attendance.objects.here().values_list("person", flat=True)) == [ama.pk]


def test_begun_twice_it_goes_on(sitting, meeting, tom):
    again = conducting.begin(meeting, by=tom, at=at(5))

    assert (again.pk, again.chair, Sitting.objects.count()) == (sitting.pk, sitting.chair, 1)
    assert Attendance.objects.here().count() == 2


def test_the_next_step_begins_now_and_the_last_keeps_its_time(sitting, meeting):
    on(sitting, 2, 21)

    (spell,) = meeting.items.in_order()[0].spells.all()
    assert (sitting.item.place, sitting.item_since) == (2, at(21))
    assert spell.ended_at - spell.began_at == timedelta(minutes=21)


def test_two_who_press_next_at_once_go_on_one_step(sitting, meeting):
    first, second, third = meeting.items.in_order()
    twin = Sitting.objects.get(pk=sitting.pk)

    conducting.go_to(sitting, second, seen=first.pk, at=at(21))
    conducting.go_to(twin, third, seen=first.pk, at=at(21))

    assert twin.item == second


def test_two_minutes_more_are_added_and_a_step_run_over_gets_them_from_now(sitting):
    sitting.give_time(2, seen=sitting.item_id, at=at(10))
    in_time = sitting.step_ends_at
    sitting.give_time(2, seen=sitting.item_id, at=at(32))

    assert in_time == at(27)
    assert sitting.step_ends_at == at(34)


def test_a_step_does_not_grow_for_ever(sitting):
    for _ in range(200):
        sitting.give_time(2, seen=sitting.item_id, at=at())

    assert sitting.step_minutes <= 241


def test_time_for_another_step_than_the_one_seen_is_not_given(sitting):
    sitting.give_time(2, seen=999, at=at(10))

    assert sitting.step_minutes == 25


def test_everybody_in_the_room_is_heard_once_whoever_comes_late_too(sitting, ama, tom, gwen):
    come(sitting, tom)
    heard = []
    for minute in range(3):
        conducting.next_speaker(sitting, seen=sitting.speaker_id, at=at(minute))
        heard.append(sitting.speaker)
        come(sitting, gwen)
    conducting.next_speaker(sitting, seen=sitting.speaker_id, at=at(5))

    assert (set(heard), sitting.speaker) == ({ama, tom, gwen}, None)
    assert Spoken.objects.filter(item=sitting.item).count() == 3


def test_a_second_tap_on_next_speaker_changes_nothing(sitting, tom):
    come(sitting, tom)
    conducting.next_speaker(sitting, seen=None, at=at())
    speaker = sitting.speaker

    conducting.next_speaker(sitting, seen=None, at=at())

    assert sitting.speaker == speaker


def test_a_round_begins_with_a_speaker_and_an_open_step_without(sitting, ama):
    on(sitting, 2, 5)
    without = sitting.speaker
    on(sitting, 3, 10)

    assert (without, sitting.speaker) == (None, ama)


def test_who_speaks_when_the_step_ends_was_heard(sitting, ama):
    conducting.next_speaker(sitting, seen=None, at=at())
    on(sitting, 2, 5)

    assert Spoken.objects.filter(person=ama).count() == 1


def test_past_the_last_step_there_is_none_and_nobody_speaks(sitting):
    conducting.go_to(sitting, None, seen=sitting.item_id, at=at(70))
    conducting.next_speaker(sitting, seen=None, at=at(71))

    assert (sitting.item, sitting.speaker, sitting.step_minutes) == (None, None, 0)


def test_any_member_takes_the_chair_and_only_the_chair_steers(sitting, ama, tom, sam):
    before = [policies.may_steer(person, sitting) for person in (ama, tom)]

    sitting.take_chair(by=tom, at=at(5))
    sitting.take_chair(by=tom, at=at(6))

    assert before == [True, False]
    assert [policies.may_steer(person, sitting) for person in (ama, tom, sam)] == [False, True, False]
    assert Entry.objects.about(sitting).filter(did="took the chair of").count() == 1


def test_a_chair_who_leaves_the_group_in_the_middle_leaves_it_to_all(sitting, ama, tom, at_monday):
    sitting.meeting.group.memberships.get(person=ama).leave(by=ama, at=MONDAY)

    assert (policies.may_steer(tom, sitting), policies.may_steer(ama, sitting)) == (True, False)


def test_what_everybody_sees_is_counted_and_what_is_said_twice_is_not(sitting, tom):
    moves = sitting.moves
    come(sitting, tom)
    come(sitting, tom)
    promise = Promise.objects.make(
        group=sitting.meeting.group, meeting=sitting.meeting, person=tom, text="Dots", by=tom, at=at()
    )
    promise.let_go(by=tom, at=at(1))

    sitting.refresh_from_db()
    assert sitting.moves == moves + 4
    assert [Sitting.objects.stirred_since(n).exists() for n in (sitting.moves - 1, sitting.moves)] == [True, False]


def test_it_ends_once_and_the_minutes_go_out_once(sitting, ama, tom):
    twin = Sitting.objects.get(pk=sitting.pk)

    closed = [conducting.close(sitting, by=ama, at=at(70)), conducting.close(twin, by=tom, at=at(70))]

    assert (closed, twin.closed_by) == ([True, False], ama)
    assert sorted(Letter.objects.filter(kind="minutes").values_list("person__first_name", flat=True)) == [
        "Ama", "Gwen", "Tom",
    ]  # fmt: skip


def test_nothing_moves_after_the_end(sitting, meeting, ama, tom):
    conducting.close(sitting, by=ama, at=at(70))
    moves = sitting.moves

    on(sitting, 2, 71)
    sitting.give_time(2, seen=sitting.item_id, at=at(71))
    sitting.hear(tom, seen=None, at=at(71))
    sitting.take_chair(by=tom, at=at(71))

    assert (sitting.moves, sitting.chair, conducting.begin(meeting, by=tom, at=at(72)).is_open) == (moves, ama, False)


def test_a_forgotten_meeting_ends_itself_and_one_that_runs_on_does_not(sitting, time_machine_at):
    counts = [conducting.close_forgotten(at=at(minutes)) for minutes in (100, 134)]
    time_machine_at(at(136))
    jobs.close_forgotten.call()

    sitting.refresh_from_db()
    assert (counts, sitting.closed_by, sitting.closed_at) == ([0, 0], None, at(136))


def test_meet_now_means_todays_meeting_or_one_that_nobody_planned(meeting, feedback, ama, tom):
    planned = conducting.meet_now(feedback, by=ama, at=at(-5))
    again = conducting.meet_now(feedback, by=tom, at=at(3))
    conducting.close(planned.sitting, by=ama, at=at(60))
    other = conducting.meet_now(feedback, by=tom, at=at(90, seconds=20))

    assert (planned, again) == (meeting, meeting)
    assert (other.starts_at, other.minutes, other.is_confirmed) == (at(90), 60, True)


def test_the_countdown_is_worked_out_from_when_the_step_began(sitting, ama):
    early, late = (screen_of(sitting.meeting, sitting, ama, at=moment) for moment in (at(13, 36), at(26, 5)))

    assert (early.left, early.is_over, early.elapsed, early.total) == ("11:24", False, 816, 1500)
    assert (late.left, late.is_over, late.elapsed) == ("+1:05", True, 1500)
    assert clock_face(timedelta(seconds=0)) == "0:00"


def test_the_screen_knows_what_comes_next(sitting, ama):
    def seen():
        screen = screen_of(sitting.meeting, sitting, ama, at=at())
        return screen.now and screen.now.number, screen.later and screen.later.place, screen.is_last

    first = seen()
    on(sitting, 3, 50)
    last = seen()
    conducting.go_to(sitting, None, seen=sitting.item_id, at=at(70))

    assert (first, last, seen()) == ((1, 2, False), (3, None, True), (None, 1, True))
    assert screen_of(sitting.meeting, sitting, ama, at=at()).i_am_here is True


def test_an_agenda_without_items_is_a_meeting_all_the_same(meeting, ama):
    Item.objects.create(meeting=meeting, place=1, title="Gone", minutes=5, withdrawn_at=MONDAY)

    sitting = conducting.begin(meeting, by=ama, at=at())

    assert (sitting.item, screen_of(meeting, sitting, ama, at=at()).later) == (None, None)


def test_apologies_are_said_and_taken_back(meeting, tom, ama):
    row = Attendance.objects.say(meeting, tom, AWAY, by=tom, at=MONDAY)
    known = Attendance.objects.away().visible_to(ama).count()

    row.take_back(by=tom, at=MONDAY)

    assert (known, Attendance.objects.count()) == (1, 0)


def test_what_happens_inside_is_for_members(sitting, sam, tom):
    assert [Sitting.objects.visible_to(who).exists() for who in (tom, sam)] == [True, False]
    assert Meeting.objects.visible_to(sam).exists() is True


def test_a_meeting_that_was_ended_early_is_no_longer_the_next_one(meeting, ama):
    sitting = conducting.begin(meeting, by=ama, at=at(1))
    assert list(Meeting.objects.upcoming(at(10))) == [meeting]

    conducting.close(sitting, by=ama, at=at(9))

    assert list(Meeting.objects.upcoming(at(10))) == []
