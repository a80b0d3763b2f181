"""A network too large for one proof falls into clusters of schools, planned one by one and then across."""

from dataclasses import replace

import pytest

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import Theme, form_groups, forming
from collegium.planning.groups.clusters import Part, are_separate, clusters_of
from collegium.planning.groups.forming import Forming
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.standing import Standing

from .drawn import cheapest
from .staff import AMA, FEEDBACK, ORACY, TOM, asked, going, group_of

CAPPED = (replace(FEEDBACK, max_groups=2), ORACY)


def staff(school: str, slot: str, count: int = 4):
    """Some who can meet at one time only; the first of them leads."""
    return tuple(
        replace(AMA if number == 0 else TOM, id=f"{school}{number}", school=school, free=frozenset({slot}))
        for number in range(count)
    )


def network(**rules):
    return asked(*staff("north", "tue"), *staff("south", "tue"), *staff("east", "thu"), **rules)


@pytest.fixture
def large(monkeypatch):
    """Twelve people are a large network here."""
    monkeypatch.setattr(forming, "MOST_AT_ONCE", 10)


def clusters(problem):
    return sorted(map(sorted, clusters_of(Lineup(problem, 1))))


def test_schools_that_share_themes_and_times_are_one_cluster():
    assert clusters(network()) == [["east"], ["north", "south"]]


def test_one_traveller_does_not_join_two_clusters():
    traveller = replace(TOM, id="zoe", school="east", free=frozenset({"tue", "thu"}))
    problem = asked(*staff("north", "tue", 9), *staff("east", "thu", 20), traveller)

    assert clusters(problem) == [["east"], ["north"]]
    assert not are_separate(Lineup(problem, 1), clusters_of(Lineup(problem, 1)))


def test_clusters_planned_one_by_one_are_proved_together(large):
    problem = network()

    plan = form_groups(problem)

    assert check_plan(problem, plan) == []
    assert plan.cost == plan.bound == cheapest(problem)


def test_clusters_that_share_the_groups_of_a_theme_are_not_separate(large):
    problem = network(themes=CAPPED)
    lineup = Lineup(problem, 1)

    plan = form_groups(problem)

    assert not are_separate(lineup, clusters_of(lineup))
    assert check_plan(problem, plan) == []
    assert plan.cost == cheapest(problem)


def test_partners_in_two_clusters_wait_for_the_search_across(large):
    problem = network(together=(("north1", "east1"),))
    lineup = Lineup(problem, 1)
    part = Part(lineup, Standing(lineup, ()), frozenset({"east"}))

    plan = form_groups(problem)

    assert sorted(part.lineup.problem.person) == ["east0", "east2", "east3"]
    assert not are_separate(lineup, clusters_of(lineup))
    assert check_plan(problem, plan) == []
    assert {one.person for one in plan.unplaced} == {"north1", "east1"}


def test_a_locked_group_goes_on_in_its_cluster_and_a_mixed_one_stays(large):
    mine = group_of("g1", "feedback", "thu", "east0", "east1", "east2")
    mixed = group_of("g2", "feedback", "tue", "north0", "north1", "east3")
    problem = network(**going(mine, mixed, locked=("g1", "g2")))
    lineup = Lineup(problem, 1)

    plan = form_groups(problem)

    assert not are_separate(lineup, clusters_of(lineup))
    assert check_plan(problem, plan) == []
    assert set(mine.members) <= set(plan.group["g1"].members)
    assert set(mixed.members) <= set(plan.group["g2"].members)


def test_a_theme_has_what_the_other_clusters_leave():
    problem = network(themes=CAPPED)
    lineup = Lineup(problem, 1)
    standing = Forming(lineup, 60).now()

    part = Part(lineup, standing, frozenset({"east"}))

    elsewhere = sum(group.theme == "feedback" and group.slot == "tue" for group in standing.groups)
    assert part.lineup.problem.theme["feedback"] == Theme("feedback", 2 - elsewhere)


def test_the_order_of_the_file_changes_nothing(large):
    problem = network()
    turned = replace(problem, people=problem.people[::-1])

    assert form_groups(problem).groups == form_groups(turned).groups
