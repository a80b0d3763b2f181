"""A genetic algorithm for forming groups, as a control beside our planner.

After the description that gruepr's authors give of theirs: a genome is everybody in one order, cut into teams;
parents are the best of a tournament; a child has its first parent's stretch and the rest in the second parent's
order; a few swaps now and then; the elites live on. Each team takes the theme and the time that suit its people
best. What it breaks is a cost, as it has to be there: hard rules cannot be promised by chance. Written anew from the
description, without anybody's code.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from collegium.planning.groups import Group, GroupsProblem

ELITES = 3
TOURNAMENT = 8
SWAPS = (0.25, 0.66)
STABLE = 25
GENERATIONS = 500

NO_COMMON_TIME = NOT_TOGETHER = 400
NOBODY_LEADS = 300
OVER_THE_CAP = 200
UNLISTED = 300
WISHES = (0, 10, 30, 60, 100)


@dataclass(frozen=True)
class Evolved:
    """The best genome as groups, rules broken or not, and how many generations it took."""

    groups: tuple[Group, ...]
    cost: float
    generations: int


def evolve(problem: GroupsProblem, *, seconds: float, seed: int = 1) -> Evolved:
    """Let generations follow one another until nothing changes any more or time is up."""
    return Evolution(problem, random.Random(seed)).run(seconds)


class Evolution:
    """One population of orders of everybody, cut at the same places."""

    def __init__(self, problem: GroupsProblem, chance: random.Random) -> None:
        self.problem = problem
        self.chance = chance
        self.people = [person.id for person in problem.people]
        self.cuts = _cuts(len(self.people), problem.size.min, problem.size.max)
        self.friends: dict[str, set[str]] = defaultdict(set)
        for a, b in problem.together:
            self.friends[a].add(b)
            self.friends[b].add(a)
        self._known: dict[frozenset[str], tuple[float, str, str]] = {}

    def run(self, seconds: float) -> Evolved:
        began = monotonic()
        size = max(60, min(600, 30_000 // max(1, len(self.people))))
        population = [self.chance.sample(self.people, len(self.people)) for _ in range(size)]
        rated = sorted((self.cost(genome), genome) for genome in population)
        best, stable, generation = rated[0][0], 0, 0
        while generation < GENERATIONS and stable < STABLE and monotonic() - began < seconds:
            generation += 1
            children = [genome for _cost, genome in rated[:ELITES]]
            while len(children) < size and monotonic() - began < seconds:
                children.append(self.mutated(self.child(self.parent(rated), self.parent(rated))))
            rated = sorted((self.cost(genome), genome) for genome in children)
            stable = 0 if rated[0][0] < best else stable + 1
            best = min(best, rated[0][0])
        return Evolved(self.groups(rated[0][1]), rated[0][0], generation)

    def parent(self, rated: Sequence[tuple[float, list[str]]]) -> list[str]:
        """The best of a few drawn: a tournament."""
        return rated[min(self.chance.randrange(len(rated)) for _ in range(TOURNAMENT))][1]

    def child(self, first: list[str], second: list[str]) -> list[str]:
        """A stretch of whole teams from the first, everybody else in the order of the second: ordered crossover."""
        begin, end = sorted(self.chance.sample(range(len(self.cuts)), 2)) if len(self.cuts) > 1 else (0, 0)
        start, stop = self.cuts[begin], self.cuts[end]
        kept = set(first[start:stop])
        others = [one for one in second if one not in kept]
        return [*others[:start], *first[start:stop], *others[start:]]

    def mutated(self, genome: list[str]) -> list[str]:
        """Two people change places, perhaps again and again."""
        while self.chance.random() < self.chance.uniform(*SWAPS):
            a, b = self.chance.randrange(len(genome)), self.chance.randrange(len(genome))
            genome[a], genome[b] = genome[b], genome[a]
        return genome

    def teams(self, genome: list[str]) -> list[list[str]]:
        return [genome[start:stop] for start, stop in zip(self.cuts, [*self.cuts[1:], len(genome)], strict=True)]

    def cost(self, genome: list[str]) -> float:
        total = 0.0
        running: Counter[str] = Counter()
        for team in self.teams(genome):
            cost, theme, _slot = self.rated(frozenset(team))
            total += cost
            running[theme] += 1
        for theme in self.problem.themes:
            if theme.max_groups is not None:
                total += OVER_THE_CAP * max(0, running[theme.id] - theme.max_groups)
        return total

    def rated(self, team: frozenset[str]) -> tuple[float, str, str]:
        """What a team costs at its best theme and time. Teams live on for generations, so they are remembered."""
        if team not in self._known:
            if len(self._known) > 400_000:
                self._known.clear()
            people = [self.problem.person[name] for name in sorted(team)]
            themes = sorted({theme for person in people for theme in person.wishes})
            theme = min(themes, key=lambda one: (sum(_wish(person.wishes, one) for person in people), one))
            missing = {slot: sum(slot not in person.free for person in people) for slot in self.problem.slots}
            slot = min(self.problem.slots, key=lambda one: (missing[one], one))
            cost = sum(_wish(person.wishes, theme) for person in people)
            cost += NO_COMMON_TIME * missing[slot]
            cost += NOBODY_LEADS * (not any(person.can_lead for person in people))
            cost += NOT_TOGETHER * sum(frozenset(pair) <= team for pair in self.problem.kept_apart)
            cost += NOT_TOGETHER * sum(not self.friends[name] <= team for name in team if name in self.friends)
            departments = Counter(person.department for person in people)
            cost += 4 * sum(max(0, count - 2) for count in departments.values())
            cost += 6 * all(person.experience < 2 for person in people)
            self._known[team] = cost, theme, slot
        return self._known[team]

    def groups(self, genome: list[str]) -> tuple[Group, ...]:
        found = []
        for number, team in enumerate(self.teams(genome), start=1):
            _cost, theme, slot = self.rated(frozenset(team))
            leader = next((name for name in team if self.problem.person[name].can_lead), team[0])
            found.append(Group(f"g{number}", theme, slot, leader, tuple(sorted(team))))
        return tuple(found)


def drawn_at_random(problem: GroupsProblem, seed: int = 1) -> tuple[Group, ...]:
    """Everybody in any order, cut into teams: what a list of names and a pair of scissors give."""
    evolution = Evolution(problem, random.Random(seed))
    return evolution.groups(evolution.chance.sample(evolution.people, len(evolution.people)))


def _wish(wishes: tuple[str, ...], theme: str) -> int:
    return WISHES[wishes.index(theme)] if theme in wishes else UNLISTED


def _cuts(people: int, smallest: int, largest: int) -> list[int]:
    """Where the teams begin: as even as can be, of a size between the two."""
    count = max(1, round(people / ((smallest + largest) / 2)))
    return [round(number * people / count) for number in range(count)] if people else [0]
