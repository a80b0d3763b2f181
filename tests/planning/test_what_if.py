"""What a missed wish would have cost the others, what would change a place, and what a plan changes in the groups."""

from dataclasses import asdict, replace

from collegium.planning.groups import Change, GroupsPlan, Line, Theme, changes, form_groups, gone, levers
from collegium.planning.groups.costs import cost_of_plan
from collegium.planning.groups.whatif import WhatIf, what_if

from .staff import AMA, INES, LEE, PRIYA, SAM, TOM, asked, going, group_of


def plan_of(problem, *groups) -> GroupsPlan:
    return GroupsPlan(cost_of_plan(problem, groups), None, 0.0, 1, groups)


def everybody(*people, wishes=("feedback", "oracy"), free=("tue",)):
    return [replace(person, wishes=wishes, free=frozenset(free), can_lead=True, manager=None) for person in people]


ONE_OF_EACH = (Theme("feedback", max_groups=1), Theme("oracy", max_groups=1))


def test_a_place_in_a_full_group_costs_somebody_else_theirs():
    ama, tom, priya, sam, lee, ines = everybody(AMA, TOM, PRIYA, SAM, LEE, INES)
    problem = asked(ama, tom, priya, sam, lee, ines, largest=3, themes=ONE_OF_EACH)
    plan = plan_of(
        problem,
        group_of("g1", "feedback", "tue", "ama", "priya", "tom"),
        group_of("g2", "oracy", "tue", "ines", "lee", "sam"),
    )

    found = what_if(problem, plan, "sam", "feedback")

    assert (found.is_possible, found.lost, found.left_over, found.is_free) == (True, (1, 0, 0, 0, 0), 0, False)


def test_where_there_is_room_it_costs_nobody_anything():
    ama, tom, priya, sam, lee, ines = everybody(AMA, TOM, PRIYA, SAM, LEE, INES)
    fred = replace(sam, id="fred")
    problem = asked(ama, tom, priya, sam, lee, ines, fred, largest=6, themes=ONE_OF_EACH)
    plan = plan_of(
        problem,
        group_of("g1", "feedback", "tue", "ama", "priya", "tom"),
        group_of("g2", "oracy", "tue", "fred", "ines", "lee", "sam"),
    )

    found = what_if(problem, plan, "sam", "feedback")

    assert (found.is_free, found.cost < 0, found.moved) == (True, True, 0)


def test_what_cannot_be_had_is_not_promised():
    ama, tom, priya, sam = everybody(AMA, TOM, PRIYA, SAM, wishes=("oracy",))
    sam = replace(sam, wishes=("feedback", "oracy"))
    problem = asked(ama, tom, priya, sam)
    plan = plan_of(problem, group_of("g1", "oracy", "tue", "ama", "priya", "sam", "tom"))

    assert what_if(problem, plan, "sam", "feedback") == WhatIf("feedback", is_possible=False)


def test_a_member_of_a_locked_group_stays_there():
    ama, tom, priya = everybody(AMA, TOM, PRIYA)
    now = group_of("g1", "oracy", "tue", "ama", "priya", "tom")
    problem = asked(ama, tom, priya, **going(now, locked=("g1",)))

    assert not what_if(problem, plan_of(problem, now), "tom", "feedback").is_possible


def test_the_answer_names_nobody_even_where_people_are_kept_apart():
    ama, tom, priya, sam, lee, ines = everybody(AMA, TOM, PRIYA, SAM, LEE, INES)
    problem = asked(ama, tom, priya, sam, lee, ines, largest=4, themes=ONE_OF_EACH, apart=(("sam", "ama"),))
    plan = form_groups(problem)

    told = str(asdict(what_if(problem, plan, "sam", "feedback")))

    assert not any(person.id in told for person in problem.people)


def test_every_time_that_would_open_a_better_wish_is_told():
    ama, tom, priya, lee = everybody(AMA, TOM, PRIYA, LEE, wishes=("feedback",), free=("tue", "thu"))
    sam = replace(SAM, wishes=("feedback", "oracy"), free=frozenset(), manager=None)
    problem = asked(ama, tom, priya, lee, sam)
    plan = plan_of(problem, group_of("g1", "feedback", "tue", "ama", "lee", "priya", "tom"))

    assert levers(problem, plan, "sam") == (Line("if_free", ("feedback",), 1, slot="tue"),)
    assert levers(problem, plan, "ama") == ()


def test_a_plan_says_who_comes_who_moves_and_which_groups_are_gone():
    ama, tom, priya, sam = everybody(AMA, TOM, PRIYA, SAM)
    problem = asked(
        ama, tom, priya, sam,
        **going(group_of("g1", "oracy", "tue", "ama", "tom"), group_of("g2", "feedback", "tue", "priya")),
    )  # fmt: skip
    plan = plan_of(problem, group_of("g1", "oracy", "tue", "ama", "priya", "tom"))

    assert changes(problem, plan) == (Change("priya", "g2", "g1"), Change("sam", None, None))
    assert [change.is_arrival for change in changes(problem, plan)] == [False, True]
    assert gone(problem, plan) == ("g2",)


def test_whoever_is_in_a_locked_group_stays_there():
    ama, tom, priya = everybody(AMA, TOM, PRIYA)
    group = group_of("g1", "oracy", "tue", "ama", "priya", "tom")
    problem = asked(ama, tom, priya, **going(group, locked=("g1",)))

    assert what_if(problem, plan_of(problem, group), "tom", "feedback") == WhatIf("feedback", is_possible=False)


def test_whoever_had_no_place_may_get_one_by_it():
    """Sam and Ines wait for a third who wishes for feedback."""
    ama, tom, priya, lee, sam, ines = everybody(AMA, TOM, PRIYA, LEE, SAM, INES)
    sam, ines = replace(sam, wishes=("feedback",)), replace(ines, wishes=("feedback",))
    problem = asked(ama, tom, priya, lee, sam, ines, themes=ONE_OF_EACH)
    plan = plan_of(problem, group_of("g1", "oracy", "tue", "ama", "lee", "priya", "tom"))

    found = what_if(problem, plan, "ama", "feedback")

    assert (found.is_possible, found.better, found.left_over) == (True, 2, 0)
    assert found.cost < 0
