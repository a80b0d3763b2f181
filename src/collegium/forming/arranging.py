"""Changing a plan by hand: pure, from one plan to the next. Moving one person is the planner's own ``move``."""

from collections import Counter
from dataclasses import replace

from collegium.planning.groups import Group, GroupsPlan, GroupsProblem


def arranged(plan: GroupsPlan, key: str, *, leader: str, slot: str) -> GroupsPlan:
    """The group with this leader and at this time. A leader who is not in it changes nothing about who leads."""
    return _with(plan, {
        key: [replace(plan.group[key], slot=slot, leader=leader if leader in plan.group[key].members else "")]
    })  # fmt: skip


def split(problem: GroupsProblem, plan: GroupsPlan, key: str) -> GroupsPlan:
    """Two groups of one: same theme and time, as even as can be, departments spread, a leader in each if there is."""
    group = plan.group[key]
    if len(group.members) < 2:
        return plan
    first, second = _halves(problem, group)
    fresh = next(name for number in range(1, 1000) if (name := f"h{number}") not in plan.group)
    return _with(plan, {
        key: [
            replace(group, members=tuple(sorted(first))),
            Group(fresh, group.theme, group.slot, _leader(problem, second), tuple(sorted(second))),
        ]
    })  # fmt: skip


def _halves(problem: GroupsProblem, group: Group) -> tuple[list[str], list[str]]:
    """The leader stays, the next who can lead goes; then each to the smaller half, or where fewer are like them."""
    able = [member for member in group.members if problem.person[member].can_lead and member != group.leader]
    first = [group.leader or group.members[0]]
    second = [able[0] if able else next(member for member in group.members if member not in first)]
    for member in group.members:
        if member not in first and member not in second:
            halves = sorted((first, second), key=lambda half: _strain(problem, half, member))
            halves[0].append(member)
    return first, second


def _strain(problem: GroupsProblem, half: list[str], member: str) -> tuple[int, int, int]:
    alike = Counter(problem.person[one].department for one in half)[problem.person[member].department]
    at_odds = sum(frozenset((one, member)) in problem.kept_apart for one in half)
    return len(half), at_odds, alike


def _leader(problem: GroupsProblem, members: list[str]) -> str:
    return next((member for member in members if problem.person[member].can_lead), "")


def _with(plan: GroupsPlan, instead: dict[str, list[Group]]) -> GroupsPlan:
    groups = tuple(one for group in plan.groups for one in instead.get(group.id, [group]))
    return replace(plan, groups=groups)
