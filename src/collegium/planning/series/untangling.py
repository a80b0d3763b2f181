"""Untangling a knot of groups exactly: let each have its best series, and where two collide try both ways out.

Collisions of alone-best series show which groups belong to a knot; the rest never need to be looked at together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, count
from typing import TYPE_CHECKING

from collegium.planning.series.diary import Diary, Series
from collegium.planning.series.year import Place

if TYPE_CHECKING:
    from collegium.planning.series.coordinating import Coordination

# Past these a knot takes minutes; the plan found by going round stands, with the bound it has.
MOST_IN_A_KNOT = 8
MOST_LOOKS = 600
COST_UNMET = 10**10


@dataclass(frozen=True)
class Limits:
    """What a group is not to do in one branch of the search: places it keeps out of, people who are elsewhere."""

    closed: frozenset[Place] = frozenset()
    away: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Untangled:
    """A knot's groups, each within its limits, and what no way out of the knot can cost less than."""

    limits: Mapping[str, Limits]
    lower: int


class Tangle:
    """The knots known so far: at first each group is one of its own."""

    def __init__(self, coordination: "Coordination") -> None:
        self.coordination = coordination
        self.knots: dict[frozenset[str], Untangled] = {}
        for name, lower in coordination.lower_alone.items():
            self.knots[frozenset((name,))] = Untangled({name: Limits()}, lower)

    def series_of(self, untangled: Untangled) -> Iterator[Series]:
        for name, limits in untangled.limits.items():
            series = self.coordination.series(name, limits.closed, limits.away)
            if series is not None:
                yield series

    def diary(self, untangled: Iterable[Untangled]) -> Diary:
        """These groups put down, each where its limits let it, everybody in the group that does not spare them."""
        diary = Diary(self.coordination.year)
        limits = {name: limits for one in untangled for name, limits in one.limits.items()}
        for one in untangled:
            for series in self.series_of(one):
                diary.put(series)
        for (person, day), groups in list(diary.wanted.items()):
            staying = [group for group in groups if (person, day) not in limits[group].away]
            diary.prefer(person, day, (staying or groups)[0])
        return diary

    def collisions(self, diary: Diary, limits: Mapping[str, Limits]) -> Iterator[list[tuple[str, Limits]]]:
        """Each thing that cannot be, as the further limits of which one at least has to hold."""
        for host, day, groups in diary.gatherings():
            if len(groups) > 1 and diary.rooms_for(groups, host, day) is None:
                yield [(name, Limits(limits[name].closed | {(host, day)}, limits[name].away)) for name in groups]
        for (person, day), groups in diary.wanted.items():
            staying = [name for name in groups if (person, day) not in limits[name].away]
            for pair in list(combinations(staying, 2))[:1]:
                yield [(name, Limits(limits[name].closed, limits[name].away | {(person, day)})) for name in pair]

    def tie(self) -> set[frozenset[str]] | None:
        """Knots whose best series collide belong together. None: nothing collides any more."""
        diary = self.diary(self.knots.values())
        limits = {name: limits for one in self.knots.values() for name, limits in one.limits.items()}
        knot_of = {name: knot for knot in self.knots for name in knot}
        for collision in self.collisions(diary, limits):
            knots = {knot_of[name] for name, _ in collision}
            if len(knots) > 1:
                return knots
        return None

    def loosen(self, knot: frozenset[str]) -> Untangled | None:
        """The cheapest way out, cheapest branch first. None where it takes too long."""
        order = [name for name in self.coordination.alone if name in knot]
        queue: list[tuple[int, int, Untangled]] = []
        serial = count()
        self._push(queue, serial, {name: Limits() for name in order})
        for _ in range(MOST_LOOKS):
            if self.coordination.is_late:
                return None
            lower, _, untangled = heappop(queue)
            collision = next(self.collisions(self.diary([untangled]), untangled.limits), None)
            if collision is None:
                return Untangled(untangled.limits, lower)
            for name, limits in collision:
                self._push(queue, serial, {**untangled.limits, name: limits})
        return None

    def _push(self, queue: list[tuple[int, int, Untangled]], serial: "count[int]", limits: dict[str, Limits]) -> None:
        found = Untangled(limits, 0)
        series = list(self.series_of(found))
        lower = sum(one.lower for one in series) + COST_UNMET * (len(limits) - len(series))
        heappush(queue, (lower, next(serial), found))


def untangle(coordination: "Coordination") -> int | None:
    """Loosen every knot that is small enough. Returns what no plan with as few unmet groups can cost less than."""
    tangle = Tangle(coordination)
    while (knots := tangle.tie()) is not None:
        together = frozenset().union(*knots)
        loose = tangle.loosen(together) if len(together) <= MOST_IN_A_KNOT else None
        if loose is None:
            break
        for knot in knots:
            del tangle.knots[knot]
        tangle.knots[together] = loose
    else:
        coordination.take_if_better(tangle.diary(tangle.knots.values()), coordination.alone)
    unmet, lower = divmod(sum(one.lower for one in tangle.knots.values()), COST_UNMET)
    is_as_few = unmet == len(coordination.alone) - len(coordination.diary.series)
    return lower if is_as_few and not coordination.may_stay_away else None
