"""Cells: a theme at a time, with room for one group or for several that are alike until they are split."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from collegium.planning.groups.lineup import Kept, Lineup


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
    wishing = {theme.id: [party for party in lineup.parties if theme.id in party.themes] for theme in lineup.themes}
    free = []
    for theme in lineup.themes:
        for slot in lineup.slots:
            able = [party for party in wishing[theme.id] if lineup.could_meet(party, theme.id, slot)]
            enough = sum(party.size for party in able) // lineup.problem.size.min
            most = min(enough, sum(party.can_lead for party in able), lineup.groups_allowed(theme))
            if most:
                free.append(Cell(theme.id, slot, most))
    return kept + free


def who_could(lineup: Lineup, cell: Cell, among: Iterable[int]) -> list[int]:
    """The parties that could be in a group of this cell."""
    if cell.kept is not None:
        return [number for number in among if lineup.could_join(lineup.parties[number], cell.kept)]
    return [number for number in among if lineup.could_meet(lineup.parties[number], cell.theme, cell.slot)]
