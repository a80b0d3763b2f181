"""Cells: a theme at a time, with room for one group or for several that are alike until they are split."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from collegium.planning.groups.lineup import Kept, Lineup
from collegium.planning.groups.problem import Theme


@dataclass(frozen=True)
class Cell:
    """Room for up to `most` groups of a theme at a time; `copy` tells groups of one time apart once split."""

    theme: str
    slot: str
    most: int
    copy: int = 0
    kept: Kept | None = None

    def split(self) -> list["Cell"]:
        """The same room, one group at a time."""
        return [replace(self, most=1, copy=copy) for copy in range(self.most)]


def all_cells(lineup: Lineup) -> list[Cell]:
    """Every locked group, and every theme at every time at which a group could come about."""
    kept = [Cell(group.group.theme, group.group.slot, 1, kept=group) for group in lineup.kept]
    wishing = lineup.wishing(range(len(lineup.parties)))
    return kept + [cell for theme in lineup.themes for cell in _cells_of(lineup, theme, wishing[theme.id])]


def _cells_of(lineup: Lineup, theme: Theme, wishing: Iterable[int]) -> Iterator[Cell]:
    allowed = lineup.groups_allowed(theme)
    for slot in lineup.slots if allowed else ():
        able = [lineup.parties[number] for number in who_could(lineup, Cell(theme.id, slot, 1), wishing)]
        enough = sum(party.size for party in able) // lineup.problem.size.min
        most = min(enough, sum(party.can_lead for party in able), allowed)
        if most:
            yield Cell(theme.id, slot, most)


def who_could(lineup: Lineup, cell: Cell, wishing: Iterable[int]) -> list[int]:
    """The parties that could be in a group of this cell, of those that wish for its theme."""
    if cell.kept is not None:
        return [number for number in wishing if lineup.could_join(lineup.parties[number], cell.kept)]
    return [number for number in wishing if lineup.could_meet(lineup.parties[number], cell.theme, cell.slot)]
