"""What forming groups promises: the cheapest plan there is, every hard rule kept, no favours."""

from hypothesis import given, settings

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import Contradiction, form_groups

from .drawn import cheapest, problems


@settings(max_examples=100, deadline=None, derandomize=True)
@given(problems())
def test_no_plan_is_cheaper_than_the_one_found(problem):
    try:
        plan = form_groups(problem)
    except Contradiction:
        assert cheapest(problem) is None
        return

    assert check_plan(problem, plan) == []
    assert (plan.cost, plan.bound) == (cheapest(problem), plan.cost)
