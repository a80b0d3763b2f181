"""Members against others within each department, put together: Mantel and Haenszel.

Where departments differ, and members come mostly from some of them, the whole can say one thing and every department
another (Berkeley 1973).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, sqrt

from collegium.statistics.shares import Interval, z_of


@dataclass(frozen=True)
class Stratum:
    """One department: so many strong of so many members, and of so many others."""

    strong: int
    of: int
    other_strong: int
    other_of: int

    @property
    def everybody(self) -> int:
        return self.of + self.other_of

    @property
    def compares(self) -> bool:
        """A department in which all or none are members says nothing of the difference."""
        return self.of > 0 and self.other_of > 0


@dataclass(frozen=True)
class Together:
    """What the departments say together: the difference of shares, the odds ratio, and how likely by chance."""

    difference: float
    interval: Interval
    odds: float | None
    odds_interval: Interval | None
    p: float
    strata: int


def mantel_haenszel(strata: Sequence[Stratum], confidence: float = 0.95) -> Together | None:
    """The common difference, each department by its weight. None where no department has both members and others."""
    telling = [stratum for stratum in strata if stratum.compares]
    if not telling:
        return None
    z = z_of(confidence)
    gap, spread = _difference(telling)
    odds, log_spread = _odds(telling)
    around = None if odds is None else Interval(odds / exp(z * log_spread), odds * exp(z * log_spread))
    return Together(
        gap, Interval(max(-1.0, gap - z * spread), min(1.0, gap + z * spread)), odds, around, _chance(telling),
        len(telling),
    )  # fmt: skip


def _difference(strata: Sequence[Stratum]) -> tuple[float, float]:
    """With Sato's standard error, which holds for few large departments and for many small ones."""
    weight = sum(one.of * one.other_of / one.everybody for one in strata)
    gap = sum((one.strong * one.other_of - one.other_strong * one.of) / one.everybody for one in strata) / weight
    first = second = 0.0
    for one in strata:
        a, b, n, m, whole = one.strong, one.other_strong, one.of, one.other_of, one.everybody
        first += (n**2 * b - m**2 * a + n * m * (m - n) / 2) / whole**2
        second += (a * (m - b) + b * (n - a)) / (2 * whole)
    return gap, sqrt(max(0.0, gap * first + second)) / weight


def _odds(strata: Sequence[Stratum]) -> tuple[float | None, float]:
    """With the standard error of its logarithm by Robins, Breslow and Greenland."""
    agree = differ = both = crossed = apart = 0.0
    for one in strata:
        a, b, whole = one.strong, one.of - one.strong, one.everybody
        c, d = one.other_strong, one.other_of - one.other_strong
        p, q, r, s = (a + d) / whole, (b + c) / whole, a * d / whole, b * c / whole
        agree, differ = agree + r, differ + s
        both, crossed, apart = both + p * r, crossed + p * s + q * r, apart + q * s
    if not agree or not differ:
        return None, 0.0
    spread = both / (2 * agree**2) + crossed / (2 * agree * differ) + apart / (2 * differ**2)
    return agree / differ, sqrt(spread)


def _chance(strata: Sequence[Stratum]) -> float:
    """How likely counts as far from no difference are by chance, with the correction for continuity."""
    off = spread = 0.0
    for one in strata:
        strong, whole = one.strong + one.other_strong, one.everybody
        off += one.strong - one.of * strong / whole
        spread += one.of * one.other_of * strong * (whole - strong) / (whole**2 * (whole - 1))
    if not spread:
        return 1.0
    return erfc(max(0.0, abs(off) - 0.5) / sqrt(2 * spread))


