"""The second pair of eyes: a plan that was tampered with is found out, whatever was done to it."""

from dataclasses import replace

import pytest

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import Line, Size, Theme, Unplaced, form_groups

from .staff import AMA, INES, LEE, PRIYA, SAM, TOM, asked, going, group_of

ON_TUESDAY = [replace(one, free=frozenset({"tue"})) for one in (AMA, TOM, PRIYA)]
ON_THURSDAY = [replace(one, free=frozenset({"thu"}), wishes=("oracy",)) for one in (LEE, INES, SAM)]
TUESDAY = group_of("g1", "feedback", "tue", "ama", "priya", "tom")
PROBLEM = asked(*ON_TUESDAY, *ON_THURSDAY, themes=(Theme("feedback", 1), Theme("oracy", 1)), **going(TUESDAY))
PLAN = form_groups(PROBLEM)


def with_first(**changes):
    """The plan with its Tuesday group changed."""
    others = tuple(group for group in PLAN.groups if group.id != "g1")
    return replace(PLAN, groups=(replace(PLAN.group["g1"], **changes), *others))


def test_a_good_plan_has_nothing_wrong():
    assert check_plan(PROBLEM, PLAN) == []


@pytest.mark.parametrize(
    ("plan", "complaint"),
    [
        (replace(PLAN, cost=5), "the plan says it costs 5, but it costs 6"),
        (replace(PLAN, bound=7.0), "the plan says that none costs less than 7.0, but it costs 6 itself"),
        (
            replace(PLAN, unplaced=(Unplaced("tom", Line("full")),)),
            "tom stands 2 times in the plan and 1 in the problem",
        ),
        (with_first(members=("ama", "priya")), "tom stands 0 times in the plan and 1 in the problem"),
        (with_first(members=("ama", "priya", "tom", "zoe")), "zoe stands 1 times in the plan and 0 in the problem"),
        (with_first(id="g2"), "two groups have the same id"),
        (with_first(leader="tom"), "g1 is led by tom, who is not in it or cannot lead"),
        (with_first(leader="lee"), "g1 is led by lee, who is not in it or cannot lead"),
        (with_first(slot="thu"), "tom is not free at thu"),
        (with_first(theme="maths"), "tom never wished for maths"),
        (with_first(theme="oracy"), "oracy has 2 groups"),
        (replace(PLAN, why={**PLAN.why, "tom": ()}), "tom is told about [], not about ['feedback']"),
    ],
)
def test_a_plan_that_was_tampered_with_is_found_out(plan, complaint):
    assert complaint in check_plan(PROBLEM, plan)


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ({"size": Size(4, 8)}, "g1 has 3 members"),
        ({"size": Size(1, 2)}, "g1 has 3 members"),
        ({"together": (("tom", "sam"),)}, "tom and sam are not together"),
        ({"apart": (("tom", "ama"),)}, "tom and ama are both in g1"),
        ({"people": (replace(ON_TUESDAY[0], manager="tom"), *PROBLEM.people[1:])}, "ama and tom are both in g1"),
        (
            going(replace(TUESDAY, slot="thu"), locked=("g1",)),
            "g1 is locked, but is gone or has another theme or time",
        ),
        (going(replace(TUESDAY, id="g9"), locked=("g9",)), "g9 is locked, but is gone or has another theme or time"),
        (going(replace(TUESDAY, members=("ama", "sam")), locked=("g1",)), "g1 is locked, but has lost members"),
    ],
)
def test_a_plan_for_other_rules_is_found_out(rules, complaint):
    assert complaint in check_plan(replace(PROBLEM, **rules), PLAN)
