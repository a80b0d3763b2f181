"""Which days can follow which: the cheapest of the days that lie within a group's gap, for all days at once."""

import numpy as np
import numpy.typing as npt

from collegium.planning.series.problem import Gap

Whole = npt.NDArray[np.int64]

# Dearer than any year, yet small enough that a thousand of them still fit into a whole number.
LOST = 10**12


class Windows:
    """For each day the days before it, and those after it, on which the neighbouring meeting could be."""

    def __init__(self, days: Whole, gap: Gap) -> None:
        nearest = max(1, gap.min)
        self._before = _Ranges(days.searchsorted(days - gap.max), days.searchsorted(days - nearest, "right"))
        self._after = _Ranges(days.searchsorted(days + nearest), days.searchsorted(days + gap.max, "right"))

    def before(self, rows: Whole) -> Whole:
        """For each day the smallest value that a day before it, within the gap, has. LOST where there is none."""
        return self._before.smallest(rows)

    def after(self, rows: Whole) -> Whole:
        return self._after.smallest(rows)

    def days_before(self, day: int) -> slice:
        return self._before.of(day)

    def days_after(self, day: int) -> slice:
        return self._after.of(day)


class _Ranges:
    """A range of places for each place; the smallest of a range is the smaller of two overlapping powers of two."""

    def __init__(self, start: Whole, end: Whole) -> None:
        self.start = start
        self.end = np.maximum(start, end)
        widths = self.end - self.start
        self.steps: list[tuple[Whole, Whole, Whole]] = []
        for level in range(int(widths.max(initial=0)).bit_length()):
            chosen = np.flatnonzero((widths >= 1 << level) & (widths < 2 << level))
            self.steps.append((chosen, self.start[chosen], self.end[chosen] - (1 << level)))

    def of(self, place: int) -> slice:
        return slice(int(self.start[place]), int(self.end[place]))

    def smallest(self, rows: Whole) -> Whole:
        found = np.full_like(rows, LOST)
        table = rows
        for level, (chosen, first, last) in enumerate(self.steps):
            if level:
                half = 1 << (level - 1)
                table = np.minimum(table[:, :-half], table[:, half:])
            if chosen.size:
                found[:, chosen] = np.minimum(table[:, first], table[:, last])
        return found
