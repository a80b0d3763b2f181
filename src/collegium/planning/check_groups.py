"""A second pair of eyes on a groups plan: every hard rule and the cost, worked out apart from the planner.

It shares the dataclasses with the planner and no code, so that one mistake cannot hide in both.
"""

from collections.abc import Iterator

from collegium.planning.groups.plan import GroupsPlan
from collegium.planning.groups.problem import Group, GroupsProblem


def check_plan(problem: GroupsProblem, plan: GroupsPlan) -> list[str]:
    """Everything that is wrong with the plan, a sentence each. Nothing: it keeps every rule and its cost is right."""
    broken = [*_wrong_places(problem, plan), *_wrong_groups(problem, plan), *_wrong_pairs(problem, plan)]
    return broken or [*_wrong_figures(problem, plan), *_wrong_words(problem, plan)]


def checked_cost(problem: GroupsProblem, groups: tuple[Group, ...]) -> int:
    """What these groups cost by the letter of the contract."""
    homes = {member: group for group in groups for member in group.members}
    return _cost_of_wishes(problem, homes) + _cost_of_moves(problem, homes) + _cost_of_mixes(problem, groups)


def _cost_of_wishes(problem: GroupsProblem, homes: dict[str, Group]) -> int:
    total = 0
    for person in problem.people:
        if person.id not in homes:
            total += 1000
        elif homes[person.id].theme in person.wishes:
            total += 10 * [0, 1, 3, 6, 10][person.wishes.index(homes[person.id].theme)]
    return total


def _cost_of_moves(problem: GroupsProblem, homes: dict[str, Group]) -> int:
    here = {person.id for person in problem.people}
    moved = 0
    for former in problem.previous:
        for member in here.intersection(former.members):
            if member not in homes or homes[member].id != former.id:
                moved += 1
    return moved * problem.stay


def _cost_of_mixes(problem: GroupsProblem, groups: tuple[Group, ...]) -> int:
    people = {person.id: person for person in problem.people}
    induction = {theme.id for theme in problem.themes if theme.induction}
    total = 0
    for group in groups:
        departments = [people[member].department for member in group.members]
        for department in set(departments):
            total += 4 * max(0, departments.count(department) - 2)
        if group.theme not in induction and max(people[member].experience for member in group.members) < 2:
            total += 6
    return total


def _wrong_places(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[str]:
    seen: list[str] = [member for group in plan.groups for member in group.members]
    seen += [left.person for left in plan.unplaced]
    known = [person.id for person in problem.people]
    for name in sorted(set(seen) | set(known)):
        if seen.count(name) != 1 or name not in known:
            yield f"{name} stands {seen.count(name)} times in the plan and {known.count(name)} in the problem"
    names = [group.id for group in plan.groups]
    if len(set(names)) < len(names):
        yield "two groups have the same id"


def _wrong_groups(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[str]:
    for group in plan.groups:
        yield from _wrong_group(problem, group)
        yield from _wrong_members(problem, group)
    for theme in problem.themes:
        running = [group for group in plan.groups if group.theme == theme.id]
        if theme.max_groups is not None and len(running) > theme.max_groups:
            yield f"{theme.id} has {len(running)} groups"
    yield from _wrong_locks(problem, plan)


def _wrong_group(problem: GroupsProblem, group: Group) -> Iterator[str]:
    leaders = [person.id for person in problem.people if person.can_lead and person.id in group.members]
    if group.leader not in leaders:
        yield f"{group.id} is led by {group.leader}, who is not in it or cannot lead"
    locked = _locked_members(problem, group)
    fewest = 1 if locked else problem.size.min
    if not fewest <= len(group.members) <= max(problem.size.max, len(locked)):
        yield f"{group.id} has {len(group.members)} members"


def _wrong_members(problem: GroupsProblem, group: Group) -> Iterator[str]:
    newcomers = set(group.members) - _locked_members(problem, group)
    for person in problem.people:
        if person.id in newcomers and group.theme not in person.wishes:
            yield f"{person.id} never wished for {group.theme}"
        if person.id in newcomers and group.slot not in person.free:
            yield f"{person.id} is not free at {group.slot}"


def _wrong_locks(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[str]:
    after = {group.id: group for group in plan.groups}
    here = {person.id for person in problem.people}
    for before in problem.previous:
        members = here.intersection(before.members)
        if before.id in problem.locked and members:
            now = after.get(before.id)
            if now is None or (now.theme, now.slot) != (before.theme, before.slot):
                yield f"{before.id} is locked, but is gone or has another theme or time"
            elif not members.issubset(now.members):
                yield f"{before.id} is locked, but has lost members"


def _wrong_pairs(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[str]:
    homes = {member: group for group in plan.groups for member in group.members}
    for a, b in problem.together:
        if homes.get(a) != homes.get(b):
            yield f"{a} and {b} are not together"
    bosses = [(person.id, person.manager) for person in problem.people if person.manager is not None]
    for a, b in [*problem.apart, *bosses]:
        home = homes.get(a)
        if home is not None and b in home.members and not {a, b} <= _locked_members(problem, home):
            yield f"{a} and {b} are both in {home.id}"


def _locked_members(problem: GroupsProblem, group: Group) -> set[str]:
    for before in problem.previous:
        if before.id == group.id and before.id in problem.locked:
            return set(before.members).intersection(group.members)
    return set()


def _wrong_figures(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[str]:
    cost = checked_cost(problem, plan.groups)
    if plan.cost != cost:
        yield f"the plan says it costs {plan.cost}, but it costs {cost}"
    if plan.bound is not None and plan.bound > cost:
        yield f"the plan says that none costs less than {plan.bound}, but it costs {cost} itself"


def _wrong_words(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[str]:
    """Everybody is told about their own wishes from the first down to the one granted, each once, in order."""
    homes = {member: group.theme for group in plan.groups for member in group.members}
    for person in problem.people if plan.why else ():
        told = [line.theme for line in plan.why[person.id] if line.rank and line.code != "if_free"]
        granted = homes.get(person.id)
        expected = person.wishes[: person.wishes.index(granted) + 1] if granted in person.wishes else person.wishes
        if told != list(expected):
            yield f"{person.id} is told about {told}, not about {list(expected)}"
