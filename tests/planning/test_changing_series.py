"""One group's year among others that are planned already: choosing it, moving a meeting, and the words for it."""

from dataclasses import replace

import pytest

from collegium.planning import series
from collegium.planning.check_series import check_plan
from collegium.planning.series import Gap, SeriesProblem, move_one, options, plan_series, say
from collegium.planning.series.plan import Line

from .test_planning_series import FEEDBACK, INES, PRIYA, TOM, WEEKS, asked


@pytest.fixture
def two_groups() -> SeriesProblem:
    """Tom is in both; they share the rooms of two schools."""
    oracy = replace(FEEDBACK, id="oracy", members=(TOM, PRIYA, INES), meetings=2, gap=Gap(7, 60))
    return asked(replace(FEEDBACK, meetings=2, gap=Gap(7, 60)), oracy, days=WEEKS[:6])


def test_what_the_others_have_planned_stays_free_of_ones_own_choices(two_groups):
    plan = plan_series(two_groups)
    taken = {(one.room, one.day) for one in plan.meetings if one.group == "oracy"}
    busy = {one.day for one in plan.meetings if one.group == "oracy" and "tom" in one.attending}

    found = options(two_groups, "feedback", 3, plan=plan)

    assert found
    for option in found:
        assert {(one.room, one.day) for one in option.meetings}.isdisjoint(taken)
        assert all("tom" not in one.attending for one in option.meetings if one.day in busy)


def test_a_meeting_moves_to_another_school_and_the_best_day_for_it(two_groups):
    plan = plan_series(two_groups)
    first = next(one for one in plan.meetings if one.group == "feedback")
    other = next(school for school in FEEDBACK.hosts if school != first.school)

    moved = move_one(two_groups, plan, "feedback", first.number, school=other)

    here = next(one for one in moved.meetings if (one.group, one.number) == ("feedback", first.number))
    assert here.school == other
    assert here.day != first.day
    assert check_plan(two_groups, moved) == []
    assert [one for one in moved.meetings if one.group == "oracy"] == [
        one for one in plan.meetings if one.group == "oracy"
    ]


def test_whoever_is_needed_elsewhere_stays_there_when_a_meeting_moves_onto_that_day():
    """On one day only both can meet: Tom goes where he was to go."""
    oracy = replace(FEEDBACK, id="oracy", members=(TOM, PRIYA, INES), meetings=1)
    problem = asked(replace(FEEDBACK, meetings=1, quorum=(1, 3)), oracy, days=WEEKS[:2])
    plan = plan_series(problem)
    day = next(one.day for one in plan.meetings if one.group == "oracy")

    moved = move_one(problem, plan, "feedback", 1, day)

    assert check_plan(problem, moved) == []
    together = [one for one in moved.meetings if one.day == day]
    assert sum("tom" in one.attending for one in together) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line("only_at", names=("north", "harbour")), "Meet at north and harbour in turn."),
        (Line("fewer", count=1, of=3), "Meet once instead of 3 times."),
        (Line("no_room_has", school="hill", names=("internet", "projector")),
         "No room in hill has: internet and projector."),
    ],
)  # fmt: skip
def test_the_words_fit_one_and_many(line, words):
    assert say(line) == words


def test_the_package_holds_only_what_it_names():
    assert not hasattr(series, "plan_everything")
