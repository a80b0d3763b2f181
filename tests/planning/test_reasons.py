"""Why is this person here? A line for each wish down to the one granted, and nothing about anybody else."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from collegium.planning.groups import Contradiction, Theme, form_groups, say, say_reason, words

from .drawn import problems
from .staff import AMA, FEEDBACK, INES, LEE, ORACY, PRIYA, SAM, TOM, asked, going, group_of


def told(problem, person):
    return [say(line) for line in form_groups(problem).why[person]]


def test_a_first_wish_granted_needs_one_line():
    assert told(asked(AMA, TOM, PRIYA), "tom") == ["feedback, your first wish: got it"]


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            asked(
                AMA,
                TOM,
                PRIYA,
                replace(SAM, wishes=("phonics", "feedback")),
                themes=(FEEDBACK, ORACY, Theme("phonics")),
            ),
            "phonics, your first wish: did not run: fewer than 3 people wished for it",
        ),
        (
            asked(
                AMA, TOM, PRIYA, replace(SAM, wishes=("art", "feedback")), themes=(FEEDBACK, ORACY, Theme("art", 0))
            ),
            "art, your first wish: did not run: no group of it is offered",
        ),
        (
            asked(
                AMA,
                *(replace(one, wishes=("phonics", "feedback")) for one in (TOM, PRIYA, SAM)),
                themes=(FEEDBACK, ORACY, Theme("phonics")),
            ),
            "phonics, your first wish: did not run: nobody who can lead wished for it",
        ),
        (
            asked(
                *(replace(one, wishes=("feedback",)) for one in (AMA, TOM, PRIYA)),
                *(replace(one, wishes=("oracy",), free=frozenset({"thu"})) for one in (LEE, INES)),
                replace(SAM, wishes=("oracy", "feedback"), free=frozenset({"tue"})),
            ),
            "oracy, your first wish: did not run: "
            "there is no time at which enough of those who wished for it are free",
        ),
        (
            asked(
                AMA,
                TOM,
                replace(SAM, wishes=("oracy", "feedback")),
                replace(LEE, wishes=("feedback", "oracy")),
                smallest=4,
            ),
            "oracy, your first wish: did not run: it would have cost others their wishes",
        ),
    ],
    ids=["too few", "not offered", "nobody leads", "no common time", "the cost to others"],
)
def test_a_theme_that_did_not_run_says_why(problem, line):
    assert told(problem, "sam")[:2] == [line, "feedback, your second wish: got it"]


def test_a_group_at_other_times_says_so_and_what_would_change_it():
    oracy = [replace(one, wishes=("oracy",)) for one in (LEE, INES, SAM)]
    feedback = [replace(one, free=frozenset({"tue"}), wishes=("feedback",)) for one in (AMA, TOM)]
    priya = replace(PRIYA, free=frozenset({"thu"}))

    lines = told(asked(*feedback, *oracy, priya, smallest=2), "priya")

    assert lines == [
        "feedback, your first wish: did not run at your times",
        "oracy, your second wish: got it",
        "If you were also free at tue, there would be a place in feedback.",
    ]


def test_a_full_group_says_so():
    one_group = (Theme("feedback", max_groups=1), ORACY)
    three = [replace(one, wishes=("feedback",)) for one in (AMA, TOM, PRIYA)]
    three_more = [replace(one, wishes=("oracy",)) for one in (LEE, INES)]

    lines = told(asked(*three, *three_more, SAM, largest=3, themes=one_group), "sam")

    assert lines == ["feedback, your first wish: full at your times", "oracy, your second wish: got it"]


def test_a_keep_apart_reads_like_any_other_cost():
    one_group = (Theme("feedback", max_groups=1), ORACY)
    feedback = [replace(one, wishes=("feedback",)) for one in (AMA, TOM, PRIYA)]
    oracy = [replace(one, wishes=("oracy",)) for one in (LEE, INES)]

    lines = told(asked(*feedback, *oracy, SAM, themes=one_group, apart=(("tom", "sam"),)), "sam")

    assert lines == [
        "feedback, your first wish: would have cost others their wishes",
        "oracy, your second wish: got it",
    ]


def test_in_a_locked_group_the_group_goes_on():
    now = group_of("g1", "oracy", "tue", "ama", "tom", "priya")

    lines = told(asked(AMA, TOM, PRIYA, **going(now, locked=("g1",))), "tom")

    assert lines == ["feedback, your first wish: your group goes on as it is", "oracy, your second wish: got it"]


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (asked(replace(TOM, free=frozenset())), "Not free at any of the times."),
        (asked(TOM), "Fewer than 3 people each wished for feedback or oracy."),
        (asked(replace(TOM, wishes=("oracy",))), "Fewer than 3 people wished for oracy."),
        (asked(TOM, PRIYA, INES), "Nobody who can lead wished for feedback or oracy."),
        (
            asked(TOM, PRIYA, together=(("tom", "priya"),)),
            "No group had a place for everybody who is kept together here.",
        ),
        (
            asked(
                AMA,
                PRIYA,
                INES,
                replace(TOM, wishes=("feedback",), free=frozenset({"thu"})),
                slots=("tue", "thu"),
                apart=(("ama", "tom"),),
            ),
            "A place in feedback would have cost others their wishes.",
        ),
        (
            asked(
                *(replace(one, wishes=("feedback",), free=frozenset({"thu"})) for one in (AMA, PRIYA, INES)),
                replace(TOM, free=frozenset({"tue"})),
            ),
            "None of their wishes had a place for them at their times: feedback or oracy.",
        ),
    ],
    ids=["never free", "too few each", "too few", "nobody leads", "the partner", "the cost", "mixed"],
)
def test_who_is_left_over_has_a_reason(problem, reason):
    plan = form_groups(problem)

    assert {left.person: say_reason(left.reason) for left in plan.unplaced}["tom"] == reason


def test_who_is_left_over_hears_of_a_theme_that_has_room():
    keen = [replace(one, wishes=("feedback",)) for one in (AMA, PRIYA, INES)]
    problem = asked(*keen, replace(TOM, wishes=("oracy",)), slots=("tue",))
    problem = replace(problem, people=tuple(replace(one, free=frozenset({"tue"})) for one in problem.people))

    assert told(problem, "tom")[-1] == "If you also wished for feedback, there would be a place at tue."


@settings(max_examples=50, deadline=None, derandomize=True)
@given(problems(most=10))
def test_nobody_is_told_about_anybody_else(problem):
    try:
        plan = form_groups(problem)
    except Contradiction:
        return

    for lines in plan.why.values():
        assert sum(line.code in words.ABOUT_A_CHANGE for line in lines) <= 1
        assert not [line for line in lines if re.search(r"\bp\d", say(line))]
    for left in plan.unplaced:
        assert not re.search(r"\bp\d", say_reason(left.reason))
