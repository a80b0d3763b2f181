"""Where the groups of now live on: each in one group at most, of any theme and time. Who is in it has not moved.

A locked group lives on where it is, so that its own programme has nothing to decide about it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from collegium.planning.groups.cells import Cell
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.milp import Programme


class Homes:
    """For each cell and each previous group, whether the group lives on there and who of it stays."""

    def __init__(
        self, lineup: Lineup, programme: Programme, seats: Mapping[Cell, Mapping[int, int]], rooms: Mapping[Cell, int]
    ) -> None:
        self.lineup = lineup
        self.programme = programme
        self._seats = seats
        self._rooms = rooms
        self._homes: dict[Cell, dict[str, int]] = defaultdict(dict)
        self._stays: dict[Cell, list[int]] = defaultdict(list)
        self._stays_of: dict[int, dict[int, float]] = defaultdict(dict)

    def offer(self, parties: Iterable[int], heirs: Iterable[str] | None) -> None:
        """Let the groups of now live on; with `heirs`, only these."""
        for group, members in _former_members(self.lineup, parties).items():
            if heirs is None or group in heirs:
                homes = [self._home(cell, group, members) for cell in self._seats if cell.kept is None]
                self.programme.bind({home: 1.0 for home in homes if home is not None}, at_most=1)
        for cell, homes_here in self._homes.items():
            self.programme.bind({**dict.fromkeys(homes_here.values(), 1.0), self._rooms[cell]: -1.0}, at_most=0)
        for seat, stays in self._stays_of.items():
            self.programme.bind({**stays, seat: -1.0}, at_most=0)

    def stays_in(self, cell: Cell) -> Sequence[int]:
        """The unknowns for who stays, each with what that saves."""
        return self._stays.get(cell, ())

    def heirs_in(self, cell: Cell, values: Sequence[float]) -> frozenset[str]:
        """The previous groups that live on here."""
        return frozenset(group for group, home in self._homes.get(cell, {}).items() if values[home] > 0.5)

    def _home(self, cell: Cell, group: str, members: Mapping[int, int]) -> int | None:
        """Whether a previous group lives on in this cell, and which of its people would then be there."""
        here = {party: count for party, count in members.items() if party in self._seats[cell]}
        if not here:
            return None
        home = self._homes[cell][group] = self.programme.unknown()
        stays: dict[int, int] = {}
        for party, count in here.items():
            stay = stays[party] = self.programme.unknown(-self.lineup.problem.stay * count)
            self._stays[cell].append(stay)
            self.programme.bind({stay: 1, home: -1}, at_most=0)
            self._stays_of[self._seats[cell][party]][stay] = 1.0
        self._live_on(home, stays)
        return home

    def _live_on(self, home: int, stays: dict[int, int]) -> None:
        """Those who stay are in one group: they fit into it and may all meet. Not new, but it tightens the bound."""
        sizes = {stay: self.lineup.parties[party].size for party, stay in stays.items()}
        self.programme.bind({**sizes, home: -self.lineup.problem.size.max}, at_most=0)
        for clique in self.lineup.cliques(list(stays)):
            self.programme.bind({**{stays[party]: 1 for party in clique}, home: -1}, at_most=0)


def moves_at_most(lineup: Lineup, parties: Iterable[int], cells: Iterable[Cell]) -> int:
    """How many would have moved if nobody of the parties stayed where they are."""
    now = lineup.problem.previous_of
    moved = sum(len(now.get(name, ())) for party in parties for name in lineup.parties[party].names)
    for cell in cells:
        if cell.kept is not None:
            for name in cell.kept.everybody.names:
                moved += sum(group != cell.kept.group.id for group in now.get(name, ()))
    return moved


def _former_members(lineup: Lineup, parties: Iterable[int]) -> dict[str, dict[int, int]]:
    """For each group that may move, the parties who come from it and how many of them there are."""
    wanted = set(parties)
    former = {}
    for group in lineup.previous:
        numbers = Counter(lineup.party_of[name] for name in group.members if name in lineup.party_of)
        former[group.id] = {party: count for party, count in numbers.items() if party in wanted}
    return {group: members for group, members in former.items() if members}
