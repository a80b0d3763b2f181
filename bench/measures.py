"""What is published about a plan of groups, counted from the groups alone: ours, greedy's, or any other's."""

from collections import Counter
from dataclasses import dataclass
from statistics import mean

from collegium.planning.check_groups import checked_cost
from collegium.planning.groups import Group, GroupsProblem, Person

NO_WISH = 6
# What a broken rule counts where plans that break none stand beside plans that do.
PRICES = {"unlisted": 300, "no slot": 400, "no leader": 300, "over cap": 200, "pairs": 400, "size": 300}


@dataclass(frozen=True)
class Measures:
    """One row of the table."""

    cost: int
    unplaced: int
    first: float
    second: float
    third: float
    rank: float
    worst: int
    envy: int
    breaches: dict[str, int]
    slack: float
    alike: int
    inexperienced: int

    @property
    def broken(self) -> int:
        return sum(self.breaches.values())


def measured(problem: GroupsProblem, groups: tuple[Group, ...]) -> Measures:
    """Every measure, with broken rules counted and priced, so that all methods pay for the same things."""
    homes = {member: group for group in groups for member in group.members}
    breaches = _breaches(problem, groups, homes)
    ranks = [_rank(person, homes[person.id].theme) for person in problem.people if person.id in homes]
    people = max(1, len(problem.people))
    return Measures(
        cost=checked_cost(problem, groups) + sum(PRICES[kind] * count for kind, count in breaches.items()),
        unplaced=len(problem.people) - len(homes),
        first=100 * sum(rank <= 1 for rank in ranks) / people,
        second=100 * sum(rank <= 2 for rank in ranks) / people,
        third=100 * sum(rank <= 3 for rank in ranks) / people,
        rank=mean(ranks or [0]),
        worst=max(ranks, default=0),
        envy=sum(_envies(problem, person, groups, homes) for person in problem.people),
        breaches=breaches,
        slack=mean([len(_common(problem, group)) for group in groups] or [0]),
        alike=sum(_alike(problem, group) for group in groups),
        inexperienced=sum(_lacks_experience(problem, group) for group in groups),
    )


def _breaches(problem: GroupsProblem, groups: tuple[Group, ...], homes: dict[str, Group]) -> dict[str, int]:
    running = Counter(group.theme for group in groups)
    members = [(problem.person[name], group) for group in groups for name in group.members]
    parted = sum(homes.get(a) != homes.get(b) for a, b in problem.together)
    met = sum(a in homes and homes[a] == homes.get(b) for a, b in map(sorted, problem.kept_apart))
    caps = ((theme.id, theme.max_groups) for theme in problem.themes if theme.max_groups is not None)
    return {
        "unlisted": sum(group.theme not in person.wishes for person, group in members),
        "no slot": sum(group.slot not in person.free for person, group in members),
        "no leader": sum(not any(problem.person[one].can_lead for one in group.members) for group in groups),
        "over cap": sum(max(0, running[theme] - most) for theme, most in caps),
        "pairs": parted + met,
        "size": sum(not problem.size.min <= len(group.members) <= problem.size.max for group in groups),
    }


def _envies(problem: GroupsProblem, person: Person, groups: tuple[Group, ...], homes: dict[str, Group]) -> bool:
    """Whether there is a group they would rather be in, that has room for them, and that nothing forbids."""
    home = homes.get(person.id)
    if any(person.id in pair for pair in problem.together):
        return False
    if home is not None:
        rest = [name for name in home.members if name != person.id]
        if len(rest) < problem.size.min or not any(problem.person[name].can_lead for name in rest):
            return False
    now = NO_WISH + 1 if home is None else _rank(person, home.theme)
    return any(
        group != home
        and _rank(person, group.theme) < min(now, NO_WISH)
        and len(group.members) < problem.size.max
        and group.slot in person.free
        and all(frozenset((person.id, other)) not in problem.kept_apart for other in group.members)
        for group in groups
    )


def _rank(person: Person, theme: str) -> int:
    return person.wishes.index(theme) + 1 if theme in person.wishes else NO_WISH


def _common(problem: GroupsProblem, group: Group) -> frozenset[str]:
    return frozenset.intersection(*(problem.person[name].free for name in group.members))


def _alike(problem: GroupsProblem, group: Group) -> int:
    departments = Counter(problem.person[name].department for name in group.members)
    return sum(max(0, count - 2) for count in departments.values())


def _lacks_experience(problem: GroupsProblem, group: Group) -> bool:
    if problem.theme[group.theme].induction:
        return False
    return all(problem.person[name].experience < 2 for name in group.members)
