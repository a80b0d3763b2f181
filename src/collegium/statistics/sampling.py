"""How many of a known number must be drawn so that a share is known to within a margin, and what a number gives."""

from math import ceil, sqrt

# 95 % of samples lie within so many standard errors.
Z = 1.959963984540054
# The share that is hardest to know.
HARDEST = 0.5


def needed(population: int, margin: float) -> int:
    """So many of the population, for a 95 % margin of at most ``margin`` (0.1: ten points), whatever the share is.

    Cochran's size with the correction for a finite population: nobody needs more than there are.
    """
    if population < 1:
        return 0
    endless = Z**2 * HARDEST * (1 - HARDEST) / margin**2
    return min(population, ceil(round(endless / (1 + (endless - 1) / population), 9)))


def margin_of(drawn: int, population: int) -> float:
    """How far off a share may be at the most, 95 times in 100, when so many of the population were drawn."""
    if drawn < 1:
        return 1.0
    if drawn >= population:
        return 0.0
    finite = (population - drawn) / (population - 1)
    return Z * sqrt(HARDEST * (1 - HARDEST) / drawn * finite)
