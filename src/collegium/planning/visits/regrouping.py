"""Changing places between groups of one size: two at a time while that helps, all at once where they are few."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from collegium.planning.visits.week import NEVER

if TYPE_CHECKING:
    from collegium.planning.visits.arranging import Arranging

Group = tuple[str, ...]

# A group without visits weighs more than all that have them cost together.
COST_UNMET = 10**6
# Four triads, or three groups of four: 220 and 495 groups to look at, and every way to put them together.
MOST_AT_ONCE = 12
MOST_MISSES = 40


class Regrouping:
    """The groups of one size, and what they cost."""

    def __init__(self, arranging: "Arranging", groups: Sequence[Group]) -> None:
        self.arranging = arranging
        self.week = arranging.week
        self.groups = list(groups)
        self.size = len(groups[0])
        self.proved: int | None = None
        self.order = sorted(range(len(groups)), key=lambda number: min(map(self.week.draw, groups[number])))

    @property
    def lower(self) -> int:
        """What no groups of this size can cost less than, if as many of them are unmet."""
        return self._each_at_least() if self.proved is None else self.proved

    def improve(self) -> None:
        """Swaps first; then a few groups at a time are divided anew, until that has not helped for long."""
        while not self._is_best() and self._swap_once_round():
            pass
        at_once = max(1, MOST_AT_ONCE // self.size)
        if at_once >= len(self.groups):
            self._divide_all()
            return
        chance, misses = Random(f"{self.week.seed} {self.size}"), 0
        while misses < MOST_MISSES and at_once > 1 and not self._is_best() and not self.arranging.is_late:
            costly = [number for number in self.order if self.cost(self.groups[number])]
            others = [number for number in self.order if number != costly[misses % len(costly)]]
            chosen = [costly[misses % len(costly)], *chance.sample(others, at_once - 1)]
            misses = 0 if self._divide_anew(chosen) else misses + 1

    def cost(self, group: Group) -> int:
        found = self.arranging.rings(group).cost
        return COST_UNMET if found is None else found

    def _is_best(self) -> bool:
        costs = [self.cost(group) for group in self.groups]
        return sum(costs) <= self._each_at_least() and COST_UNMET not in costs

    def _swap_once_round(self) -> bool:
        """Each group that costs anything looks for a swap with any other. Whether one was made."""
        has_swapped = False
        for number in sorted(self.order, key=lambda number: -self.cost(self.groups[number])):
            while self.cost(self.groups[number]) and not self.arranging.is_late:
                if not any(self._swap(number, other) for other in self.order if other != number):
                    break
                has_swapped = True
        return has_swapped

    def _swap(self, one: int, other: int) -> bool:
        now = self.cost(self.groups[one]) + self.cost(self.groups[other])
        for new_one, new_other in self._swaps(self.groups[one], self.groups[other]):
            could_help = self._at_least(new_one) + self._at_least(new_other) < now
            if could_help and self.cost(new_one) + self.cost(new_other) < now:
                self.groups[one], self.groups[other] = new_one, new_other
                return True
        return False

    def _swaps(self, one: Group, other: Group) -> Iterator[tuple[Group, Group]]:
        for here in sorted(one, key=self.week.draw):
            for there in sorted(other, key=self.week.draw):
                yield _with(one, here, there), _with(other, there, here)

    def _at_least(self, group: Group) -> int:
        """Everybody's cheapest visit in this group, and everybody's cheapest visitor: the dearer of the two sums."""
        places = [self.week.place[name] for name in group]
        least = self.week.least[np.ix_(places, places)]
        return min(COST_UNMET, max(int(least.min(axis=1).sum()), int(least.min(axis=0).sum())))

    def _each_at_least(self) -> int:
        """As for one group, but among everybody; groups that are unmet may be those of the dearest people."""
        places = [self.week.place[name] for group in self.groups for name in group]
        least = self.week.least[np.ix_(places, places)]
        counted = len(places) - self.size * sum(self.arranging.rings(group).cost is None for group in self.groups)
        sums = [int(np.sort(least.min(axis=axis))[:counted].sum()) for axis in (0, 1)]
        return max(sums) if max(sums) < NEVER else 0

    def _divide_all(self) -> None:
        if not self._is_best() and not self.arranging.is_late:
            self._divide_anew(range(len(self.groups)))
            rings = [self.arranging.rings(group) for group in self.groups]
            self.proved = sum(one.lower for one in rings if one.cost is not None)

    def _divide_anew(self, numbers: Sequence[int]) -> bool:
        """The best way to divide the people of these groups. Whether it is better than what they have."""
        people = sorted((name for number in numbers for name in self.groups[number]), key=self.week.draw)
        cost, groups = self._divided(tuple(people))
        is_better = cost < sum(self.cost(self.groups[number]) for number in numbers)
        for number, group in zip(numbers, groups if is_better else (), strict=False):
            self.groups[number] = group
        return is_better

    def _divided(self, people: Group) -> tuple[int, tuple[Group, ...]]:
        """Every way is tried: always the first who is still waiting, with some of the others."""

        @cache
        def best(waiting: Group) -> tuple[int, tuple[Group, ...]]:
            if not waiting:
                return 0, ()
            first, *others = waiting
            found: tuple[int, tuple[Group, ...]] = (NEVER * len(people), ())
            for company in combinations(others, self.size - 1):
                left = tuple(name for name in others if name not in company)
                cost = self.cost((first, *company)) + best(left)[0]
                if cost < found[0]:
                    found = cost, ((first, *company), *best(left)[1])
            return found

        return best(people)


def _with(group: Group, leaving: str, joining: str) -> Group:
    return tuple(joining if name == leaving else name for name in group)
