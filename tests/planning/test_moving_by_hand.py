"""Move a person, and see at once what it costs and which rule would break."""

from dataclasses import replace
from time import perf_counter

from hypothesis import given, settings

from collegium.planning.check_groups import check_plan, checked_cost
from collegium.planning.groups import (
    Breach,
    Contradiction,
    Price,
    Theme,
    explain,
    form_groups,
    move,
    price_of,
    prices_of,
    say_breach,
)

from .drawn import problems
from .staff import AMA, INES, LEE, PRIYA, SAM, TOM, asked, going, group_of


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems(most=10))
def test_the_price_is_what_the_cost_rises_by(problem):
    try:
        plan = form_groups(problem)
    except Contradiction:
        return

    for person in problem.people:
        for into, price in prices_of(problem, plan, person.id).items():
            moved = move(problem, plan, person.id, into)
            assert price.cost == checked_cost(problem, moved.groups) - plan.cost
            assert moved.cost == plan.cost + price.cost


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems(most=10))
def test_a_rule_is_said_to_break_exactly_where_the_checker_finds_one_broken(problem):
    try:
        plan = form_groups(problem)
    except Contradiction:
        return

    for person in problem.people:
        for into, price in prices_of(problem, plan, person.id).items():
            moved = move(problem, plan, person.id, into)
            assert price.breaks_nothing == (check_plan(problem, moved) == [])
            assert price.cost >= 0 or price.breaches, "a move that breaks nothing cannot beat the best plan"


def two_groups(**rules):
    """Ama, Tom and Priya on Tuesdays, Lee, Ines and Sam on Thursdays."""
    on_tuesday = [replace(one, free=frozenset({"tue"})) for one in (AMA, TOM, PRIYA)]
    on_thursday = [replace(one, free=frozenset({"thu"})) for one in (LEE, INES, SAM)]
    now = (
        group_of("g1", "feedback", "tue", "ama", "tom", "priya"),
        group_of("g2", "oracy", "thu", "lee", "ines", "sam"),
    )
    problem = asked(*on_tuesday, *on_thursday, **{"largest": 3, **going(*now), **rules})
    return problem, form_groups(replace(problem, apart=()))


def test_every_rule_that_would_break_is_named():
    problem, plan = two_groups(apart=(("tom", "sam"),), together=(("tom", "priya"),), size=asked(largest=3).size)

    price = price_of(problem, plan, "tom", "g2")

    assert price.breaches == (
        Breach("too_few", "g1"),
        Breach("not_free", "g2"),
        Breach("too_many", "g2"),
        Breach("apart", "g2", "sam"),
        Breach("together", "g1", "priya"),
    )
    assert [say_breach(breach) for breach in price.breaches] == [
        "g1 would have too few members.",
        "They are not free when g2 meets.",
        "g2 is full.",
        "They are kept apart from sam, who is in g2.",
        "They are kept together with priya.",
    ]


def test_taking_out_the_only_one_who_leads_breaks_a_rule():
    problem, plan = two_groups()

    assert Breach("nobody_leads", "g1") in price_of(problem, plan, "ama", None).breaches
    assert move(problem, plan, "ama", None).group["g1"].leader == ""


def test_leaving_a_locked_group_breaks_a_rule_and_coming_back_does_not():
    problem, plan = two_groups()
    problem = replace(problem, locked=frozenset({"g1"}))

    assert price_of(problem, plan, "tom", None) == Price(1020, (Breach("locked", "g1"),))
    assert price_of(problem, move(problem, plan, "tom", None), "tom", "g1") == Price(-1020)


def test_staying_costs_nothing():
    problem, plan = two_groups()

    assert price_of(problem, plan, "tom", "g1") == Price(0)
    assert move(problem, plan, "tom", "g1") is plan


def test_a_plan_changed_by_hand_can_be_explained_anew():
    problem, plan = two_groups()

    changed = explain(problem, move(problem, plan, "tom", None))

    assert [left.person for left in changed.unplaced] == ["tom"]
    assert sorted(changed.why) == sorted(plan.why)


def test_all_prices_for_one_of_ninety_people_come_at_once():
    people = [replace(AMA, id=f"p{number}", department=f"d{number % 9}") for number in range(90)]
    problem = asked(*people, themes=(Theme("feedback"), Theme("oracy")))
    plan = form_groups(problem, seconds=0)

    started = perf_counter()
    prices = prices_of(problem, plan, "p1")

    assert len(prices) == len(plan.groups)
    assert perf_counter() - started < 0.1
