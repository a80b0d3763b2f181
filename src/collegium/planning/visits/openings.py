"""When one teacher could visit another: every lesson and talk, the cheapest first, and no more than ever matter.

In one group, the other visits and talks of the two take up four of their periods at most. So of the openings that
share a period the five best are enough, of those that share nothing four times five and one, and of those without a
talk the five best: whatever the others take, the best that is left is among them.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from collegium.planning.visits.problem import COST_COVER, COST_DAY_WAITED, COST_NO_TALK
from collegium.planning.visits.week import Week

PERIODS_TAKEN = 4
ENOUGH_OF_A_PERIOD = PERIODS_TAKEN + 1
ENOUGH_WITH_A_TALK = PERIODS_TAKEN * ENOUGH_OF_A_PERIOD + 1

NO_TALK = -1


class Opening(NamedTuple):
    """A lesson that could be visited, and the talk after it: periods as numbers, ordered as one would choose."""

    cost: int
    rank: tuple[int, int]
    period: int
    talk: int
    cover: bool


class Openings:
    def __init__(self, week: Week) -> None:
        self.week = week
        self._found: dict[tuple[str, str], tuple[Opening, ...]] = {}

    def of(self, visitor: str, visited: str) -> tuple[Opening, ...]:
        pair = visitor, visited
        if pair not in self._found:
            every = sorted(self._all(visitor, visited))
            without = [opening for opening in every if opening.talk == NO_TALK][:ENOUGH_OF_A_PERIOD]
            self._found[pair] = tuple(sorted([*_enough(every), *without]))
        return self._found[pair]

    def _all(self, visitor: str, visited: str) -> Iterator[Opening]:
        week, rank = self.week, self.week.rank[visitor]
        both_free = week.free[visitor] & week.free[visited]
        for period in _bits(week.shows[visited] & week.may_visit[visitor]):
            cover = bool(week.teaches[visitor] >> period & 1)
            paid = COST_COVER * cover
            yield Opening(paid + COST_NO_TALK, (rank[period], NO_TALK), period, NO_TALK, cover)
            yield from self._with_talks(period, both_free & week.talks_after[period], rank, paid)

    def _with_talks(self, period: int, talks: int, rank: list[int], paid: int) -> Iterator[Opening]:
        """The soonest talks; what comes after enough of them on earlier days never matters."""
        days, found, latest = self.week.days, 0, 0
        for talk in _bits(talks):
            if found >= ENOUGH_OF_A_PERIOD and days[talk] > latest:
                return
            found, latest = found + 1, days[talk]
            waited = COST_DAY_WAITED * (days[talk] - days[period])
            yield Opening(paid + waited, (rank[period], rank[talk]), period, talk, bool(paid))


def _enough(every: list[Opening]) -> list[Opening]:
    times: Counter[int] = Counter()
    enough: list[Opening] = []
    for opening in every:
        if len(enough) == ENOUGH_WITH_A_TALK:
            break
        if opening.talk != NO_TALK and max(times[opening.period], times[opening.talk]) < ENOUGH_OF_A_PERIOD:
            times.update((opening.period, opening.talk))
            enough.append(opening)
    return enough


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
