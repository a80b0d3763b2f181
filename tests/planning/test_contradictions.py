"""Where locked groups and pairs kept together contradict each other, the line says which."""

from dataclasses import replace

import pytest

from collegium.planning.groups import Contradiction, Theme, form_groups, say_clash

from .staff import AMA, INES, LEE, PRIYA, SAM, TOM, asked, going, group_of

G1 = group_of("g1", "feedback", "tue", "ama", "tom")
G2 = group_of("g2", "feedback", "thu", "lee", "ines")
WITH_HER = "with those they are kept together with"


def locked(*groups):
    return going(*groups, locked=tuple(group.id for group in groups))


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            asked(AMA, TOM, **locked(G1, group_of("g2", "oracy", "thu", "tom", "ama"))),
            [
                "ama is a member of g1 and g2, which are all locked.",
                "tom is a member of g1 and g2, which are all locked.",
            ],
        ),
        (
            asked(AMA, TOM, LEE, INES, themes=(Theme("feedback", max_groups=1), Theme("oracy")), **locked(G1, G2)),
            ["g1 and g2 are locked, but feedback may have no more groups than 1."],
        ),
        (
            asked(AMA, TOM, LEE, INES, together=(("tom", "ines"),), **locked(G1, G2)),
            ["tom and ines are kept together, but have to be in the locked groups g1 and g2."],
        ),
        (
            asked(AMA, TOM, replace(SAM, wishes=("oracy",)), together=(("sam", "tom"),), **locked(G1)),
            [f"sam would have to join the locked group g1 {WITH_HER}, but feedback is not among their wishes."],
        ),
        (
            asked(AMA, TOM, replace(SAM, free=frozenset({"thu"})), together=(("sam", "tom"),), **locked(G1)),
            [f"sam would have to join the locked group g1 {WITH_HER}, but is not free at tue."],
        ),
        (
            asked(AMA, TOM, SAM, together=(("sam", "tom"),), apart=(("ama", "sam"),), **locked(G1)),
            ["sam and ama are kept apart, but would both have to be in the locked group g1."],
        ),
        (
            asked(AMA, TOM, replace(SAM, manager="tom"), together=(("sam", "tom"),), **locked(G1)),
            ["sam and tom are kept apart, but would both have to be in the locked group g1."],
        ),
        (
            asked(AMA, TOM, SAM, smallest=2, largest=2, together=(("sam", "tom"),), **locked(G1)),
            [f"sam would have to join the locked group g1 {WITH_HER}, but no group may have more than 2 members."],
        ),
        (
            asked(TOM, PRIYA, **locked(group_of("g3", "oracy", "tue", "tom", "priya"))),
            ["The locked group g3 has nobody who can lead it, and nobody who can lead is able to join."],
        ),
    ],
    ids=[
        "one person in two",
        "more groups than the theme may have",
        "a pair in two",
        "a partner who never wished for it",
        "a partner who is not free",
        "a partner kept apart from a member",
        "a partner and their manager",
        "a partner too many",
        "nobody to lead",
    ],
)
def test_what_cannot_both_be_had_is_named(problem, line):
    with pytest.raises(Contradiction) as caught:
        form_groups(problem)

    assert sorted(say_clash(clash) for clash in caught.value.clashes) == line


def test_two_groups_cannot_borrow_the_same_leader():
    groups = group_of("g1", "feedback", "tue", "tom"), group_of("g2", "feedback", "thu", "priya")

    with pytest.raises(Contradiction) as caught:
        form_groups(asked(TOM, PRIYA, AMA, **locked(*groups)))

    assert len(caught.value.clashes) == 1


def test_a_locked_group_without_a_leader_gains_one():
    groups = group_of("g1", "feedback", "tue", "tom"), group_of("g2", "feedback", "thu", "priya")
    only_tuesday = replace(LEE, free=frozenset({"tue"}))

    plan = form_groups(asked(TOM, PRIYA, AMA, only_tuesday, **locked(*groups)))

    assert {group.id: group.leader for group in plan.groups} == {"g1": "lee", "g2": "ama"}


def test_rules_that_leave_everybody_out_break_nothing():
    plan = form_groups(asked(AMA, TOM, together=(("ama", "tom"),), apart=(("tom", "ama"),)))

    assert [left.person for left in plan.unplaced] == ["ama", "tom"]
