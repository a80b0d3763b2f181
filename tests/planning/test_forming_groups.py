"""What forming groups promises: the cheapest plan there is, every hard rule kept, no favours."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import Contradiction, GroupsProblem, Theme, form_groups
from collegium.planning.groups.milp import Answer, Programme

from .drawn import cheapest, problems
from .staff import AMA, INES, LEE, PRIYA, SAM, TOM, asked, going, group_of


@settings(max_examples=100, deadline=None, derandomize=True)
@given(problems(most=12))
def test_no_plan_is_cheaper_than_the_one_found(problem):
    best = cheapest(problem)
    try:
        plan = form_groups(problem)
    except Contradiction:
        assert best is None
        return

    assert check_plan(problem, plan) == []
    assert (plan.cost, plan.bound) == (best, best)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems(most=12))
def test_the_first_plan_keeps_every_rule_already(problem):
    try:
        plan = form_groups(problem, seconds=0)
    except Contradiction:
        return

    assert check_plan(problem, plan) == []


@settings(max_examples=30, deadline=None, derandomize=True)
@given(problems(most=12), st.randoms(use_true_random=False))
def test_the_order_in_the_file_changes_nothing(problem, chance):
    try:
        plan = form_groups(problem)
        again = form_groups(mixed(problem, chance))
    except Contradiction:
        return

    assert replace(again, seconds=0) == replace(plan, seconds=0)


def mixed(problem: GroupsProblem, chance) -> GroupsProblem:
    """The same problem with every list whose order means nothing in another order."""

    def mix(things):
        return tuple(chance.sample(things, len(things)))

    return replace(
        problem,
        people=mix(problem.people),
        themes=mix(problem.themes),
        slots=mix(problem.slots),
        together=mix([mix(pair) for pair in problem.together]),
        apart=mix([mix(pair) for pair in problem.apart]),
        previous=mix([replace(group, members=mix(group.members)) for group in problem.previous]),
    )


def test_no_name_has_an_advantage():
    """Four are alike and there is room for three: over many seeds each is left over about as often as the others."""
    alike = [replace(AMA, id=name, wishes=("feedback",)) for name in ("aaa", "bbb", "mmm", "zzz")]
    problem = asked(*alike, largest=3, themes=(Theme("feedback", max_groups=1),))

    over = Counter(form_groups(problem, seed=seed).unplaced[0].person for seed in range(60))

    assert sorted(over) == ["aaa", "bbb", "mmm", "zzz"]
    assert min(over.values()) >= 6


def test_of_those_who_can_lead_the_lot_decides():
    problem = asked(AMA, LEE, TOM, PRIYA)

    assert {form_groups(problem, seed=seed).groups[0].leader for seed in range(12)} == {"ama", "lee"}


def test_a_group_that_goes_on_keeps_its_id_and_its_leader():
    now = group_of("g7", "oracy", "tue", "lee", "ama", "tom", "priya")

    plan = form_groups(asked(AMA, LEE, TOM, PRIYA, INES, **going(now)))

    assert [(group.id, group.leader, group.members) for group in plan.groups] == [
        ("g7", "lee", ("ama", "ines", "lee", "priya", "tom"))
    ]


def test_a_new_group_never_takes_the_id_of_an_old_one():
    gone = group_of("g1", "oracy", "tue", "mr-hale", "ms-long-gone")

    plan = form_groups(asked(AMA, TOM, PRIYA, **going(gone)))

    assert [group.id for group in plan.groups] == ["g2"]


def test_a_newcomer_moves_nobody():
    now = group_of("g1", "oracy", "tue", "ama", "tom", "priya")

    plan = form_groups(asked(AMA, TOM, PRIYA, SAM, **going(now), stay=2000))

    assert [group.members for group in plan.groups] == [("ama", "priya", "sam", "tom")]
    assert [group.id for group in plan.groups] == ["g1"]


def test_a_locked_group_keeps_members_theme_and_slot_whatever_they_wish_now():
    busy = replace(TOM, wishes=("oracy",), free=frozenset())
    now = group_of("g1", "feedback", "thu", "ama", "tom")

    plan = form_groups(asked(AMA, busy, PRIYA, apart=(("ama", "tom"),), **going(now, locked=("g1",))))

    assert plan.groups == (group_of("g1", "feedback", "thu", "ama", "priya", "tom"),)


def test_a_locked_group_that_everybody_has_left_is_gone():
    gone = group_of("g1", "feedback", "thu", "mr-hale")

    plan = form_groups(asked(TOM, **going(gone, locked=("g1",))))

    assert plan.groups == ()


def test_whoever_asks_it_to_stop_gets_the_best_plan_so_far():
    problem = asked(AMA, TOM, PRIYA, INES)

    plan = form_groups(problem, should_stop=lambda: True)

    assert check_plan(problem, plan) == []
    assert plan.bound is None


def test_while_it_works_the_plan_only_gets_better():
    heard = []

    plan = form_groups(asked(AMA, LEE, TOM, PRIYA, INES, SAM), on_progress=heard.append)

    assert [step.bound for step in heard] == [None, plan.bound]
    assert heard[0].cost >= heard[1].cost == plan.cost
    assert plan.is_proved_best


def test_nobody_at_all_is_no_trouble():
    plan = form_groups(asked())

    assert (plan.cost, plan.bound, plan.groups, plan.unplaced) == (0, 0, (), ())


def test_a_programme_of_nothing_costs_nothing():
    nothing, free = Programme(), Programme()
    free.unknown(cost=3)

    assert nothing.solve(1, 0) == Answer((), 0.0, is_cut_short=False)
    assert (nothing.relax(1).cost, nothing.relax(1).taken) == (0.0, 0)
    assert free.solve(1, 0).values == (0.0,)
