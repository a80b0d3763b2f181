"""Forming some groups anew while the others go on: the programme of a neighbourhood, and the drafts of its answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from collegium.planning.groups.cells import Cell, who_could
from collegium.planning.groups.costs import cost_of_group, cost_of_place
from collegium.planning.groups.drafting import Draft
from collegium.planning.groups.freeing import Freed
from collegium.planning.groups.lineup import Kept, Lineup
from collegium.planning.groups.placement import Placed, PlacementProgramme
from collegium.planning.groups.standing import Standing

Splitting = Callable[[Placed], tuple[list[Draft], float]]


class Anew:
    """Where the freed parties can go: the cells of the freed themes, and the other groups that they could join."""

    def __init__(self, lineup: Lineup, standing: Standing, freed: Freed, cells: Sequence[Cell]) -> None:
        self.lineup = lineup
        self.standing = standing
        self.freed = freed
        self._rest: dict[Kept, Draft] = {}
        self._untouched: list[Draft] = []
        self._wishing = lineup.wishing(sorted(freed.parties))
        joinable = [cell for place in range(len(standing.drafts)) for cell in self._going_on(place)]
        free = [cell for cell in cells if cell.kept is None and cell.theme in freed.themes]
        going_on = {standing.groups[place].id for place, draft in enumerate(standing.drafts) if self._stays(draft)}
        former = {group.id for group in lineup.previous}
        self.programme = PlacementProgramme(lineup, [*joinable, *free], sorted(freed.parties), former - going_on)
        self.cost = self._cost_now()

    def drafts(self, placed: Sequence[Placed], split: Splitting) -> list[Draft]:
        """The whole plan with this answer in it."""
        found = list(self._untouched)
        for part in placed:
            kept = part.cell.kept
            if kept is None:
                found.extend(split(part)[0])
            else:
                rest = self._rest[kept]
                found.append(replace(rest, parties=(*rest.parties, *part.parties)))
        return found

    def _stays(self, draft: Draft) -> bool:
        return draft.kept is not None or draft.theme not in self.freed.themes

    def _going_on(self, place: int) -> Iterator[Cell]:
        """A group that goes on, as a cell, where one of the freed could join it."""
        draft, group = self.standing.drafts[place], self.standing.groups[place]
        if not self._stays(draft):
            return
        rest = replace(draft, parties=tuple(party for party in draft.parties if party not in self.freed.parties))
        kept = Kept(group, rest.everybody(self.lineup).people, ())
        cell = Cell(draft.theme, draft.slot, 1, kept=kept)
        if rest.parties == draft.parties and not who_could(self.lineup, cell, self._wishing.get(draft.theme, ())):
            self._untouched.append(draft)
            return
        self._rest[kept] = rest
        yield cell

    def _cost_now(self) -> int:
        """What the freed parties and the groups they may change cost as they are."""
        problem, standing = self.lineup.problem, self.standing
        untouched = set(map(id, self._untouched))
        cost = sum(standing.cost_of(party) for party in self.freed.parties)
        for draft, group in zip(standing.drafts, standing.groups, strict=True):
            if id(draft) not in untouched:
                cost += cost_of_group(problem, draft.theme, group.members)
        for kept in self._rest:
            cost += sum(cost_of_place(problem, person, kept.group) for person in kept.everybody.people)
        return cost
