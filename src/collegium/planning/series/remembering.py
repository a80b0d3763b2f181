"""The exact second look: the same programme, which remembers who has missed a meeting already.

That is all it has to remember: a first miss costs nothing more, every further one costs the same.
"""

from collections.abc import Iterator

import numpy as np

from collegium.planning.series.problem import COST_MISSED_AGAIN
from collegium.planning.series.turns import Turns
from collegium.planning.series.windows import LOST, Whole
from collegium.planning.series.year import Flags, Outlook

# Enough for twelve members with many single days away; beyond, the plan is good but not proved best.
MOST_MEMORIES = 20_000

Memory = tuple[int, int]
"""The place of the set of hosts that had their turn, and who has missed a meeting, as bits."""


class Remembering:
    def __init__(
        self,
        outlook: Outlook,
        turns: Turns,
        costs: Whole,
        absent: Flags,
        rest: list[Whole],
        prices: Whole,
    ) -> None:
        self.outlook = outlook
        self.turns = turns
        self.costs = costs
        self.rest = rest
        self.prices = [(seat, price) for seat, price in enumerate(prices.tolist()) if price]
        self._known_dues: dict[int, tuple[Whole, Whole]] = {}
        kinds, kind_of = np.unique(absent, axis=0, return_inverse=True)
        self.kind_of: Whole = kind_of.reshape(-1)
        self.missing = [sum(1 << seat for seat in np.flatnonzero(kind).tolist()) for kind in kinds]
        self.is_cut_short = False
        self.layers: list[dict[Memory, Whole]] = []

    def below(self, limit: int) -> tuple[int, tuple[int, ...], tuple[int, ...]] | None:
        """The cheapest series if it costs less than this: cost, days and hosts."""
        start = np.zeros(len(self.kind_of), dtype=np.int64)
        layer: dict[Memory, Whole] = {}
        self._go_on(0, (0, 0), start, layer, limit)
        self.layers = [layer]
        for number in range(1, len(self.turns.leads_to)):
            if not layer:
                return None
            following: dict[Memory, Whole] = {}
            rows = np.array(list(layer.values()), dtype=np.int64).reshape(len(layer), -1)
            reached = self.outlook.windows.before(rows)
            for memory, row in zip(layer, reached, strict=True):
                self._go_on(number, memory, row, following, limit)
                if len(following) > MOST_MEMORIES:
                    self.is_cut_short = True
                    return None
            layer = following
            self.layers.append(layer)
        # Whoever never missed leaves a price unpaid to the end, so that some that are too dear are still here.
        is_cheaper = any(bool((row < limit).any()) for row in layer.values())
        return self._trace_back() if is_cheaper else None

    def _go_on(self, number: int, memory: Memory, row: Whole, following: dict[Memory, Whole], limit: int) -> None:
        """Hold one more meeting, on every day and at every host whose turn it could be."""
        place, missed = memory
        dues, still_unpaid = self._dues(missed)
        so_far = row + dues
        costs = self.costs[number]
        for host, leads_to in enumerate(self.turns.leads_to[number][place].tolist()):
            if leads_to >= 0:
                now = so_far + costs[:, host]
                hopeful = np.flatnonzero(now + self.rest[number + 1][leads_to] - still_unpaid < limit)
                for kind in np.unique(self.kind_of[hopeful]).tolist():
                    days = hopeful[self.kind_of[hopeful] == kind]
                    self._note(following, (leads_to, missed | self.missing[kind]), days, now[days])

    def _dues(self, missed: int) -> tuple[Whole, Whole]:
        """For each day what those cost who miss again then, and how much of the prices is still unpaid after it.

        The prices ask for every miss; whoever has missed none yet has one that is free.
        """
        if missed not in self._known_dues:
            repeated = [COST_MISSED_AGAIN * (missed & kind).bit_count() for kind in self.missing]
            spared = [~(missed | kind) for kind in self.missing]
            unpaid = [sum(price for seat, price in self.prices if left >> seat & 1) for left in spared]
            known = (np.array(repeated, dtype=np.int64), np.array(unpaid, dtype=np.int64))
            self._known_dues[missed] = known[0][self.kind_of], known[1][self.kind_of]
        return self._known_dues[missed]

    def _note(self, layer: dict[Memory, Whole], memory: Memory, days: Whole, costs: Whole) -> None:
        if memory not in layer:
            layer[memory] = np.full(len(self.kind_of), LOST, dtype=np.int64)
        layer[memory][days] = np.minimum(layer[memory][days], costs)

    def _trace_back(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        last = self.layers[-1]
        cost = min(int(row.min()) for row in last.values())
        ends = [(memory, int(day)) for memory, row in last.items() for day in np.flatnonzero(row == cost)]
        memory, day = min(ends, key=lambda end: (self.outlook.rank[end[1]], end[0]))
        days, hosts, left = [day], [], cost
        for number in reversed(range(1, len(self.layers))):
            before, day_before, host, left = min(self._ways_to(number, memory, day, left))[1:]
            hosts.append(host)
            days.append(day_before)
            memory, day = before, day_before
        hosts.append(next(host for host, to in enumerate(self.turns.leads_to[0][0].tolist()) if to == memory[0]))
        return cost, tuple(days[::-1]), tuple(hosts[::-1])

    def _ways_to(
        self, number: int, memory: Memory, day: int, cost: int
    ) -> Iterator[tuple[tuple[int, int, Memory], Memory, int, int, int]]:
        """Meetings before this one that lead here at this cost, the one with the best lot first."""
        kind = self.missing[int(self.kind_of[day])]
        reach = self.outlook.windows.days_before(day)
        for before, row in self.layers[number - 1].items():
            for host, leads_to in enumerate(self.turns.leads_to[number][before[0]].tolist()):
                if (leads_to, before[1] | kind) == memory:
                    again = COST_MISSED_AGAIN * (before[1] & kind).bit_count()
                    left = cost - again - int(self.costs[number, day, host])
                    for found in (np.flatnonzero(row[reach] == left) + reach.start).tolist():
                        yield (int(self.outlook.rank[found]), host, before), before, found, host, left
