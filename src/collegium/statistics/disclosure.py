"""Which figures may be shown, so that nobody can work out a small one: from totals, from parts, or from both.

Answers are thought of as flowing: from a class to an answer, from there to the whole of its group, from there to the
theme. Each figure is the flow through one edge, and what flows into a point flows out of it. A hidden figure can be
anything that the shown ones leave room for; the room is found by sending flow round through the hidden edges. So the
check is exact, needs no solver, and holds for any tree of totals.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

# A figure of 1 to 4 is hidden, and so is one that all but 1 to 4 share; a hidden figure could be five different ones.
LEAST, WIDTH = 5, 5
# “Nobody” and “everybody” say something about each one, unless the crowd is large.
CROWD = 20

Point = Hashable


@dataclass(frozen=True)
class Figure:
    """How many, on the way from one point to the next. What was published once cannot be hidden any more."""

    start: Point
    end: Point
    value: int
    hidden: bool = False
    is_published: bool = False

    @property
    def ends(self) -> frozenset[Point]:
        return frozenset((self.start, self.end))


def is_sensitive(value: int, of: int) -> bool:
    """Few who say it, few who do not, or nobody (or everybody) out of a small crowd."""
    few = 0 < value < LEAST or 0 < of - value < LEAST
    return few or (of < CROWD and value in (0, of))


def protect(figures: Sequence[Figure]) -> list[Figure]:
    """The same figures, with as many more hidden as it takes until each hidden one has room enough.

    Begin with the sensitive ones hidden. Only what is not published yet can be hidden in addition; what the published
    ones tell already is shown.
    """
    kept = _with_what_is_known(figures)
    while (narrow := _first_narrow(kept)) is not None:
        more = _companion(kept, kept[narrow])
        if more is None:
            return kept
        kept[more] = replace(kept[more], hidden=True)
    return kept


def is_safe(figures: Sequence[Figure]) -> bool:
    """Whether no hidden figure can be worked out to within five."""
    return _first_narrow(figures) is None


def room(figures: Sequence[Figure], at: int) -> int:
    """How far apart the least and the most are that a hidden figure could be, to whoever sees all shown ones."""
    one, others = figures[at], [figure for number, figure in enumerate(figures) if number != at and figure.hidden]
    up = _most(others, one.end, one.start, WIDTH)
    down = min(_most(others, one.start, one.end, WIDTH), one.value)
    return up + down


def _with_what_is_known(figures: Sequence[Figure]) -> list[Figure]:
    """A harmless figure that has no room even if all is hidden is public: hiding it would protect nobody."""
    darkest = [each if each.is_published else replace(each, hidden=True) for each in figures]
    return [
        each if each.is_published or each.hidden or room(darkest, number) else replace(each, is_published=True)
        for number, each in enumerate(figures)
    ]


def _first_narrow(figures: Sequence[Figure]) -> int | None:
    hidden = (number for number, figure in enumerate(figures) if figure.hidden)
    return next((number for number in hidden if room(figures, number) < WIDTH), None)


def _companion(figures: Sequence[Figure], one: Figure) -> int | None:
    """The figure to hide beside this one: next to it if possible, and the smallest, which tells least."""
    free = [number for number, each in enumerate(figures) if not each.hidden and not each.is_published]

    def cost(number: int) -> tuple[bool, bool, int]:
        """A nought makes little room."""
        value = figures[number].value
        return not figures[number].ends & one.ends, value == 0, value

    return min(free, key=cost, default=None)


def _most(figures: Iterable[Figure], source: Point, sink: Point, enough: int) -> int:
    """How much could flow from one point to the other through the hidden figures; no more than ``enough`` is asked.

    Forwards, a hidden figure can grow without end; backwards, it can shrink to nothing.
    """
    ways: dict[Point, dict[Point, int]] = {}
    for figure in figures:
        forth, back = ways.setdefault(figure.start, {}), ways.setdefault(figure.end, {})
        forth[figure.end] = forth.get(figure.end, 0) + enough
        back[figure.start] = back.get(figure.start, 0) + figure.value
    found = 0
    while found < enough and (path := _path(ways, source, sink)):
        step = min(min(ways[a][b] for a, b in path), enough - found)
        for a, b in path:
            ways[a][b] -= step
            ways[b][a] += step
        found += step
    return found


def _path(ways: dict[Point, dict[Point, int]], source: Point, sink: Point) -> list[tuple[Point, Point]]:
    """A shortest way with room left on it."""
    came: dict[Point, Point] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        here = waiting.popleft()
        for there, left in ways.get(here, {}).items():
            if left > 0 and there not in came:
                came[there] = here
                waiting.append(there)
    if sink not in came:
        return []
    path = []
    while sink != source:
        path.append((came[sink], sink))
        sink = came[sink]
    return path
