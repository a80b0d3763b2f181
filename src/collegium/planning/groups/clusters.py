"""A large network falls into clusters of schools whose people can hardly be in one group with those of the others."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from math import sqrt

from collegium.planning.groups.drafting import Draft
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.problem import GroupsProblem, Theme
from collegium.planning.groups.standing import Standing

Schools = frozenset[str]

# Two schools are one cluster if their people wish for the same at the same times: 1 is quite alike, 0 not at all.
ALIKE = 0.1


def clusters_of(lineup: Lineup) -> list[Schools]:
    """The schools, those together whose people share themes and times; in the order of their lots."""
    schools = lineup.in_order({person.school for person in lineup.people})
    joined = {school: {school} for school in schools}
    alike = _likeness(lineup)
    for a, b in combinations(schools, 2):
        if joined[a] is not joined[b] and alike[a, b] >= ALIKE * sqrt(alike[a, a] * alike[b, b]):
            joined[a] |= joined[b]
            joined.update(dict.fromkeys(joined[b], joined[a]))
    return list({frozenset(joined[school]): None for school in schools})


def are_separate(lineup: Lineup, clusters: list[Schools]) -> bool:
    """Whether nothing at all ties the clusters: then what each costs at least is, together, what all do."""
    of = {school: number for number, schools in enumerate(clusters) for school in schools}
    cluster = {person.id: of[person.school] for person in lineup.people}
    tied = [*lineup.problem.together, *(group.members for group in lineup.previous)]
    ties = all(len({cluster[name] for name in names if name in cluster}) <= 1 for names in tied)
    capped = {theme.id for theme in lineup.themes if theme.max_groups is not None}
    wishing: dict[tuple[str, str], set[int]] = defaultdict(set)
    for person in lineup.people:
        for theme in person.wishes:
            for slot in ("",) if theme in capped else person.free:
                wishing[theme, slot].add(of[person.school])
    return ties and all(len(numbers) <= 1 for numbers in wishing.values())


class Part:
    """One cluster with its groups: everything in it may change, and of each theme it has what the others leave."""

    def __init__(self, lineup: Lineup, standing: Standing, schools: Schools) -> None:
        self._whole = lineup
        inside = {person.id for person in lineup.people if person.school in schools}
        mixed = [group for group in standing.groups if 0 < len(inside & set(group.members)) < len(group.members)]
        self._going_on = [
            draft
            for draft, group in zip(standing.drafts, standing.groups, strict=True)
            if not inside.issuperset(group.members) or group in mixed
        ]
        names = inside.difference(*(group.members for group in mixed))
        # Partners who are left over may be in two clusters: they stay for the search across.
        names = {name for name in names if self._partners_are(names, name)}
        self.lineup = Lineup(_part(lineup.problem, names, Counter(one.theme for one in self._going_on)), lineup.seed)

    def drafts(self, standing: Standing) -> Iterator[Draft]:
        """The whole plan with this plan of the cluster in it."""
        yield from self._going_on
        kept = {one.group.id: one for one in self._whole.kept}
        for draft in standing.drafts:
            people = [self.lineup.parties[number].people[0].id for number in draft.parties]
            parties = tuple(self._whole.party_of[name] for name in people)
            here = None if draft.kept is None else kept[draft.kept.group.id]
            yield Draft(draft.theme, draft.slot, parties, here)

    def _partners_are(self, names: set[str], name: str) -> bool:
        number = self._whole.party_of.get(name)
        return number is None or all(one.id in names for one in self._whole.parties[number].people)


def _part(problem: GroupsProblem, names: set[str], taken: Counter[str]) -> GroupsProblem:
    return replace(
        problem,
        people=tuple(person for person in problem.people if person.id in names),
        themes=tuple(_with_what_is_left(theme, taken[theme.id]) for theme in problem.themes),
        together=tuple(pair for pair in problem.together if names.issuperset(pair)),
        apart=tuple(pair for pair in problem.apart if names.issuperset(pair)),
        previous=tuple(group for group in problem.previous if not names.isdisjoint(group.members)),
    )


def _with_what_is_left(theme: Theme, taken: int) -> Theme:
    return theme if theme.max_groups is None else replace(theme, max_groups=max(0, theme.max_groups - taken))


def _likeness(lineup: Lineup) -> Counter[tuple[str, str]]:
    """For each two schools, how many pairs of people could be in one group, counted at each theme and time."""
    at: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for person in lineup.people:
        for theme in person.wishes:
            for slot in person.free:
                at[theme, slot][person.school] += 1
    alike: Counter[tuple[str, str]] = Counter()
    for here in at.values():
        for a, b in product(here, here):
            alike[a, b] += here[a] * here[b]
    return alike
