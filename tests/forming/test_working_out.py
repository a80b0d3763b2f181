"""A try: asked for, worked out by the planner in a process of its own, and kept."""

import pytest

from collegium.forming import trying
from collegium.forming.models import Formation
from collegium.forming.rules import Rules
from collegium.planning.check_groups import check_plan
from tests.conftest import MONDAY
from tests.forming.school import staff_of

RULES = Rules(smallest=3, largest=6, seconds=20)


@pytest.fixture
def staff(programme):
    return staff_of(programme, 20, unanswered=2)


@pytest.fixture
def formation(programme, staff, hale):
    """A finished try with twenty people."""
    asked = trying.try_again(programme, RULES, by=hale, at=MONDAY)
    trying.work_out(asked)
    return Formation.objects.get(pk=asked.pk)


def test_everybody_who_answered_has_a_place_or_a_reason(formation, staff):
    assert formation.finished_at is not None
    assert formation.placements.count() == 20
    assert all(place.why for place in formation.placements.all())


def test_the_plan_keeps_every_rule_and_its_cost_is_right(formation):
    plan = formation.standing()

    assert formation.cost == plan.cost
    assert [line for line in check_plan(formation.task, plan) if "stands 0 times" not in line] == []
