"""How many times as often, as a dot and a bar on a scale on which half and twice are as far from the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log2

from django.utils.translation import gettext_lazy as _

from collegium.impact.findings import Row

# A bar that goes on beyond these ends is cut.
LEAST, MOST = -2, 3
MARGIN = 0.35
TIMES = {
    -2: _("a quarter"), -1: _("half as often"), 0: _("as often"), 1: _("twice"), 2: _("4 times"), 3: _("8 times"),
}  # fmt: skip


@dataclass(frozen=True)
class Tick:
    at: str
    words: str
    is_same: bool


@dataclass(frozen=True)
class Bar:
    """Where the dot and the ends of the bar lie, in percent of the width."""

    row: Row
    at: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Picture:
    ticks: list[Tick]
    bars: list[Bar]


def picture(rows: Sequence[Row]) -> Picture:
    """A bar for each row of which a ratio can be drawn."""
    ends = [log2(end) for row in rows for end in _interval(row)]
    first = max(LEAST, floor(min([-1.0, *ends])))
    last = min(MOST, ceil(max([2.0, *ends])))
    scale = _Scale(first - MARGIN, last + MARGIN)
    ticks = [Tick(scale.at(power), str(TIMES[power]), power == 0) for power in range(first, last + 1)]
    return Picture(ticks, [_bar(row, scale) for row in rows])


@dataclass(frozen=True)
class _Scale:
    first: float
    last: float

    def at(self, power: float) -> str:
        within = min(self.last, max(self.first, power))
        return f"{100 * (within - self.first) / (self.last - self.first):.2f}%"


def _interval(row: Row) -> tuple[float, ...]:
    numbers = row.finding.numbers
    return tuple(numbers.times_interval) if numbers and numbers.times_interval else ()


def _bar(row: Row, scale: _Scale) -> Bar:
    numbers, interval = row.finding.numbers, _interval(row)
    if not interval or numbers is None or not numbers.times:
        return Bar(row)
    low, high = interval
    return Bar(row, scale.at(log2(numbers.times)), scale.at(log2(low)), scale.at(log2(high)))
