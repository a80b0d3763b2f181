"""The best series of one group, exactly: a dynamic programme over the n-th meeting, its day and whose turn it was.

Missing a second meeting costs more than missing a first, which ties the meetings of a series together. A first
programme prices every miss the same, at up to the full price for each member: no series can cost less than its best
one. Where that leaves a gap, a second programme follows, beside day and turns, who has missed a meeting already, and
drops whatever the first one shows to be too dear.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from collegium.planning.series.problem import COST_MISSED_AGAIN
from collegium.planning.series.remembering import Remembering
from collegium.planning.series.turns import Turns
from collegium.planning.series.windows import LOST, Whole
from collegium.planning.series.year import Flags, Outlook, Prospect

# How far a member's price moves after each look: halved, so that it settles.
STEPS = (200, 100, 100, 50, 50, 25, 25)
# Many members and hosts make the second programme dear: there it pays to let the prices settle well first.
MORE_STEPS = (*STEPS, *[100] * 10, *[50] * 15, *[25] * 15, *[12] * 15, *[6] * 15)
MOST_MEMBERS_TIMES_HOSTS = 60


@dataclass(frozen=True)
class Dates:
    """Days and hosts (as numbers) of a series, what it costs, and what none can cost less than."""

    cost: int
    lower: int
    days: tuple[int, ...]
    hosts: tuple[int, ...]


def best_dates(
    outlook: Outlook, prospect: Prospect, meetings: int, extra: Whole | None = None, *, thorough: bool = True
) -> Dates | None:
    """The cheapest series there is; None where there is none. `extra` costs more for the n-th meeting there.

    Not thorough: a good one, for when time is up.
    """
    if not (prospect.costs < LOST).any():
        return None
    costs = prospect.costs if extra is None else prospect.costs + extra
    costs = np.broadcast_to(costs, (meetings, *prospect.costs.shape))
    return Search(outlook, costs, prospect.absent, outlook.turns(meetings)).best(thorough=thorough)


class Search:
    """One group's search: costs for each meeting, day and host, and what the rest of the series costs at best."""

    def __init__(self, outlook: Outlook, costs: Whole, absent: Flags, turns: Turns) -> None:
        self.outlook = outlook
        self.costs = costs
        self.absent = absent
        self.turns = turns

    def best(self, *, thorough: bool = True) -> Dates | None:
        found = self._priced()
        if found is None:
            return None
        best, rest, prices = found
        if thorough and best.lower < best.cost:
            best = self._remembered(best, rest, prices)
        # Sets of hosts that were not followed might have been cheaper.
        return best if self.turns.is_whole else replace(best, lower=self._lower_without_turns())

    def is_possible(self) -> bool:
        """Whether there is any series at all."""
        meet, _ = self._tables(self._fares(np.zeros(self.absent.shape[1], dtype=np.int64)))
        return int(meet[0].min(initial=LOST)) < LOST

    def _remembered(self, best: Dates, rest: list[Whole], prices: Whole) -> Dates:
        remembering = Remembering(self.outlook, self.turns, self.costs, self.absent, rest, prices)
        better = remembering.below(best.cost)
        if better is not None:
            return Dates(better[0], better[0], *better[1:])
        return best if remembering.is_cut_short else replace(best, lower=best.cost)

    def _priced(self) -> tuple[Dates, list[Whole], Whole] | None:
        """The best series seen while prices settle, with the prices that proved most."""
        prices = np.zeros(self.absent.shape[1], dtype=np.int64)
        best: Dates | None = None
        proof: tuple[int, list[Whole], Whole] | None = None
        for step in (*self._steps(), 0):
            meet, rest = self._tables(self._fares(prices))
            value = int(meet[0].min(initial=LOST))
            if value >= LOST:
                return None
            days, hosts = self._follow(meet, rest, self._fares(prices))
            cost = self._cost(days, hosts)
            if best is None or cost < best.cost:
                best = Dates(cost, 0, days, hosts)
            lower = value - int(prices.sum())
            if proof is None or lower > proof[0]:
                proof = lower, rest, prices
            if best.cost <= proof[0]:
                break
            prices = np.clip(prices + step * np.sign(self._missed(days) - 1), 0, COST_MISSED_AGAIN)
        assert best is not None
        assert proof is not None
        return Dates(best.cost, proof[0], best.days, best.hosts), proof[1], proof[2]

    def _steps(self) -> tuple[int, ...]:
        is_usual = self.absent.shape[1] * self.turns.hosts <= MOST_MEMBERS_TIMES_HOSTS
        return STEPS if is_usual else MORE_STEPS

    def _fares(self, prices: Whole) -> Whole:
        """What absence costs on each day, at these prices for each member."""
        fares: Whole = self.absent.astype(np.int64) @ prices
        return fares[:, None]

    def _tables(self, fares: Whole) -> tuple[list[Whole], list[Whole]]:
        """From the end: what meeting n on a day and all after it cost, and what is still to come after it."""
        after = np.zeros((len(self.turns.sets[-1]), len(self.outlook.rank)), dtype=np.int64)
        rest, meet = [after], []
        for number in reversed(range(len(self.costs))):
            costs = self.costs[number] + fares
            here = np.full((len(self.turns.sets[number]), len(costs)), LOST, dtype=np.int64)
            for host in range(self.turns.hosts):
                leads_to = self.turns.leads_to[number][:, host]
                rows = np.flatnonzero(leads_to >= 0)
                here[rows] = np.minimum(here[rows], costs[:, host] + rest[-1][leads_to[rows]])
            np.minimum(here, LOST, out=here)
            meet.append(here)
            rest.append(self.outlook.windows.after(here))
        return meet[::-1], rest[::-1]

    def _follow(self, meet: list[Whole], rest: list[Whole], fares: Whole) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The cheapest way through the tables. Of equals the lot decides."""
        days: list[int] = []
        hosts: list[int] = []
        place, reach = 0, slice(0, len(self.outlook.rank))
        for number in range(len(self.costs)):
            open_days = meet[number][place][reach]
            ties = np.flatnonzero(open_days == open_days.min()) + reach.start
            day = int(ties[np.argmin(self.outlook.rank[ties])])
            day_costs = self.costs[number, day] + fares[day]
            ways = list(self._hosts_next(number, place))
            sums = [day_costs[host] + rest[number + 1][leads_to, day] for host, leads_to in ways]
            host, place = ways[int(np.argmin(sums))]
            days.append(day)
            hosts.append(host)
            reach = self.outlook.windows.days_after(day)
        return tuple(days), tuple(hosts)

    def _hosts_next(self, number: int, place: int) -> Iterator[tuple[int, int]]:
        for host, leads_to in enumerate(self.turns.leads_to[number][place].tolist()):
            if leads_to >= 0:
                yield host, leads_to

    def _cost(self, days: tuple[int, ...], hosts: tuple[int, ...]) -> int:
        again = COST_MISSED_AGAIN * int(np.maximum(0, self._missed(days) - 1).sum())
        return int(self.costs[np.arange(len(days)), list(days), list(hosts)].sum()) + again

    def _missed(self, days: tuple[int, ...]) -> Whole:
        missed: Whole = self.absent[list(days)].sum(axis=0)
        return missed

    def _lower_without_turns(self) -> int:
        """What no series can cost less than, even if every meeting chose its host freely."""
        freely = Turns(1, len(self.costs), [0])
        anywhere = Search(self.outlook, self.costs.min(axis=2, keepdims=True), self.absent, freely)
        meet, _ = anywhere._tables(self._fares(np.zeros(self.absent.shape[1], dtype=np.int64)))
        return int(meet[0].min())
