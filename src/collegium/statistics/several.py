"""Looking at several things at once: one of twenty differs by chance."""

from collections.abc import Sequence


def holm(chances: Sequence[float]) -> list[float]:
    """Each p-value as it counts where all of them are looked at, by Holm's method, in the order given."""
    adjusted, highest = [0.0] * len(chances), 0.0
    for place, which in enumerate(sorted(range(len(chances)), key=lambda one: chances[one])):
        highest = max(highest, min(1.0, chances[which] * (len(chances) - place)))
        adjusted[which] = highest
    return adjusted
