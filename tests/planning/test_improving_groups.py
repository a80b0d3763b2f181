"""Neighbourhoods: part of the groups formed anew, never worse, never against a rule, the same on every machine."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import Contradiction, Group, GroupsProblem, Person, Size, Theme, form_groups, forming
from collegium.planning.groups.forming import Forming
from collegium.planning.groups.lineup import Lineup

from .drawn import cheapest, problems

SLOTS = ("mon", "tue", "wed", "thu", "fri")


def school(count: int, seed: int) -> GroupsProblem:
    """A staff with few free times and few groups of a theme, so that the first plan is far from the best."""
    chance = random.Random(seed)
    themes = tuple(Theme(f"t{number}", chance.choice([1, 2])) for number in range(count // 6))
    people = tuple(_person(f"p{number}", themes, chance) for number in range(count))
    pairs = [chance.sample(people, 2) for _ in range(count // 10)]
    return GroupsProblem(
        people, themes, SLOTS, Size(3, 6), together=tuple((a.id, b.id) for a, b in pairs[::2]),
        apart=tuple((a.id, b.id) for a, b in pairs[1::2]),
    )  # fmt: skip


def _person(name: str, themes: tuple[Theme, ...], chance: random.Random) -> Person:
    wishes = tuple(theme.id for theme in chance.sample(themes, 3))
    free = frozenset(slot for slot in SLOTS if chance.random() < 0.5) or frozenset(["mon"])
    return Person(name, "north", f"d{chance.randrange(5)}", chance.randrange(3), wishes, free, chance.random() < 0.4)


@pytest.fixture
def neighbourhoods(monkeypatch):
    """So small that a staff of forty has many, and nothing but neighbourhoods is looked at."""
    monkeypatch.setattr(forming, "NEIGHBOURHOODS", (12, 20))
    monkeypatch.setattr(forming, "ALL_AT_ONCE", 0)
    monkeypatch.setattr(forming, "MOST_AT_ONCE", 20)


@pytest.mark.parametrize("seed", range(3))
def test_each_neighbourhood_leaves_a_plan_that_keeps_every_rule_and_costs_no_more(neighbourhoods, seed):
    problem = school(40, seed)
    search = Forming(Lineup(problem, 1), 60)
    costs = []

    for _step in range(25):
        search.improve()
        costs.append(search.cost)
        assert check_plan(problem, search.plan()) == []

    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < costs[0]


def test_what_time_does_not_cut_short_is_the_same_every_time(neighbourhoods):
    problem = school(30, 1)
    chance = random.Random(5)
    other_order = replace(
        problem,
        people=tuple(chance.sample(problem.people, len(problem.people))),
        themes=tuple(chance.sample(problem.themes, len(problem.themes))),
        slots=tuple(chance.sample(problem.slots, len(problem.slots))),
        together=tuple((b, a) for a, b in reversed(problem.together)),
        apart=tuple((b, a) for a, b in reversed(problem.apart)),
    )

    plans = []
    for one in (problem, problem, other_order):
        search = Forming(Lineup(one, 1), 600)
        for _step in range(20):
            search.improve()
        plans.append(search.plan())

    assert len({(plan.cost, plan.groups) for plan in plans}) == 1


@settings(max_examples=25, deadline=None, derandomize=True)
@given(problems(most=10))
def test_neighbourhoods_alone_keep_every_rule_of_locked_and_previous_groups(problem):
    search_of = {"NEIGHBOURHOODS": (4,), "ALL_AT_ONCE": 0, "MOST_AT_ONCE": 10**6}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in search_of.items():
            patch.setattr(forming, name, value)
        try:
            plan = form_groups(problem)
        except Contradiction:
            return

    assert check_plan(problem, plan) == []
    assert plan.cost == cheapest(problem)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(problems(most=10), st.randoms(use_true_random=False))
def test_other_names_for_the_same_people_cost_the_same(problem, chance):
    try:
        plan = form_groups(problem)
    except Contradiction:
        return

    assert form_groups(renamed(problem, chance)).cost == plan.cost


def renamed(problem: GroupsProblem, chance) -> GroupsProblem:
    """Everybody with somebody else's name, and every list in another order."""
    old = [person.id for person in problem.people]
    new = dict(zip(old, chance.sample(old, len(old)), strict=True))

    def name(one: str) -> str:
        return new.get(one, one)

    def group(one: Group) -> Group:
        return replace(one, leader=name(one.leader), members=tuple(map(name, one.members)))

    people = [replace(one, id=name(one.id), manager=one.manager and name(one.manager)) for one in problem.people]
    return replace(
        problem,
        people=tuple(chance.sample(people, len(people))),
        together=tuple((name(a), name(b)) for a, b in problem.together),
        apart=tuple((name(a), name(b)) for a, b in problem.apart),
        previous=tuple(map(group, problem.previous)),
    )


def test_whoever_waits_hears_of_every_step_and_may_end_it():
    heard = []

    plan = form_groups(school(40, 2), on_progress=heard.append, should_stop=lambda: len(heard) == 2)

    assert len(heard) == 2
    assert [step.cost for step in heard] == sorted((step.cost for step in heard), reverse=True)
    assert heard[-1].cost == plan.cost
