"""Forming groups: a first plan at once, then better ones until none can be better or time is up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import ceil, inf
from time import monotonic

from collegium.planning.groups.cells import Cell, all_cells
from collegium.planning.groups.contradictions import Contradiction, clashes
from collegium.planning.groups.costs import cost_of_plan
from collegium.planning.groups.drafting import Draft, name_groups
from collegium.planning.groups.greedy import first_drafts
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.placement import Placed, Placement, PlacementProgramme
from collegium.planning.groups.plan import GroupsPlan, Progress
from collegium.planning.groups.problem import Group, GroupsProblem
from collegium.planning.groups.why import explain

# Splitting the cells of a placement takes a moment after time is up; longer than this it may not take.
SECONDS_TO_SPLIT = 2.0


def form_groups(
    problem: GroupsProblem,
    *,
    seconds: float = 60,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> GroupsPlan:
    """The best groups that can be found in the time, with how good any plan could be at best.

    Raises Contradiction where locked groups and pairs kept together cannot all be had.
    """
    forming = Forming(Lineup(problem, seed), seconds)
    while not (forming.is_done or (should_stop is not None and should_stop())):
        forming.improve()
        if on_progress is not None:
            on_progress(forming.progress())
    return forming.plan()


class Forming:
    """The best groups so far, and the cells in which better ones are looked for next."""

    def __init__(self, lineup: Lineup, seconds: float) -> None:
        self.lineup = lineup
        self.seconds = seconds
        self.started = monotonic()
        self.bound: float | None = None
        self.groups: tuple[Group, ...] | None = None
        self.cost = 0
        self.is_stuck = False
        self.cells: Sequence[Cell] = ()
        found = clashes(lineup)
        if found:
            raise Contradiction(found)

    @property
    def spent(self) -> float:
        return monotonic() - self.started

    @property
    def is_done(self) -> bool:
        if self.groups is None:
            return False
        is_best = self.bound is not None and self.cost <= self.bound
        return is_best or self.is_stuck or self.spent >= self.seconds

    def progress(self) -> Progress:
        return Progress(self.spent, self.cost, self.bound)

    def improve(self) -> None:
        """One step: the first plan; after that one solve, which raises the bound and may find a better plan."""
        if self.groups is None:
            self._take(first_drafts(self.lineup))
            self.cells = all_cells(self.lineup)
            return
        programme = PlacementProgramme(self.lineup, self.cells, range(len(self.lineup.parties)))
        placement = programme.solve(self.seconds - self.spent, self.cost)
        self._raise_bound(placement.bound)
        at_fault = self._split(placement)
        self.is_stuck = placement.is_cut_short or not at_fault
        self.cells = [part for cell in self.cells for part in (cell.split() if cell in at_fault else [cell])]

    def plan(self) -> GroupsPlan:
        """The best plan so far, even when it was asked to stop before it began."""
        while self.groups is None:
            self.improve()
        plan = GroupsPlan(self.cost, self.bound, 0.0, self.lineup.seed, self.groups)
        return replace(explain(self.lineup.problem, plan), seconds=round(self.spent, 2))

    def _raise_bound(self, bound: float) -> None:
        """Costs are whole and never negative, so a bound may be rounded up; the proof itself is a little inexact."""
        if bound > -inf:
            self.bound = max(self.bound or 0.0, float(ceil(bound - 1e-4)))

    def _split(self, placement: Placement) -> set[Cell]:
        """Make groups of a placement. Returns the cells whose groups cost more than the placement supposed."""
        if placement.cells is None:
            return set()
        drafts: list[Draft] = []
        at_fault: set[Cell] = set()
        for placed in placement.cells:
            parts, cost = self._groups_of(placed)
            drafts.extend(parts)
            if cost > placed.cost + 0.5:
                at_fault.add(placed.cell)
        self._take(drafts)
        return at_fault

    def _groups_of(self, placed: Placed) -> tuple[list[Draft], float]:
        """The cheapest way to split the people of a cell into groups, and what it costs beside their wishes."""
        if placed.groups == 1:
            return [_draft(placed)], placed.cost
        alone = replace(placed.cell, most=placed.groups).split()
        programme = PlacementProgramme(self.lineup, alone, placed.parties, placed.heirs)
        parts = programme.solve(SECONDS_TO_SPLIT).cells or ()
        in_groups = {party for part in parts for party in part.parties}
        everybody_fits = in_groups == set(placed.parties)
        return [_draft(part) for part in parts], sum(part.cost for part in parts) if everybody_fits else inf

    def _take(self, drafts: Iterable[Draft]) -> None:
        """Keep these groups if they're the cheapest so far; of equals the first, so that time changes nothing."""
        groups = name_groups(self.lineup, drafts)
        cost = cost_of_plan(self.lineup.problem, groups)
        if self.groups is None or cost < self.cost:
            self.groups, self.cost = groups, cost


def _draft(placed: Placed) -> Draft:
    return Draft(placed.cell.theme, placed.cell.slot, placed.parties, placed.cell.kept)
