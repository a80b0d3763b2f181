"""Shares, how two of them differ, and how far off each may be."""

from functools import cache
from math import exp, sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    low: float
    high: float


@cache
def z_of(confidence: float) -> float:
    """So many standard deviations to either side hold this much."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(count: int, total: int, confidence: float = 0.95) -> Interval:
    """The interval of a share, by Wilson's score: it stays within nothing and all, and holds for few."""
    if total < 1:
        return Interval(0.0, 1.0)
    z = z_of(confidence)
    share, square = count / total, z**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total**2))
    return Interval(max(0.0, middle - reach) if count else 0.0, min(1.0, middle + reach) if count < total else 1.0)


def difference(count: int, total: int, other: int, of: int, confidence: float = 0.95) -> Interval:
    """The interval of one share less another, of different things: Newcombe's method 10."""
    one, two = count / total, other / of
    first, second = wilson(count, total, confidence), wilson(other, of, confidence)
    return Interval(
        one - two - sqrt((one - first.low) ** 2 + (second.high - two) ** 2),
        one - two + sqrt((first.high - one) ** 2 + (two - second.low) ** 2),
    )


def ratio(count: int, total: int, other: int, of: int, confidence: float = 0.95) -> Interval:
    """The interval of one share over another, on a log scale. There is none where a count is 0."""
    times = (count / total) / (other / of)
    reach = exp(z_of(confidence) * sqrt(1 / count - 1 / total + 1 / other - 1 / of))
    return Interval(times / reach, times * reach)


def change(now: float, reach: Interval, before: float, reach_before: Interval) -> Interval:
    """The interval of one number less an earlier one, from the interval of each: square and add (MOVER)."""
    return Interval(
        now - before - sqrt((now - reach.low) ** 2 + (reach_before.high - before) ** 2),
        now - before + sqrt((reach.high - now) ** 2 + (before - reach_before.low) ** 2),
    )

