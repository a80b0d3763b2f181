"""A first plan, at once: open the fullest group that first wishes allow, then second wishes, and so on."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from collegium.planning.groups.cells import Cell, all_cells, who_could
from collegium.planning.groups.contradictions import lenders
from collegium.planning.groups.drafting import Draft
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.problem import COST_OF_WISH


def first_drafts(lineup: Lineup) -> list[Draft]:
    """Groups that keep every hard rule: the locked ones, those of now that can go on, then the fullest."""
    opening = Opening(lineup)
    opening.go_on()
    for rank in range(len(COST_OF_WISH)):
        opening.fill(rank)
        opening.open_fullest(rank)
    return opening.drafts


class Opening:
    """The groups opened so far and who is still waiting."""

    def __init__(self, lineup: Lineup) -> None:
        self.lineup = lineup
        self.waiting = set(range(len(lineup.parties)))
        self.drafts: list[Draft] = []
        wishing = lineup.wishing(range(len(lineup.parties)))
        self._able: dict[Cell, list[int]] = {
            cell: who_could(lineup, cell, wishing[cell.theme]) for cell in all_cells(lineup)
        }
        self._cells = {(cell.theme, cell.slot, cell.kept): cell for cell in self._able}
        self._left = {theme.id: lineup.groups_allowed(theme) for theme in lineup.themes}
        for kept in lineup.kept:
            leader = lenders(lineup).get(kept.group.id)
            parties = () if leader is None else (leader,)
            self._open(Draft(kept.group.theme, kept.group.slot, parties, kept))

    def go_on(self) -> None:
        """Groups of now whose people still wish for them, at a time when they are still free, go on."""
        locked = {kept.group.id for kept in self.lineup.kept}
        for group in self.lineup.previous:
            cell = self._cells.get((group.theme, group.slot, None))
            if group.id not in locked and cell is not None and self._left[cell.theme]:
                now = {self.lineup.party_of[name] for name in group.members if name in self.lineup.party_of}
                self._try(cell, [party for party in self._able[cell] if party in now & self.waiting])

    def fill(self, rank: int) -> None:
        """Those waiting take the free places in open groups, as far down their wishes as this."""
        for place, draft in enumerate(self.drafts):
            ready = self._ready(self._cells[draft.theme, draft.slot, draft.kept], rank)
            grown = self._grow(draft, ready)
            self.waiting.difference_update(grown.parties)
            self.drafts[place] = grown

    def open_fullest(self, rank: int) -> None:
        """Open the group that takes most of those waiting, again and again.

        What a cell could take only shrinks while others open, so a cell is looked at again only when it leads.
        """
        queue = [(-self._promise(cell, rank), place, cell) for place, cell in enumerate(self._able)]
        heapify(queue)
        while queue:
            promised, place, cell = heappop(queue)
            promise = -self._promise(cell, rank)
            if promise > promised:
                if promise:
                    heappush(queue, (promise, place, cell))
            elif promise and self._try(cell, self._ready(cell, rank)):
                heappush(queue, (-self._promise(cell, rank), place, cell))

    def _promise(self, cell: Cell, rank: int) -> int:
        if cell.kept is not None or not self._left[cell.theme]:
            return 0
        people = sum(self.lineup.parties[party].size for party in self._ready(cell, rank))
        return min(people, self.lineup.problem.size.max)

    def _ready(self, cell: Cell, rank: int) -> list[int]:
        parties = self.lineup.parties
        ready = [
            number
            for number in self._able[cell]
            if number in self.waiting and parties[number].worst_wish(cell.theme) <= rank
        ]
        return sorted(ready, key=lambda number: (parties[number].worst_wish(cell.theme), number))

    def _try(self, cell: Cell, ready: Iterable[int]) -> bool:
        """Open a group here if enough of them can be in it, one of them to lead."""
        ready = list(ready)
        leading = [number for number in ready if self.lineup.parties[number].can_lead]
        draft = self._grow(Draft(cell.theme, cell.slot, tuple(leading[:1])), ready)
        if not leading or draft.everybody(self.lineup).size < self.lineup.problem.size.min:
            return False
        self._left[cell.theme] -= 1
        self._open(draft)
        return True

    def _open(self, draft: Draft) -> None:
        self.waiting.difference_update(draft.parties)
        self.drafts.append(draft)

    def _grow(self, draft: Draft, ready: Iterable[int]) -> Draft:
        parties = list(draft.parties)
        size = draft.everybody(self.lineup).size
        for number in ready:
            more = self.lineup.parties[number].size
            fits = size + more <= self.lineup.problem.size.max
            if fits and number not in parties and self.lineup.rivals[number].isdisjoint(parties):
                parties.append(number)
                size += more
        return Draft(draft.theme, draft.slot, tuple(parties), draft.kept)
