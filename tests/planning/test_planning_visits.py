"""What planning visits promises: the cheapest visits there are, every hard rule kept, a true bound, no favours."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.planning.check_visits import check_plan
from collegium.planning.visits import Line, Period, Teacher, VisitsProblem, plan_visits, say_all
from collegium.planning.visits import openings as openings_module
from collegium.planning.visits.reasons import reason_for
from collegium.planning.visits.week import Week

from .drawn_visits import cheapest, schools

drawing = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@drawing
@given(schools())
def test_no_plan_is_cheaper_than_the_one_found(problem):
    plan = plan_visits(problem)

    assert check_plan(problem, plan) == []
    assert (len(plan.unmet), plan.cost) == cheapest(problem)
    assert plan.bound == plan.cost


@settings(drawing, max_examples=25)
@given(schools(largest=6, groups=1, days=2))
def test_nor_in_larger_groups(problem):
    plan = plan_visits(problem)

    assert check_plan(problem, plan) == []
    assert (len(plan.unmet), plan.cost) == cheapest(problem)


@settings(drawing, max_examples=60)
@given(schools(largest=3, groups=3, days=3))
def test_leaving_out_openings_that_never_matter_changes_no_cost(problem):
    plan = plan_visits(problem)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("ENOUGH_OF_A_PERIOD", "ENOUGH_WITH_A_TALK"):
            patch.setattr(openings_module, name, 10**6)
        with_all = plan_visits(problem)
    assert (plan.cost, len(plan.unmet)) == (with_all.cost, len(with_all.unmet))


@settings(drawing, max_examples=40)
@given(schools(largest=3, groups=4), st.randoms(use_true_random=False))
def test_the_order_in_the_file_changes_nothing(problem, chance):
    mixed = replace(
        problem,
        periods=tuple(chance.sample(problem.periods, len(problem.periods))),
        teachers=tuple(chance.sample(problem.teachers, len(problem.teachers))),
    )

    assert replace(plan_visits(mixed), seconds=0) == replace(plan_visits(problem), seconds=0)


@settings(drawing, max_examples=40)
@given(schools(largest=3, groups=4), st.randoms(use_true_random=False))
def test_groups_in_another_order_come_to_the_same(problem, chance):
    order = chance.sample(range(len(problem.groups)), len(problem.groups))
    given_so, mixed = (
        plan_visits(problem),
        plan_visits(replace(problem, groups=tuple(problem.groups[n] for n in order))),
    )

    assert mixed.visits == given_so.visits
    assert [*mixed.groups] == [given_so.groups[number] for number in order]


# Two days of four lessons. Ama, Tom and Priya each teach one lesson a day, and are free in the last.
PERIODS = tuple(Period(f"d{day}p{order}", day, order) for day in (1, 2) for order in (1, 2, 3, 4))
AMA, TOM, PRIYA = (
    Teacher(name, frozenset({f"d1p{lesson}", f"d2p{lesson}"}))
    for lesson, name in enumerate(("ama", "tom", "priya"), start=1)
)


def asked(*teachers: Teacher, groups=None, regroup=False, days=2) -> VisitsProblem:
    groups = groups or (tuple(teacher.id for teacher in teachers),)
    return VisitsProblem(PERIODS, teachers, groups, regroup, days)


def test_a_triad_visits_in_a_ring_and_talks_the_same_day():
    plan = plan_visits(asked(AMA, TOM, PRIYA))

    assert (plan.cost, plan.bound) == (0, 0)
    assert (
        {visit.visitor for visit in plan.visits}
        == {visit.visited for visit in plan.visits}
        == {"ama", "tom", "priya"}
    )
    assert all(visit.feedback[:2] == visit.period[:2] for visit in plan.visits)


def test_two_visit_each_other():
    plan = plan_visits(asked(AMA, TOM))

    assert sorted((visit.visitor, visit.visited) for visit in plan.visits) == [("ama", "tom"), ("tom", "ama")]


def test_whoever_teaches_then_needs_cover():
    both = frozenset({"d1p1", "d1p2"})

    plan = plan_visits(asked(replace(AMA, teaches=both), replace(TOM, teaches=both)))

    assert [(visit.cover, visit.feedback is not None) for visit in plan.visits] == [(True, True), (True, True)]
    assert plan.cost == 200


def test_a_talk_waits_no_longer_than_allowed():
    """Both have every lesson taken but one, on the second day, so one of them talks a day later or not at all."""
    ama = Teacher("ama", frozenset({"d1p1", "d2p1"}), frozenset({"d1p3", "d1p4", "d2p2", "d2p3"}))
    tom = Teacher("tom", frozenset({"d1p2", "d2p2"}), frozenset({"d1p3", "d1p4", "d2p1", "d2p3"}))

    assert [plan_visits(asked(ama, tom, days=days)).cost for days in (0, 1)] == [100, 51]


def test_a_group_that_can_see_each_other_is_not_held_up_by_one_that_cannot():
    monday = Teacher("ines", frozenset({"d1p1"}))
    tuesday = Teacher("lee", frozenset({"d2p1"}))

    plan = plan_visits(asked(AMA, TOM, monday, tuesday, groups=(("ines", "lee"), ("ama", "tom"))))

    assert len(plan.visits) == 2
    assert [(unmet.group, say_all(unmet.reason)) for unmet in plan.unmet] == [
        (1, "ines is never in school while lee teaches. lee is never in school while ines teaches.")
    ]


def test_changing_places_helps_a_group_that_cannot_see_each_other():
    monday, monday_too = (
        Teacher(name, frozenset({"d1p1" if name == "ines" else "d1p2"})) for name in ("ines", "sam")
    )
    tuesday, tuesday_too = (
        Teacher(name, frozenset({"d2p1" if name == "lee" else "d2p2"})) for name in ("lee", "zoe")
    )
    groups = (("ines", "lee"), ("sam", "zoe"))

    problem = asked(monday, monday_too, tuesday, tuesday_too, groups=groups, regroup=True)
    plan = plan_visits(problem)

    assert check_plan(problem, plan) == []
    assert (plan.cost, plan.bound, plan.unmet) == (0, 0, ())
    assert {frozenset(group) for group in plan.groups} == {frozenset({"ines", "sam"}), frozenset({"lee", "zoe"})}


@pytest.mark.parametrize(
    ("teachers", "reason"),
    [
        ([AMA], "ama is alone in the group."),
        ([AMA, Teacher("tom", frozenset())], "tom does not teach, so nobody can visit a lesson."),
        ([AMA, replace(TOM, busy=frozenset({"d1p1", "d2p1"}))], "tom is busy whenever ama teaches."),
        (
            [Teacher("ama", frozenset({"d1p1"})), Teacher("tom", frozenset({"d1p1"}))],
            "However they visit each other, somebody would have to be in two places at once.",
        ),
    ],
    ids=["alone", "does not teach", "busy", "at once"],
)
def test_a_group_without_visits_gets_its_reason(teachers, reason):
    plan = plan_visits(asked(*teachers))

    assert [say_all(unmet.reason) for unmet in plan.unmet] == [reason]
    assert (plan.cost, plan.bound, plan.visits) == (0, 0, ())


def test_which_of_equal_visits_is_taken_is_drawn_by_lot():
    assert len({plan_visits(asked(AMA, TOM, PRIYA), seed=seed).visits for seed in range(8)}) > 2


@pytest.mark.parametrize("size", [6, 8, 12])
def test_a_large_group_finds_its_way_round(size):
    teachers = [
        Teacher(f"t{number}", frozenset({f"d{day}p{1 + number % 3}" for day in (1, 2)})) for number in range(size)
    ]

    problem = asked(*teachers)
    plan = plan_visits(problem)

    assert check_plan(problem, plan) == []
    assert len(plan.visits) == size
    assert plan.bound <= plan.cost


def test_out_of_time_there_is_still_a_plan():
    problem = asked(AMA, TOM, PRIYA, regroup=True)

    plan = plan_visits(problem, seconds=0, should_stop=lambda: True)

    assert check_plan(problem, plan) == []
    assert len(plan.visits) == 3


def test_while_it_works_it_says_how_far_it_has_come():
    heard = []

    plan_visits(asked(AMA, TOM, PRIYA, regroup=True), on_progress=heard.append)

    assert [(step.cost, step.bound) for step in heard] == [(0, 0), (0, 0)]


def test_nobody_at_all_is_no_trouble():
    plan = plan_visits(VisitsProblem((), (), (), True))

    assert (plan.cost, plan.bound, plan.visits, plan.unmet) == (0, 0, (), ())


def test_of_many_openings_those_left_aside_never_mattered():
    """A fortnight of free afternoons: far more lessons and talks for each pair than could ever be needed."""
    periods = tuple(Period(f"d{day}p{order}", day, order) for day in range(1, 11) for order in range(1, 7))
    for seed in range(4):
        chance = random.Random(seed)
        names = ("ama", "tom", "priya", "ines")
        teachers = tuple(
            Teacher(name, frozenset(one.id for one in periods if chance.random() < 0.35)) for name in names
        )
        problem = VisitsProblem(periods, teachers, (names,))

        plan = plan_visits(problem)

        assert check_plan(problem, plan) == []
        assert (plan.cost, plan.bound) == (0, 0)


def test_many_groups_are_divided_anew_a_few_at_a_time():
    """Eight triads of people who hardly ever are free together: swapping two is seldom enough."""
    chance = random.Random(1)
    periods = tuple(Period(f"d{day}p{order}", day, order) for day in (1, 2) for order in range(1, 6))
    teachers = tuple(
        Teacher(f"t{number}", frozenset(one.id for one in periods if chance.random() < 0.75)) for number in range(24)
    )
    names = [one.id for one in teachers]
    problem = VisitsProblem(periods, teachers, tuple(tuple(names[n : n + 3]) for n in range(0, 24, 3)))

    given_so, regrouped = plan_visits(problem), plan_visits(replace(problem, regroup=True), seconds=2)

    assert check_plan(replace(problem, regroup=True), regrouped) == []
    assert (len(regrouped.unmet), regrouped.cost) < (len(given_so.unmet), given_so.cost)
    assert regrouped.bound <= regrouped.cost


def test_where_time_ran_out_nobody_is_told_that_there_is_no_way():
    week = Week(asked(AMA, TOM, PRIYA), 1)

    assert reason_for(week, ("ama", "priya", "tom"), is_proved=False) == (Line("not_found"),)
