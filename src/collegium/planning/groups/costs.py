"""What a plan costs, by the rules that the school agreed to."""

from collections import Counter
from collections.abc import Iterable

from collegium.planning.groups.problem import (
    COST_NOBODY_EXPERIENCED,
    COST_THIRD_OF_A_DEPARTMENT,
    COST_UNPLACED,
    EXPERIENCED,
    Group,
    GroupsProblem,
    Person,
)


def cost_of_plan(problem: GroupsProblem, groups: Iterable[Group]) -> int:
    groups = tuple(groups)
    where = {member: group for group in groups for member in group.members}
    return sum(cost_of_group(problem, group.theme, group.members) for group in groups) + sum(
        cost_of_place(problem, person, where.get(person.id)) for person in problem.people
    )


def cost_of_place(problem: GroupsProblem, person: Person, group: Group | None) -> int:
    """What it costs that this person is in this group, or in none: the wish, and having moved."""
    wish = COST_UNPLACED if group is None else person.cost_of(group.theme)
    left = [name for name in problem.previous_of.get(person.id, ()) if group is None or name != group.id]
    return wish + problem.stay * len(left)


def cost_of_group(problem: GroupsProblem, theme: str, members: Iterable[str]) -> int:
    """What the mix of a group costs: many of one department, nobody with experience. No members, no group."""
    people = [problem.person[member] for member in members]
    departments = Counter(person.department for person in people)
    crowded = sum(max(0, count - 2) for count in departments.values())
    lacking = not problem.theme[theme].induction and all(person.experience < EXPERIENCED for person in people)
    return COST_THIRD_OF_A_DEPARTMENT * crowded + COST_NOBODY_EXPERIENCED * (lacking and bool(people))
