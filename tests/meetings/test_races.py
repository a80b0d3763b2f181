"""What two people do to the same meeting at the same moment."""

from datetime import timedelta

import pytest

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings import conducting, seeing_to, swapping
from collegium.meetings.attending import tell_newcomers
from collegium.meetings.models import Attendance, Check, Invited, Meeting, Promise, Sitting, Spell, Turn
from collegium.meetings.organising import rota_of
from collegium.meetings.proposing import propose
from tests.conftest import MONDAY
from tests.crowd import asked, at_once, real_database
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.both


@pytest.fixture
def crowded(transactional_db, feedback, northgate, ama, sam, tmp_path):
    """The meeting of 17 November, in a database on which several write at once."""
    found = Meeting.objects.create(group=feedback, starts_at=TUESDAY_17, host=northgate, changed_at=MONDAY)
    found.confirm(by=ama, at=MONDAY)
    with real_database(tmp_path):
        yield found


def again(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def test_two_people_move_the_same_meeting_and_both_changes_count(crowded, ama, tom):
    later = TUESDAY_17 + timedelta(hours=1)

    came = at_once([
        lambda: again(crowded).move(starts_at=later, by=ama, at=MONDAY),
        lambda: again(crowded).move(room="Hall", by=tom, at=MONDAY),
    ])  # fmt: skip

    moved = asked(lambda: again(crowded))
    assert came == [None, None]
    assert (moved.starts_at, moved.room, moved.sequence) == (later, "Hall", 2)
    assert asked(lambda: Entry.objects.about(crowded).filter(did="moved").count()) == 2
    assert asked(lambda: set(Invited.objects.values_list("version", flat=True))) == {2}


def test_two_who_tell_at_once_tell_once(crowded, northgate, sam):
    asked(lambda: crowded.group.memberships.create(person=sam, school=northgate, joined_on=MONDAY.date()))

    at_once([lambda: tell_newcomers(at=MONDAY) for _ in range(4)])

    assert asked(lambda: Letter.objects.filter(person=sam).count()) == 1
    assert asked(lambda: Letter.objects.count()) == 4


def test_two_who_plan_a_series_at_once_plan_one(crowded, ama, tom):
    group = crowded.group
    given = {"weekday": 2, "starts_at": TUESDAY_17.time(), "minutes": 60, "first_on": TUESDAY_17.date(), "number": 3}

    came = at_once([lambda by=by: propose(group, **given, by=by, at=MONDAY) for by in (ama, tom, ama)])

    assert len({series.pk for series in came}) == 1
    assert asked(lambda: group.meetings.count()) == 4


def test_calling_off_and_moving_at_once_leaves_it_called_off(crowded, ama, tom):
    came = at_once([
        lambda: again(crowded).cancel(by=ama, at=MONDAY),
        lambda: again(crowded).move(room="Hall", by=tom, at=MONDAY),
    ])  # fmt: skip

    last = asked(lambda: [Letter.objects.filter(person=who).order_by("-pk").first().method for who in (ama, tom)])
    assert came == [None, None]
    assert (asked(lambda: again(crowded)).is_cancelled, last) == (True, ["CANCEL", "CANCEL"])


def held(sitting):
    return Sitting.objects.get(pk=sitting.pk)


def test_two_who_end_a_meeting_at_once_end_it_once_and_each_member_gets_one_letter(crowded, ama, tom):
    sitting = asked(lambda: conducting.begin(crowded, by=ama, at=TUESDAY_17))

    four = [ama, tom, ama, tom]
    came = at_once([lambda by=by: conducting.close(held(sitting), by=by, at=TUESDAY_17) for by in four])

    assert sorted(came) == [False, False, False, True]
    assert asked(lambda: Letter.objects.filter(kind="minutes").count()) == 3


def test_several_who_begin_at_once_begin_one_meeting_with_one_agenda(crowded, ama, tom):
    three = [ama, tom, ama]
    came = at_once([lambda by=by: conducting.begin(again(crowded), by=by, at=TUESDAY_17).pk for by in three])

    assert len(set(came)) == 1
    assert asked(lambda: again(crowded).items.count()) == 3


def test_of_many_who_press_next_at_once_one_goes_on(crowded, ama):
    sitting = asked(lambda: conducting.begin(crowded, by=ama, at=TUESDAY_17))
    second = asked(lambda: again(crowded).items.in_order()[1])

    came = at_once([
        lambda: conducting.go_to(held(sitting), second, seen=sitting.item_id, at=TUESDAY_17) for _ in range(6)
    ])  # fmt: skip

    assert came == [None] * 6
    assert asked(lambda: Spell.objects.count()) == 1


def test_ending_and_going_on_and_giving_the_word_at_once_leaves_one_order_of_things(crowded, ama, tom):
    sitting = asked(lambda: conducting.begin(crowded, by=ama, at=TUESDAY_17))
    asked(lambda: Attendance.objects.say(crowded, tom, "here", by=tom, at=TUESDAY_17))
    second = asked(lambda: again(crowded).items.in_order()[1])

    came = at_once([
        lambda: conducting.next_speaker(held(sitting), seen=None, at=TUESDAY_17),
        lambda: conducting.go_to(held(sitting), second, seen=sitting.item_id, at=TUESDAY_17),
        lambda: held(sitting).give_time(2, seen=sitting.item_id, at=TUESDAY_17),
        lambda: held(sitting).take_chair(by=tom, at=TUESDAY_17),
        lambda: Promise.objects.make(
            group=crowded.group, meeting=crowded, person=tom, text="Dots", by=tom, at=TUESDAY_17
        ).pk > 0,
    ])  # fmt: skip

    assert came == [None, None, None, None, True]
    assert asked(lambda: (held(sitting).item_id, held(sitting).chair_id)) == (second.pk, tom.pk)


@pytest.fixture
def chaired(crowded, learning_group):
    """Somebody has the chair at the meeting; at first by the rota."""
    role = asked(lambda: learning_group.roles.create(key="chair", title="Chair", each_meeting=True))
    return role, asked(lambda: rota_of(crowded.group).duty(crowded.pk, role.pk).person)


def holder(meeting, role):
    return rota_of(meeting.group).duty(meeting.pk, role.pk).person


def test_of_two_who_take_a_role_at_once_one_has_it(crowded, chaired, ama, tom, gwen):
    role, had = chaired
    two = [person for person in (ama, tom, gwen) if person != had]

    came = at_once([
        lambda by=by: swapping.take(again(crowded), role.pk, seen=had.pk, by=by, at=MONDAY).person for by in two
    ])  # fmt: skip

    won = [person for person in came if person in two]
    assert len(won) == 1
    assert sum(isinstance(one, swapping.TakenMeanwhile) for one in came) == 1
    assert asked(lambda: holder(crowded, role)) == won[0]
    assert asked(lambda: Turn.objects.count()) == 1


def test_swapping_with_two_at_once_and_being_relieved_leaves_one_holder(crowded, chaired, ama, tom, gwen):
    role, had = chaired
    one, other = [person for person in (ama, tom, gwen) if person != had]

    came = at_once([
        lambda: swapping.swap(again(crowded), role.pk, one, by=had, at=MONDAY).person,
        lambda: swapping.swap(again(crowded), role.pk, other, by=had, at=MONDAY).person,
        lambda: swapping.take(again(crowded), role.pk, seen=had.pk, by=other, at=MONDAY).person,
    ])  # fmt: skip

    # Whoever was given the role by a swap takes it once more, and it is theirs already.
    late = [answer for answer in came if isinstance(answer, swapping.TakenMeanwhile)]
    won = {answer for answer in came if answer not in late}
    assert late
    assert won == {asked(lambda: holder(crowded, role))}
    assert asked(lambda: Letter.objects.filter(kind="meeting-role").count()) <= 1


def test_two_who_tick_the_same_and_two_jobs_that_ask_for_the_room_do_it_once(crowded, ama, tom):
    three_before = TUESDAY_17 - timedelta(days=3)

    at_once([lambda by=by: Check.objects.tick(again(crowded), "sound", by=by, at=MONDAY).pk for by in (ama, tom)])
    at_once([lambda: seeing_to.ask_for_rooms(at=three_before) for _ in range(3)])

    assert asked(lambda: Check.objects.count()) == 1
    assert asked(lambda: Letter.objects.filter(kind="meeting-room").count()) == 1
