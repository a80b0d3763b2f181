"""The lot: a simple random draw that the walkers have time for, done again by its seed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from collegium.people.models import Appointment
from collegium.visits.models import Period, Timetable, When, keep_quiet
from collegium.visits.models.visit import Visit
from collegium.walks.drawing import Frame, Lesson, TooFew, choose, draw, frame_of
from collegium.walks.models import NotNow, Picked, put_down
from tests.conftest import MONDAY
from tests.visits.conftest import teaches
from tests.walks.conftest import DAY_BEFORE, WALK_DAY, prepare

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 19)


def frame(teachers=40, periods=5, time=(4, 4)):
    lessons = [
        Lesson(DAY, period, period, teacher) for period in range(periods) for teacher in range(teachers)
        if (teacher + period) % 5
    ]  # fmt: skip
    return Frame(lessons, {(DAY, period): time for period in range(periods)})


def test_the_same_seed_draws_the_same_lessons():
    assert choose(frame(), 30, "a") == choose(frame(), 30, "a")
    assert choose(frame(), 30, "a") != choose(frame(), 30, "b")


def test_as_many_as_wanted_and_no_teacher_twice():
    picked = choose(frame(), 25, "a")

    assert len(picked) == len({one.teacher for one in picked}) == 25


def test_no_more_than_the_walkers_have_time_for():
    picked = choose(frame(time=(2, 1)), 40, "a")

    goes = Counter((one.period, place) for one in picked for place in (1, 2) if one.is_double or one.first == place)
    assert {place: max(count for (_period, where), count in goes.items() if where == place) for place in (1, 2)} == {
        1: 2, 2: 1
    }  # fmt: skip


def test_one_in_five_and_no_fewer_than_ten_are_looked_at_by_both():
    many = frame(100, time=(20, 20))
    doubled = {wanted: sum(one.is_double for one in choose(many, wanted, "a")) for wanted in (15, 60)}

    assert doubled == {15: 10, 60: 12}


def test_one_walker_alone_doubles_nothing():
    picked = choose(frame(time=(4,)), 18, "a")

    assert {(one.first, one.is_double) for one in picked} == {(1, False)}


def test_a_walker_who_teaches_then_is_sent_nowhere():
    assert {one.first for one in choose(frame(time=(0, 4)), 15, "a")} == {2}
    assert choose(frame(time=(0, 0)), 15, "a") == []


def test_every_lesson_is_as_likely_as_any_other():
    """Over many draws each of 160 lessons comes about equally often: 25 of 160 in a draw."""
    often = Counter(
        (one.period, one.teacher) for seed in range(600) for one in choose(frame(time=(9, 9)), 25, str(seed))
    )

    assert len(often) == 160
    # 600 draws of 25 in 160: 94 each, with a spread of 9.
    assert (min(often.values()) > 55, max(often.values()) < 135) == (True, True)


def test_the_frame_is_every_lesson_of_that_day(draft, ama, tom):
    found = frame_of(draft, [ama, tom], at=MONDAY)

    assert (len(found.lessons), found.teachers, found.left_out) == (120, 30, 0)
    # 120 lessons, fifteen points: 32.
    assert (found.wanted(15), found.margin_of(32)) == (32, 15)


def test_left_out_are_newcomers_walkers_protected_time_and_whoever_is_in_a_visit(draft, teachers, northgate, ama, tom, sam):  # noqa: E501
    new, walking, visited = teachers[:3]
    Appointment.objects.filter(person=new).update(starts_on=date(2026, 11, 2))
    period = Period.objects.of(northgate).get(order=1)
    starts = DAY_BEFORE.replace(day=19, hour=8, minute=50)
    Visit.objects.arrange(sam, visited, When(starts, starts + timedelta(hours=1), period), school=northgate,
                          by=visited, at=MONDAY)  # fmt: skip
    teaches(teachers[3], northgate, "Thu 2", protected=["Thu 3"])

    found = frame_of(draft, [walking, tom], at=MONDAY)

    of = Counter(lesson.teacher for lesson in found.lessons)
    assert [of[one.pk] for one in (new, walking, visited, teachers[3])] == [0, 0, 3, 1]
    assert found.left_out == 1


def test_quiet_days_and_other_hours_have_no_lessons(draft, northgate, ama, hale):
    draft.begins_at = draft.begins_at.replace(hour=13)
    assert {lesson.order for lesson in frame_of(draft, [ama], at=MONDAY).lessons} == {4, 5}

    keep_quiet(northgate, "Mocks", WALK_DAY, WALK_DAY, by=hale, at=MONDAY)
    assert frame_of(draft, [ama], at=MONDAY).lessons == []


def test_the_draw_is_written_down_once(announced, ama, tom):
    draw(announced, by=ama, at=DAY_BEFORE, seed="one")
    stops = set(announced.stops.values_list("period", "teacher"))

    with pytest.raises(NotNow):
        draw(announced, by=tom, at=DAY_BEFORE, seed="two")
    put_down(announced, [Picked(WALK_DAY, next(iter(stops))[0], ama.pk)], seed="two", frame=1, by=tom, at=DAY_BEFORE)

    assert set(announced.stops.values_list("period", "teacher")) == stops
    assert (announced.seed, announced.frame, announced.drawn) == ("one", 120, len(stops))


def test_whoever_knows_the_seed_can_check_the_draw(announced, ama, tom):
    before = frame_of(announced, [ama, tom], at=DAY_BEFORE)
    draw(announced, by=ama, at=DAY_BEFORE)

    again = choose(before, before.wanted(announced.margin), announced.seed)
    assert {(one.period, one.teacher, one.first) for one in again} == set(
        announced.stops.values_list("period", "teacher", "first")
    )


def test_too_few_lessons_are_not_drawn(announced, teachers, ama):
    Timetable.objects.filter(person__in=teachers[9:]).delete()

    with pytest.raises(TooFew):
        draw(announced, by=ama, at=DAY_BEFORE)
    assert announced.stops.count() == 0


def test_of_a_school_without_a_timetable_nothing_is_drawn(northgate, aspect, hale, ama):
    walk = prepare(northgate, aspect, [ama], by=hale)

    assert frame_of(walk, [ama], at=MONDAY).is_enough is False


def test_a_draw_costs_the_same_for_few_and_many(announced, teachers, ama, tom, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    frame_of(announced, [ama, tom], at=DAY_BEFORE)
    with CaptureQueriesContext(connection) as many:
        frame_of(announced, [ama, tom], at=DAY_BEFORE)
    Timetable.objects.filter(person__in=teachers[3:]).delete()

    with django_assert_num_queries(len(many)):
        frame_of(announced, [ama, tom], at=DAY_BEFORE)


def test_a_school_that_was_shut_all_autumn_draws_on_the_day(announced):
    from collegium.people.models import Closure  # noqa: PLC0415

    Closure.objects.create(school=announced.school, starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 18))

    assert announced.earliest_draw() == WALK_DAY
