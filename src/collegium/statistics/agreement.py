"""Whether people who look at the same thing see the same: Krippendorff's alpha.

Krippendorff, "Content Analysis", chapter 12: one minus the disagreement that was seen over the disagreement that
chance would bring. Missing values are simply not there; any number of observers; four kinds of scale.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

Scale = Literal["nominal", "ordinal", "interval", "ratio"]
Value = float | None
Distance = Callable[[float, float], float]

# Below it Krippendorff advises to draw no conclusion at all, not even a tentative one.
LEAST = 2 / 3
# All of so few alike says nothing.
FEWEST_ALIKE = 5


@dataclass(frozen=True)
class Agreement:
    """How far observers agree on what several of them saw: in how many units, in how many all alike, and alpha.

    Without alpha: there was nothing to tell apart, because everybody said the same everywhere, or nobody was doubled.
    """

    units: int
    alike: int
    alpha: float | None

    @property
    def is_enough(self) -> bool:
        """Good enough to set one figure beside another."""
        if self.alpha is None:
            return self.units >= FEWEST_ALIKE and self.alike == self.units
        return self.alpha >= LEAST


def agreement(units: Iterable[Sequence[Value]], scale: Scale) -> Agreement:
    """Of each unit what its observers said, in any order. Units with fewer than two values do not count."""
    paired = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    alike = sum(len(set(unit)) == 1 for unit in paired)
    return Agreement(len(paired), alike, _alpha(paired, scale))


def krippendorff_alpha(observers: Sequence[Sequence[Value]], scale: Scale) -> float | None:
    """A row for each observer, a column for each unit, as the books print it."""
    return agreement(zip(*observers, strict=True), scale).alpha


def _alpha(units: list[list[float]], scale: Scale) -> float | None:
    together: Counter[tuple[float, float]] = Counter()
    for unit in units:
        for pair in permutations(unit, 2):
            together[pair] += 1 / (len(unit) - 1)  # type: ignore[assignment]  # a pair of a larger unit weighs less
    counts = Counter(value for unit in units for value in unit)
    total = sum(counts.values())
    distance = _distance(scale, counts)
    by_chance = sum(counts[one] * counts[other] * distance(one, other) for one in counts for other in counts)
    if not by_chance:
        return None
    seen = sum(number * distance(*pair) for pair, number in together.items())
    return 1 - (total - 1) * seen / by_chance


def _distance(scale: Scale, counts: Counter[float]) -> Distance:
    """How far apart two values are on this scale, squared."""

    def ordinal(one: float, other: float) -> float:
        low, high = sorted((one, other))
        between = sum(number for value, number in counts.items() if low <= value <= high)
        return (between - (counts[low] + counts[high]) / 2) ** 2

    def ratio(one: float, other: float) -> float:
        return ((one - other) / (one + other)) ** 2 if one + other else 0.0

    ways: dict[Scale, Distance] = {
        "nominal": lambda one, other: float(one != other),
        "ordinal": ordinal,
        "interval": lambda one, other: (one - other) ** 2,
        "ratio": ratio,
    }
    return ways[scale]
