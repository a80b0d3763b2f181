"""Hosting in turn: no school a second time before every host of the group had its turn."""

from collections.abc import Sequence

import numpy as np

from collegium.planning.series.windows import Whole

# Twelve hosts: 2 to the 12th. Beyond, only the most promising sets of hosts are followed.
MOST_SETS = 4096


class Turns:
    """The sets of hosts (as bits) that may have had their turn after each meeting, and where each host leads."""

    def __init__(self, hosts: int, meetings: int, worth: Sequence[int]) -> None:
        self.hosts = hosts
        self.is_whole = True
        self.sets: list[list[int]] = [[0]]
        self.leads_to: list[Whole] = []
        for _ in range(meetings):
            self._go_on(worth)

    def after(self, used: int, host: int) -> int:
        """The hosts that have had their turn, once this one had. When it was the last, a new round begins."""
        now = used | 1 << host
        return 0 if now == (1 << self.hosts) - 1 else now

    def _go_on(self, worth: Sequence[int]) -> None:
        free = [[host for host in range(self.hosts) if not used >> host & 1] for used in self.sets[-1]]
        every = {self.after(used, host) for used, hosts in zip(self.sets[-1], free, strict=True) for host in hosts}
        following = sorted(every, key=lambda used: (sum(worth[host] for host in _bits(used)), used))[:MOST_SETS]
        self.is_whole = self.is_whole and len(following) == len(every)
        place = {used: number for number, used in enumerate(following)}
        leads_to = np.full((len(self.sets[-1]), self.hosts), -1, dtype=np.int64)
        for number, (used, hosts) in enumerate(zip(self.sets[-1], free, strict=True)):
            for host in hosts:
                leads_to[number, host] = place.get(self.after(used, host), -1)
        self.sets.append(following)
        self.leads_to.append(leads_to)


def _bits(used: int) -> list[int]:
    return [place for place in range(used.bit_length()) if used >> place & 1]
