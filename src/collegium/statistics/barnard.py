"""Barnard's exact test, pooled, two-sided: might two shares differ as much as these by chance alone?

``p`` is the largest chance, over every share that both could have in common, of counts at least as far apart as those
that were seen. Given how many are strong altogether the common share no longer matters, so the chance is a mixture of
``N + 1`` conditional chances, and each of those is made of the one before it. That takes milliseconds for thousands.
"""

from collections.abc import Iterator
from itertools import accumulate
from math import exp, isqrt, lgamma, log, log1p, sqrt
from operator import mul

# Beyond so many standard deviations nothing counts.
SPREADS = 5
# Where scipy looks first; from there it climbs.
PLACES = 32
NEAR_ENOUGH = 2e-4


def barnard(strong: int, of: int, other_strong: int, other_of: int) -> float:
    """How likely a difference at least as large as this one is where there is none."""
    total, everybody = strong + other_strong, of + other_of
    if strong * other_of == other_strong * of or total in (0, everybody):
        return 1.0
    return min(1.0, _largest(_Mixture(_chances(strong, of, other_strong, other_of))))


def _chances(strong: int, of: int, other_strong: int, other_of: int) -> list[float]:
    """For each number of strong ones altogether, the chance that the two shares are at least so far apart."""
    everybody, seen = of + other_of, strong + other_strong
    apart, spread = (strong * other_of - other_strong * of) ** 2, seen * (everybody - seen)
    as_seen = _statistic(strong, of, other_strong, other_of)
    lows, highs = [], []
    for total in range(1, everybody):
        # The square of the statistic in whole numbers, but for a factor; and the least number with at least that.
        square = apart * total * (everybody - total)
        least = isqrt((square - 1) // spread) + 1
        low, high = (total * of - least) // everybody, -(-(total * of + least) // everybody)
        if least * least * spread == square:
            low -= _falls_short(low, total, of, other_of, least, as_seen)
            high += _falls_short(high, total, of, other_of, least, as_seen)
        lows.append(low)
        highs.append(high - 1)
    below, above = _at_most(lows, of, other_of), _at_most(highs, of, other_of)
    return [0.0, *(some + 1.0 - most for some, most in zip(below, above, strict=True)), 0.0]


def _falls_short(strong: int, total: int, of: int, other_of: int, least: int, as_seen: float) -> bool:
    """Whether counts just as far apart as those seen come out nearer in floating point, where scipy leaves them out.

    The contract names scipy's answer, so a tie is one here where it is one there.
    """
    other = total - strong
    is_tie = abs(strong * (of + other_of) - total * of) == least and 0 <= strong <= of and 0 <= other <= other_of
    return is_tie and _statistic(strong, of, other, other_of) < as_seen


def _statistic(strong: int, of: int, other_strong: int, other_of: int) -> float:
    """In the order in which scipy calculates."""
    share = (strong + other_strong) / (of + other_of)
    variance = share * (1 - share) * (1 / of + 1 / other_of)
    return abs((strong / of - other_strong / other_of) / sqrt(variance))


def _at_most(limits: list[int], of: int, other_of: int) -> Iterator[float]:
    """Among 1, 2, 3, … drawn, the chance of at most so many of the one kind, each from the one before it."""
    everybody = of + other_of
    most, here, chance = 0, 1.0, 1.0
    for drawn, limit in enumerate(limits):
        # One more is drawn, the limit is as it was. What has come to nothing is worked out anew.
        chance -= here * (of - most) / (everybody - drawn)
        here *= (other_of - drawn + most) * (drawn + 1) / ((drawn - most + 1) * (everybody - drawn)) if here else 0.0
        here = here or _exactly(most, drawn + 1, of, other_of)
        while most < limit:
            here *= (of - most) * (drawn + 1 - most) / ((most + 1) * (other_of - drawn + most)) if here else 0.0
            most += 1
            here = here or _exactly(most, drawn + 1, of, other_of)
            chance += here
        while most > limit:
            chance -= here
            most -= 1
            here = _exactly(most, drawn + 1, of, other_of)
        yield chance


def _exactly(count: int, drawn: int, of: int, other_of: int) -> float:
    rest = drawn - count
    if count < 0 or rest < 0 or count > of or rest > other_of:
        return 0.0
    return exp(_choose(of, count) + _choose(other_of, rest) - _choose(of + other_of, drawn))


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _largest(mixture: "_Mixture") -> float:
    heights = [0.0, *(mixture.at(place / PLACES) for place in range(1, PLACES)), 0.0]
    tops = [
        place for place in range(1, PLACES)
        if heights[place] >= heights[place - 1] and (heights[place] >= heights[place + 1] or place == PLACES - 1)
    ]  # fmt: skip
    return max(_climb(mixture, place / PLACES, heights[place]) for place in tops)


def _climb(mixture: "_Mixture", place: float, height: float) -> float:
    """Up to the top of the hill on which this place lies."""
    step = 1 / PLACES
    while step > NEAR_ENOUGH:
        step /= 2
        for other in (place - step, place + step):
            if 0 < other < 1 and (found := mixture.at(other)) > height:
                place, height = other, found
                break
    return height


class _Mixture:
    """The mean of the chances, weighted by how many would be strong where each is with the same likelihood."""

    def __init__(self, chances: list[float]) -> None:
        self.chances, self.everybody = chances, len(chances) - 1
        self.rises = [(self.everybody - k) / (k + 1) for k in range(self.everybody)]
        self.falls = [k / (self.everybody - k + 1) for k in range(self.everybody, 0, -1)]

    def at(self, share: float) -> float:
        n, odds = self.everybody, share / (1 - share)
        mode = min(n, int((n + 1) * share))
        reach = int(SPREADS * sqrt(n * share * (1 - share))) + 12
        first, last = max(0, mode - reach), min(n, mode + reach)
        weight = exp(_choose(n, mode) + mode * log(share) + (n - mode) * log1p(-share))
        above = accumulate(map(odds.__mul__, self.rises[mode:last]), mul, initial=weight)
        below = accumulate(map((1 / odds).__mul__, self.falls[n - mode : n - first]), mul, initial=weight)
        upwards = sum(map(mul, above, self.chances[mode : last + 1]))
        downwards = sum(map(mul, below, self.chances[first : mode + 1][::-1]))
        return upwards + downwards - weight * self.chances[mode]
