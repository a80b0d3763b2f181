"""What planning series promises: the cheapest year there is, every hard rule kept, a true bound, no favours."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.planning.check_series import check_plan
from collegium.planning.series import (
    Contradiction,
    Gap,
    Group,
    Journey,
    Meeting,
    Member,
    Room,
    SeriesPlan,
    SeriesProblem,
    move_one,
    options,
    plan_series,
    say,
    say_clash,
)

from .drawn_series import MONDAY, cheapest, years

drawing = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@drawing
@given(years(groups=3))
def test_no_plan_is_cheaper_than_the_one_found(problem):
    plan = plan_series(problem)

    assert check_plan(problem, plan) == []
    assert (len(plan.unmet), round(plan.cost * 10)) == cheapest(problem)
    assert plan.bound == plan.cost


@drawing
@given(years(groups=2, farthest=500))
def test_the_bound_holds_even_where_staying_away_is_cheaper_than_travelling(problem):
    plan = plan_series(problem)

    unmet, cost = cheapest(problem)
    assert check_plan(problem, plan) == []
    assert len(plan.unmet) >= unmet
    assert plan.bound * 10 <= cost or len(plan.unmet) > unmet


@pytest.mark.parametrize("seed", range(20))
def test_a_group_in_which_everybody_misses_something_gets_its_best_year(seed):
    """Missing twice costs more, so the meetings hang together: the case that a plain day-by-day look gets wrong."""
    chance = random.Random(seed)
    days = tuple(MONDAY + timedelta(days=number) for number in sorted(chance.sample(range(40), 10)))
    schools = ("north", "harbour", "hill")
    answers = ("yes", "no", "no", "if-need-be")
    members = tuple(
        Member(name, chance.choice(schools), tuple(chance.choices(answers, k=5)), frozenset(chance.sample(days, 2)))
        for name in ("ama", "tom", "priya", "ines", "lee")
    )
    hosts = tuple(chance.sample(schools, chance.randint(1, 3)))
    group = Group("g1", 4, Gap(0, chance.choice((10, 20))), (chance.randint(0, 2), 5), frozenset(), hosts, members)
    travel = tuple(Journey(a, b, chance.randint(0, 90)) for a, b in combinations(schools, 2))
    rooms = tuple(Room(f"{school}-1", school, 9) for school in schools)
    problem = SeriesProblem(days, schools, travel, rooms, frozenset(), (group,))

    plan = plan_series(problem, seed=seed)

    assert check_plan(problem, plan) == []
    assert (len(plan.unmet), round(plan.cost * 10)) == cheapest(problem)
    assert plan.bound == plan.cost


@settings(drawing, max_examples=40)
@given(years(groups=3, days=8), st.randoms(use_true_random=False))
def test_the_order_in_the_file_changes_nothing(problem, chance):
    def mix(things):
        return tuple(chance.sample(things, len(things)))

    turned = tuple(Journey(one.end, one.start, one.minutes) for one in problem.travel)
    mixed = replace(
        problem,
        schools=mix(problem.schools),
        travel=turned,
        rooms=mix(problem.rooms),
        groups=mix([replace(one, hosts=mix(one.hosts), members=mix(one.members)) for one in problem.groups]),
    )

    assert replace(plan_series(mixed), seconds=0) == replace(plan_series(problem), seconds=0)


YES = ("yes",) * 5
AMA, TOM, PRIYA = (Member(name, "north", YES) for name in ("ama", "tom", "priya"))
INES = Member("ines", "harbour", YES)
WEEKS = tuple(MONDAY + timedelta(weeks=number) for number in range(12))
NORTH, HARBOUR = Room("n1", "north", 12), Room("h1", "harbour", 12, frozenset({"projector"}))
FEEDBACK = Group("feedback", 4, Gap(14, 28), (2, 3), frozenset(), ("north", "harbour"), (AMA, TOM, INES))


def asked(*groups: Group, days=WEEKS, rooms=(NORTH, HARBOUR), minutes=12) -> SeriesProblem:
    travel = (Journey("north", "harbour", minutes),)
    return SeriesProblem(days, ("north", "harbour"), travel, rooms, frozenset(), groups)


def test_schools_take_it_in_turns():
    plan = plan_series(asked(FEEDBACK))

    schools = [meeting.school for meeting in plan.meetings]
    assert {*schools[:2]} == {*schools[2:]} == {"north", "harbour"}
    # Two of three travel to harbour twice, one to north twice, 1.2 each.
    assert plan.cost == plan.bound == 7.2


def test_which_of_equal_days_is_taken_is_drawn_by_lot():
    once = replace(FEEDBACK, meetings=1)

    assert len({plan_series(asked(once), seed=seed).meetings[0].day for seed in range(12)}) > 4


def test_two_groups_with_one_room_meet_on_different_days():
    other = replace(FEEDBACK, id="oracy", members=(replace(PRIYA, id="lee"),))
    days = WEEKS[::2][:4]

    problem = asked(
        replace(FEEDBACK, meetings=2, hosts=("north",)), replace(other, meetings=2, hosts=("north",)), days=days
    )
    plan = plan_series(problem)

    assert check_plan(problem, plan) == []
    assert plan.unmet == ()
    assert len({meeting.day for meeting in plan.meetings}) == 4


def test_somebody_in_two_groups_is_at_one_meeting_a_day():
    oracy = replace(FEEDBACK, id="oracy", members=(AMA, PRIYA, INES), meetings=1)

    problem = asked(replace(FEEDBACK, meetings=1), oracy, days=WEEKS[:1])
    plan = plan_series(problem)

    assert check_plan(problem, plan) == []
    assert plan.unmet == ()
    assert sorted(person for meeting in plan.meetings for person in meeting.attending).count("ama") == 1


def test_whoever_is_wanted_in_ten_groups_at_once_goes_where_it_costs_least():
    """Too many for one knot: Tom misses nine meetings anyhow, and travels to none."""
    names = [f"g{number}" for number in range(10)]
    groups = [
        replace(
            FEEDBACK, id=name, meetings=1, hosts=("harbour",),
            members=(TOM, *(replace(INES, id=f"{name}-{one}") for one in ("a", "b"))),
        )
        for name in names[:-1]
    ]  # fmt: skip
    at_home = replace(
        groups[0], id=names[-1], hosts=("north",), members=(TOM, replace(AMA, id="lee"), replace(AMA, id="sue"))
    )
    rooms = (NORTH, *(Room(f"h{number}", "harbour", 12) for number in range(9)))
    problem = asked(*groups, at_home, days=WEEKS[:1], rooms=rooms)

    plan = plan_series(problem)

    assert check_plan(problem, plan) == []
    assert [one.group for one in plan.meetings if "tom" in one.attending] == [names[-1]]
    assert plan.cost == 9 * 20


def reason_and_try(problem: SeriesProblem) -> tuple[str, str]:
    (unmet,) = plan_series(problem).unmet
    return say(unmet.reason), say(unmet.attempt)


@pytest.mark.parametrize(
    ("changed", "reason", "attempt"),
    [
        (
            {"needs": frozenset({"projector"})},
            "No room in north has: projector.",
            "Meet at harbour each time.",
        ),
        ({"hosts": ()}, "No school hosts the group.", "Meet online, without a host."),
        (
            {"members": (AMA, replace(TOM, weekdays=("no",) * 5), replace(INES, weekdays=("no",) * 5))},
            "There is no day on which 2 of the 3 members can come.",
            "Ask the members for other days.",
        ),
        (
            {"members": (AMA, TOM, *(replace(TOM, id=f"busy{n}", weekdays=("no",) * 5) for n in range(2)))},
            "There is no day on which 3 of the 4 members can come.",
            "Meet when half of the members can come: 2 of 4.",
        ),
        (
            {"meetings": 7},
            "There are not 7 days, far enough and not too far apart, on which enough members can come "
            "and the school whose turn it is has a room free.",
            "Meet 6 times instead of 7.",
        ),
        (
            {"members": tuple(replace(AMA, id=f"p{number}") for number in range(13))},
            "No room in harbour has 13 seats.",
            "Meet online, without a host.",
        ),
    ],
    ids=["no projector", "no host", "nobody comes", "half would do", "too often", "too many people"],
)
def test_a_group_without_a_series_gets_its_reason_and_the_smallest_change(changed, reason, attempt):
    found = reason_and_try(asked(replace(FEEDBACK, **changed)))

    assert (found[0].replace("north has 13", "harbour has 13"), found[1]) == (reason, attempt)


def test_one_group_without_a_series_does_not_hold_up_the_others():
    plan = plan_series(asked(FEEDBACK, replace(FEEDBACK, id="oracy", hosts=())))

    assert [unmet.group for unmet in plan.unmet] == ["oracy"]
    assert len(plan.meetings) == 4


def test_travel_that_is_given_twice_has_to_be_the_same():
    problem = asked(FEEDBACK)
    back = Journey("harbour", "north", 15)

    with pytest.raises(Contradiction) as caught:
        plan_series(replace(problem, travel=(*problem.travel, back)))

    said = [say_clash(clash) for clash in caught.value.clashes]
    assert said == ["The way between harbour and north is given twice, once with 12 and once with 15 minutes."]


def test_options_are_three_good_series_on_different_days():
    group = replace(FEEDBACK, meetings=2)

    found = options(asked(group), "feedback", 3)

    days = [meeting.day for option in found for meeting in option.meetings]
    assert [option.cost for option in found] == [3.6, 3.6, 3.6]
    assert len(set(days)) == 6


def test_where_only_one_series_is_possible_only_one_is_offered():
    found = options(asked(replace(FEEDBACK, meetings=2, hosts=("north",)), days=WEEKS[:3]), "feedback", 3)

    assert [[meeting.day for meeting in option.meetings] for option in found] == [[WEEKS[0], WEEKS[2]]]


def test_moving_one_meeting_leaves_the_others_where_they_were():
    problem = asked(replace(FEEDBACK, meetings=3, gap=Gap(7, 70)), days=WEEKS[:6])
    plan = plan_series(problem)
    before = [meeting.day for meeting in plan.meetings]
    number, day = next(
        (place + 1, day)
        for place in range(3)
        for day in WEEKS[:6]
        if day not in before and sorted([*before[:place], day, *before[place + 1 :]])[place] == day
    )

    moved = move_one(problem, plan, "feedback", number, day)

    assert check_plan(problem, moved) == []
    assert [meeting.day for meeting in moved.meetings] == [*before[: number - 1], day, *before[number:]]


def test_a_meeting_cannot_move_to_a_day_on_which_nobody_can_come():
    problem = asked(FEEDBACK)

    assert move_one(problem, plan_series(problem), "feedback", 1, date(2026, 9, 8)) is None


def test_a_meeting_that_cannot_stay_alone_takes_its_neighbours_along():
    problem = asked(replace(FEEDBACK, meetings=3, gap=Gap(14, 14)))
    plan = plan_series(problem)
    other = next(day for day in WEEKS[:6] if day != plan.meetings[0].day and day <= WEEKS[7])

    moved = move_one(problem, plan, "feedback", 1, other)

    assert [meeting.day for meeting in moved.meetings] == [other + timedelta(weeks=2 * number) for number in range(3)]


def test_a_neighbour_that_must_move_along_stays_near():
    problem = asked(replace(FEEDBACK, meetings=2, gap=Gap(14, 90)), days=WEEKS[:10])
    meetings = (
        Meeting("feedback", 1, WEEKS[0], "north", "", ()), Meeting("feedback", 2, WEEKS[2], "harbour", "", ()),
    )  # fmt: skip

    moved = move_one(problem, SeriesPlan(0, None, 0, meetings), "feedback", 1, WEEKS[1])

    assert [meeting.day for meeting in moved.meetings] == [WEEKS[1], WEEKS[3]]


def test_the_first_meeting_is_no_later_than_was_asked():
    problem = asked(FEEDBACK)
    early = problem.days[0]

    found = options(problem, "feedback", first_by=early)

    assert [option.meetings[0].day for option in found] == [early] * len(found)
    assert len(found) <= 1 or found[0].meetings != found[1].meetings


def test_out_of_time_there_is_still_a_plan():
    problem = asked(FEEDBACK, replace(FEEDBACK, id="oracy"))

    plan = plan_series(problem, seconds=0)

    assert check_plan(problem, plan) == []
    assert plan.bound <= plan.cost


def test_while_it_works_it_says_how_far_it_has_come():
    heard = []

    plan = plan_series(asked(FEEDBACK), on_progress=heard.append)

    assert [(step.cost, step.bound) for step in heard] == [(plan.cost, plan.bound)]


def test_nobody_at_all_is_no_trouble():
    plan = plan_series(asked())

    assert (plan.cost, plan.bound, plan.meetings, plan.unmet) == (0, 0, (), ())
