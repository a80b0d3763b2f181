"""The second pair of eyes sees whatever is wrong with a plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from collegium.planning.check_series import check_plan
from collegium.planning.series import plan_series

from .test_planning_series import FEEDBACK, HARBOUR, NORTH, PRIYA, asked

PROBLEM = asked(
    FEEDBACK, replace(FEEDBACK, id="oracy", members=(PRIYA, *FEEDBACK.members[:1]), meetings=1, hosts=("north",))
)
PLAN = plan_series(PROBLEM)
FIRST, *OTHERS, LAST = PLAN.meetings


def with_first(**changed):
    return {"meetings": (replace(FIRST, **changed), *OTHERS, LAST)}


@pytest.mark.parametrize(
    "changed",
    [
        {"cost": PLAN.cost + 1},
        {"bound": PLAN.cost + 1},
        {"meetings": PLAN.meetings[1:]},
        {"meetings": (*PLAN.meetings, LAST)},
        {"meetings": ()},
        with_first(day=date(2026, 9, 9)),
        with_first(day=OTHERS[0].day - timedelta(weeks=1)),
        with_first(school=OTHERS[0].school, room=OTHERS[0].room),
        with_first(room=HARBOUR.id if FIRST.room == NORTH.id else NORTH.id),
        with_first(attending=FIRST.attending[1:]),
        with_first(attending=()),
        with_first(attending=(*FIRST.attending, "a-stranger")),
        with_first(group="nobody"),
    ],
)
def test_a_plan_that_was_tampered_with_is_found_out(changed):
    assert check_plan(PROBLEM, PLAN) == []
    assert check_plan(PROBLEM, replace(PLAN, **changed)) != []


def test_a_room_that_is_taken_is_found_out():
    bookings = frozenset({(FIRST.room, FIRST.day)})

    assert check_plan(replace(PROBLEM, bookings=bookings), PLAN) == [f"{FIRST.room} is used 2 times on {FIRST.day}"]


def test_a_room_that_does_not_suit_is_found_out():
    small = tuple(replace(room, seats=1) for room in PROBLEM.rooms)

    assert len(check_plan(replace(PROBLEM, rooms=small), PLAN)) == len(PLAN.meetings)
