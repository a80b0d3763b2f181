"""Who goes into which cell: the whole cost and every hard rule in one programme.

Where a cell has room for one group the programme says exactly what the group costs. Where it has room for
several, it says the least that any way of splitting them can cost: its bound is true for the whole problem.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from math import inf

from collegium.planning.groups.cells import Cell, who_could
from collegium.planning.groups.homes import Homes, moves_at_most
from collegium.planning.groups.lineup import Kept, Lineup
from collegium.planning.groups.milp import Programme, Relaxation
from collegium.planning.groups.problem import (
    COST_NOBODY_EXPERIENCED,
    COST_THIRD_OF_A_DEPARTMENT,
    COST_UNPLACED,
)

# Every cost is a whole number: once the proof is within less than one, nothing can be better.
CLOSE_ENOUGH = 0.9

# A relaxation with more unknowns divided than this, and most of all it takes, is a knot.
FEW_PARTS, MOSTLY_PARTS = 500, 0.85

ALIKE = 2  # people of one department in one group before it costs anything


@dataclass(frozen=True)
class Placed:
    """The parties in one cell, how many groups they make, and what these groups cost beside the wishes.

    `heirs` are the previous groups that live on here.
    """

    cell: Cell
    parties: tuple[int, ...]
    groups: int
    cost: float
    heirs: frozenset[str]


@dataclass(frozen=True)
class Placement:
    """An answer: what is in each cell, and what no plan can beat. `cells` is None where none was found."""

    cells: tuple[Placed, ...] | None
    bound: float
    is_cut_short: bool


class PlacementProgramme:
    """The programme for some parties and some cells, and the previous groups that may live on in them."""

    def __init__(
        self, lineup: Lineup, cells: Sequence[Cell], parties: Iterable[int], heirs: Iterable[str] | None = None
    ) -> None:
        self.lineup = lineup
        self.cells = cells
        self.programme = Programme()
        self._room: dict[Cell, int] = {}
        self._seats: dict[Cell, dict[int, int]] = {}
        self._extras: dict[Cell, list[int]] = defaultdict(list)
        self._seats_of: dict[int, list[int]] = defaultdict(list)
        self._left_over: list[int] = []
        self._constant = 0.0
        self._relaxation: Relaxation | None = None
        parties = list(parties)
        wishing = lineup.wishing(parties)
        for cell in cells:
            self._open(cell, who_could(lineup, cell, wishing.get(cell.theme, ())))
        self._place_each(parties)
        self._limit_themes()
        self._part_copies()
        self._homes = Homes(lineup, self.programme, self._seats, self._room)
        if lineup.problem.stay:
            self._constant += lineup.problem.stay * moves_at_most(lineup, parties, cells)
            self._homes.offer(parties, heirs)

    def relax(self, seconds: float) -> float:
        """What no placement can cost less than, found quickly; `narrow` builds upon it."""
        self._relaxation = self.programme.relax(seconds)
        return -inf if self._relaxation is None else self._relaxation.cost + self._constant

    def narrow(self, known: float) -> int:
        """Leave out what could not be part of a plan cheaper than `known`. Returns how many unknowns are left."""
        if self._relaxation is None:
            return len(self.programme.costs)
        return self.programme.leave_out(self._relaxation, known - 1 - self._constant)

    def thin(self, margin: float) -> "PlacementProgramme":
        """The same with only what costs hardly more than nothing: soon solved, and mostly as good. Proves nothing."""
        thinner = copy(self)
        thinner.programme = replace(self.programme)
        if self._relaxation is not None:
            thinner.programme.leave_out(self._relaxation, self._relaxation.cost + margin, self._left_over)
        return thinner

    @property
    def is_knotted(self) -> bool:
        """Whether the relaxation divides nearly everybody: then it says little about where whole people go."""
        found = self._relaxation
        return found is None or (found.parts > FEW_PARTS and found.parts > MOSTLY_PARTS * found.taken)

    def solve(self, seconds: float, known: float = inf, nodes: int | None = None) -> Placement:
        """The cheapest placement, where a plan for `known` is there already.

        HiGHS measures its gap against the cost of its own answer, which lacks our constant.
        """
        answer = self.programme.solve(seconds, CLOSE_ENOUGH / max(1, known, self._constant), nodes)
        bound = answer.bound + self._constant
        if answer.values is None:
            return Placement(None, bound, answer.is_cut_short)
        cells = tuple(self._read(cell, answer.values) for cell in self.cells)
        return Placement(tuple(cell for cell in cells if cell.groups), bound, answer.is_cut_short)

    def _read(self, cell: Cell, values: Sequence[float]) -> Placed:
        here = tuple(party for party, seat in self._seats[cell].items() if values[seat] > 0.5)
        extras = [*self._extras[cell], *self._homes.stays_in(cell)]
        cost = sum(self.programme.costs[extra] * values[extra] for extra in extras)
        return Placed(cell, here, round(values[self._room[cell]]), cost, self._homes.heirs_in(cell, values))

    def _open(self, cell: Cell, able: list[int]) -> None:
        """The unknowns of a cell: how many groups it has, who is in them and what that costs."""
        add = self.programme
        parties = self.lineup.parties
        fixed = cell.kept is not None
        room = self._room[cell] = add.unknown(lowest=1 if fixed else 0, highest=cell.most)
        seats = self._seats[cell] = {party: add.unknown(self._cost_of_seat(cell, party)) for party in able}
        for party, seat in seats.items():
            self._seats_of[party].append(seat)
        self._bind_sizes(cell, {seats[party]: parties[party].size for party in able})
        if cell.kept is None or not cell.kept.everybody.can_lead:
            leading = {seats[party]: 1.0 for party in able if parties[party].can_lead}
            add.bind({**leading, room: -1}, at_least=0)
        is_open = room if cell.most == 1 else self._open_or_not(cell, room)
        for seat in seats.values():
            add.bind({seat: 1, is_open: -1}, at_most=0)
        self._keep_apart(cell, able)
        self._count_departments(cell, able)
        self._want_experience(cell, able)

    def _cost_of_seat(self, cell: Cell, number: int) -> int:
        """What the wish costs; whoever comes back to the group they have now has not moved."""
        party, lineup = self.lineup.parties[number], self.lineup
        if cell.kept is None:
            return party.cost_of(cell.theme)
        now = lineup.problem.previous_of
        staying = sum(cell.kept.group.id in now.get(name, ()) for name in party.names)
        return party.cost_of(cell.theme) - lineup.problem.stay * staying

    def _bind_sizes(self, cell: Cell, sizes: dict[int, int]) -> None:
        size, room = self.lineup.problem.size, self._room[cell]
        if cell.kept is not None:
            self.programme.bind(sizes, at_most=max(0, size.max - cell.kept.everybody.size))
            return
        self.programme.bind({**sizes, room: -size.min}, at_least=0)
        self.programme.bind({**sizes, room: -size.max}, at_most=0)

    def _open_or_not(self, cell: Cell, room: int) -> int:
        """Whether there is any group here at all. Seats bound to this, not to the count, make the bound tight."""
        is_open = self.programme.unknown()
        self.programme.bind({room: 1, is_open: -1}, at_least=0)
        self.programme.bind({room: 1, is_open: -cell.most}, at_most=0)
        return is_open

    def _keep_apart(self, cell: Cell, able: list[int]) -> None:
        """Of people who may not meet one another, each group has one at the most."""
        seats = self._seats[cell]
        for clique in self.lineup.cliques(able):
            self.programme.bind({**{seats[party]: 1 for party in clique}, self._room[cell]: -1}, at_most=0)

    def _count_departments(self, cell: Cell, able: list[int]) -> None:
        here = _departments(cell.kept)
        counts: dict[str, dict[int, float]] = defaultdict(dict)
        for party in able:
            for department, count in self.lineup.parties[party].departments.items():
                counts[department][self._seats[cell][party]] = count
        for department in sorted({*counts, *here}, key=self.lineup.draw):
            most = here[department] + sum(counts[department].values())
            if most > ALIKE:
                extra = self.programme.unknown(COST_THIRD_OF_A_DEPARTMENT, highest=most)
                terms = {**counts[department], extra: -1.0, self._room[cell]: -float(ALIKE)}
                self.programme.bind(terms, at_most=-here[department])
                self._extras[cell].append(extra)

    def _want_experience(self, cell: Cell, able: list[int]) -> None:
        has_it = cell.kept is not None and cell.kept.everybody.is_experienced
        if has_it or self.lineup.problem.theme[cell.theme].induction:
            return
        lacking = self.programme.unknown(COST_NOBODY_EXPERIENCED, highest=cell.most)
        experienced = [party for party in able if self.lineup.parties[party].is_experienced]
        terms = {**{self._seats[cell][party]: 1.0 for party in experienced}, lacking: 1.0}
        self.programme.bind({**terms, self._room[cell]: -1.0}, at_least=0)
        self._extras[cell].append(lacking)

    def _place_each(self, parties: Iterable[int]) -> None:
        for party in parties:
            size = self.lineup.parties[party].size
            left_over = self.programme.unknown(COST_UNPLACED * size)
            self._left_over.append(left_over)
            seats = dict.fromkeys(self._seats_of[party], 1.0)
            self.programme.bind({**seats, left_over: 1.0}, at_least=1, at_most=1)
        self._constant += sum(
            person.cost_of(cell.theme)
            for cell in self.cells
            if cell.kept is not None
            for person in cell.kept.everybody.people
        )

    def _limit_themes(self) -> None:
        rooms: dict[str, dict[int, float]] = defaultdict(dict)
        for cell in self.cells:
            if cell.kept is None:
                rooms[cell.theme][self._room[cell]] = 1
        for name, rooms_of in rooms.items():
            theme = self.lineup.problem.theme[name]
            if theme.max_groups is not None:
                self.programme.bind(rooms_of, at_most=self.lineup.groups_allowed(theme))

    def _part_copies(self) -> None:
        """Copies of a cell are alike; this leaves one of the many ways of numbering the same groups.

        A party may be in a copy only where the copy before it holds a party that comes earlier.
        """
        for cell in self.cells:
            if cell.copy:
                before = self._seats[Cell(cell.theme, cell.slot, 1, cell.copy - 1)]
                earlier: dict[int, float] = {}
                for party, seat in self._seats[cell].items():
                    self.programme.bind({**earlier, seat: 1.0}, at_most=0)
                    earlier[before[party]] = -1.0


def _departments(kept: Kept | None) -> Counter[str]:
    return Counter() if kept is None else kept.everybody.departments
