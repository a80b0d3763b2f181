"""The second pair of eyes sees whatever is wrong with planned visits."""

from dataclasses import replace

import pytest

from collegium.planning.check_visits import check_plan
from collegium.planning.visits import Line, Period, Teacher, Unmet, Visit, VisitsPlan, VisitsProblem, plan_visits

from .test_planning_visits import AMA, PRIYA, TOM, asked

INES, LEE = replace(AMA, id="ines"), replace(TOM, id="lee")
PROBLEM = asked(AMA, TOM, PRIYA, INES, LEE, groups=(("ama", "tom", "priya"), ("ines", "lee")))
PLAN = plan_visits(PROBLEM)
FIRST, *OTHERS = PLAN.visits


def with_first(**changed):
    return {"visits": (replace(FIRST, **changed), *OTHERS)}


@pytest.mark.parametrize(
    "changed",
    [
        {"cost": 1},
        {"bound": 1},
        {"visits": PLAN.visits[1:]},
        {"visits": (*PLAN.visits, FIRST)},
        {"groups": PLAN.groups[::-1]},
        {"groups": (("ama", "tom", "ines"), ("priya", "lee"))},
        {"groups": (*PLAN.groups, ("ama",))},
        {"unmet": (Unmet(1, (Line("at_once"),)),)},
        with_first(visited=FIRST.visitor),
        with_first(visitor=FIRST.visited, visited=FIRST.visitor),
        with_first(visitor="nobody"),
        with_first(period=f"d{3 - int(FIRST.period[1])}p4"),
        with_first(cover=True),
        with_first(feedback=None),
        with_first(feedback=FIRST.period),
        with_first(feedback="d9p9"),
    ],
)
def test_a_plan_that_was_tampered_with_is_found_out(changed):
    assert check_plan(PROBLEM, PLAN) == []
    assert check_plan(PROBLEM, replace(PLAN, **changed)) != []


def test_a_visitor_who_is_busy_is_found_out():
    busy = replace(PROBLEM.teacher[FIRST.visitor], busy=frozenset({FIRST.period}))
    teachers = tuple(busy if one.id == busy.id else one for one in PROBLEM.teachers)

    assert check_plan(replace(PROBLEM, teachers=teachers), PLAN) == [
        f"{FIRST.visitor} cannot visit in {FIRST.period}"
    ]


def test_a_visit_where_nobody_is_to_be_visited_is_found():
    periods = (Period("a", 1, 1), Period("b", 1, 2))
    problem = VisitsProblem(
        periods,
        (Teacher("t1", frozenset({"a"}), closed=frozenset({"a"})), Teacher("t2", frozenset({"b"}))),
        (("t1", "t2"),),
    )
    visits = (Visit("t1", "t2", "b", False, None), Visit("t2", "t1", "a", False, None))
    plan = VisitsPlan(100, None, 0.0, problem.groups, visits)

    assert check_plan(problem, plan) == ["t1 is not to be visited in a"]
