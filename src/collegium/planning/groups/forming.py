"""Forming groups: a first plan at once, then better ones until none can be better or time is up.

First neighbourhoods: some groups are dissolved and formed anew as well as can be, the others go on. Then the proof:
what no plan can beat, and with it whatever could not be part of a better plan is left out before the whole is solved.
Where that is still too large, neighbourhoods go on, larger ones.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from math import ceil, inf
from time import monotonic

from collegium.planning.groups.anew import Anew
from collegium.planning.groups.cells import Cell, all_cells
from collegium.planning.groups.clusters import Part, are_separate, clusters_of
from collegium.planning.groups.contradictions import Contradiction, clashes
from collegium.planning.groups.drafting import Draft
from collegium.planning.groups.freeing import Freed, Freeing
from collegium.planning.groups.greedy import first_drafts
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.milp import DOUBT
from collegium.planning.groups.placement import Placed, Placement, PlacementProgramme
from collegium.planning.groups.plan import GroupsPlan, Progress
from collegium.planning.groups.problem import Group, GroupsProblem
from collegium.planning.groups.standing import Standing
from collegium.planning.groups.why import explain

# Splitting the cells of a placement takes a moment after time is up; longer than this it may not take.
SECONDS_TO_SPLIT = 2.0
NODES_TO_SPLIT = 500

# So many people are placed anew at once, in turn: small neighbourhoods are quick, large ones thorough.
NEIGHBOURHOODS = (60, 60, 120, 200)
FEWEST_FREED = 12
# So few people are all placed at once from the beginning.
ALL_AT_ONCE = 30
# How many branches of a neighbourhood are looked at before the next one's turn.
NODES = 60
# After so many neighbourhoods in a row that held nothing better we stop looking.
A_FIRST_LOOK, PATIENCE = 15, 50
# One wish lower, and a little: what costs more than that beyond the relaxation is seldom part of a good plan.
MARGIN = 12
NODES_OF_ALL = 500
# So few unknowns are left to solve all at once.
FEW_UNKNOWNS = 3000
# More people than this are never written down as one programme: it would not fit into a gigabyte.
MOST_AT_ONCE = 1500


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
    """The best groups so far, and where better ones are looked for next."""

    def __init__(self, lineup: Lineup, seconds: float) -> None:
        self.lineup = lineup
        self.seconds = seconds
        self.started = monotonic()
        self.bound: float | None = None
        self.standing: Standing | None = None
        self.is_stuck = False
        self.cells: Sequence[Cell] = ()
        self.whole: PlacementProgramme | None = None
        self._steps = self._all_steps()
        found = clashes(lineup)
        if found:
            raise Contradiction(found)

    @property
    def spent(self) -> float:
        return monotonic() - self.started

    @property
    def left(self) -> float:
        return self.seconds - self.spent

    @property
    def cost(self) -> int:
        return 0 if self.standing is None else self.standing.cost

    @property
    def groups(self) -> tuple[Group, ...] | None:
        return None if self.standing is None else self.standing.groups

    @property
    def is_done(self) -> bool:
        if self.standing is None:
            return False
        is_best = self.bound is not None and self.cost <= self.bound
        return is_best or self.is_stuck or self.left <= 0

    def progress(self) -> Progress:
        return Progress(self.spent, self.cost, self.bound)

    def improve(self) -> None:
        """One step: the first plan; after that one solve, which may find a better plan or raise the bound."""
        if next(self._steps, None) is None:
            self.is_stuck = True

    def plan(self) -> GroupsPlan:
        """The best plan so far, even when it was asked to stop before it began."""
        standing = self.now()
        plan = GroupsPlan(standing.cost, self.bound, 0.0, self.lineup.seed, standing.groups)
        return replace(explain(self.lineup.problem, plan), seconds=round(self.spent, 2))

    def now(self) -> Standing:
        """The best groups so far; the first plan, where there is none."""
        if self.standing is None:
            self.standing = Standing(self.lineup, first_drafts(self.lineup))
        return self.standing

    def _all_steps(self) -> Iterator[bool]:
        """What no plan can beat, and everybody at once where that is no knot; else neighbourhoods until it is."""
        first = self.now()
        yield True
        if len(self.lineup.people) > MOST_AT_ONCE:
            yield from self._each_cluster()
        else:
            yield self._relax()
        if self.whole is not None and not self.whole.is_knotted:
            yield self._solve_thin(self.whole)
            if self.standing is not first:
                yield from self._solve_whole(self.whole)
        yield from self._look_around(A_FIRST_LOOK, even_within_reach=True)
        yield from self._look_around(PATIENCE)
        yield from self._look_around(PATIENCE, thoroughly=True)
        while self.whole is not None and self.left > 0:
            yield from self._solve_whole(self.whole)
            yield from self._look_around(A_FIRST_LOOK, even_within_reach=True)

    def _each_cluster(self) -> Iterator[bool]:
        """Schools that can hardly meet the others are planned by themselves; then everybody who is left, across."""
        clusters = clusters_of(self.lineup)
        bounds = []
        for place, schools in enumerate(clusters) if len(clusters) > 1 else ():
            part = Part(self.lineup, self.now(), schools)
            forming = Forming(part.lineup, self.left / (len(clusters) - place))
            while not forming.is_done:
                forming.improve()
                yield True
            bounds.append(forming.bound)
            self._take(part.drafts(forming.now()))
        if bounds and are_separate(self.lineup, clusters) and None not in bounds:
            self._raise_bound(min(self.cost, sum(bound for bound in bounds if bound is not None)))

    def _look_around(
        self, patience: int, *, thoroughly: bool = False, even_within_reach: bool = False
    ) -> Iterator[bool]:
        """Dissolve some groups and form them anew, around one person after another, until it stops helping.

        Sooner, once so little could be part of a better plan that all of it can be looked through at once.
        """
        if len(self.lineup.people) <= ALL_AT_ONCE:
            return
        freeing, turn, failed = Freeing(self.lineup), cycle(self._sizes), 0
        while failed < patience * self._stretch and (even_within_reach or not self._is_within_reach()):
            before = self.now()
            freed = freeing.next(before, next(turn))
            if freed is None:
                return
            self._form_anew(before, freed, patience == A_FIRST_LOOK, thoroughly)
            failed += 1
            if self.cost < before.cost:
                freeing.forget(freed.parties)
                failed = 0
            yield True

    @property
    def _sizes(self) -> list[int]:
        """Never more than a third of everybody, or it would be no part of the whole."""
        most = max(FEWEST_FREED, len(self.lineup.people) // 3)
        return [min(size, most) for size in NEIGHBOURHOODS]

    @property
    def _stretch(self) -> int:
        """A staff twice as large has twice as many neighbourhoods."""
        return 1 + len(self.lineup.people) // MOST_AT_ONCE

    def _relax(self) -> bool:
        """Find what no plan can beat: quick, and it tells later what could not be part of a better one."""
        self.whole = PlacementProgramme(self.lineup, self._whole_cells(), range(len(self.lineup.parties)))
        self._raise_bound(min(self.cost, self.whole.relax(self.left)))
        return True

    def _is_within_reach(self) -> bool:
        return self.whole is not None and self.whole.narrow(self.cost) <= FEW_UNKNOWNS

    def _form_anew(self, standing: Standing, freed: Freed, roughly: bool, thoroughly: bool) -> None:
        """The best groups for these parties, with all other groups as they are, except that they may gain members.

        Quickly: only what is better. Thoroughly: what is as good too, from which something better may be reached.
        """
        anew = Anew(self.lineup, standing, freed, self._whole_cells())
        programme = anew.programme
        if not thoroughly:
            if programme.relax(self.left) > anew.cost - 1 + DOUBT:
                return
            programme.narrow(anew.cost)
            if roughly and not programme.is_knotted:
                programme = programme.thin(MARGIN)
        placement = programme.solve(self.left, anew.cost, NODES)
        if placement.cells is not None:
            self._take(anew.drafts(placement.cells, self._groups_of), or_equal=thoroughly)

    def _whole_cells(self) -> Sequence[Cell]:
        self.cells = self.cells or all_cells(self.lineup)
        return self.cells

    def _solve_thin(self, whole: PlacementProgramme) -> bool:
        """Everybody at once, with the cells that hardly cost more than what no plan can beat.

        On a busy machine half the time is kept for neighbourhoods, of which each is an answer.
        """
        self._split(whole.thin(MARGIN).solve(self.left / 2, self.cost, NODES_OF_ALL))
        return True

    def _solve_whole(self, whole: PlacementProgramme) -> Iterator[bool]:
        """The best of what could be part of a better plan. Where groups cost more than supposed, once more."""
        whole.narrow(self.cost)
        placement = whole.solve(self.left, self.cost)
        self._raise_bound(min(self.cost, placement.bound))
        at_fault = self._split(placement)
        self.whole = None
        yield True
        if at_fault and not placement.is_cut_short:
            self.cells = [part for cell in self.cells for part in (cell.split() if cell in at_fault else [cell])]
            yield self._relax()

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
        parts = programme.solve(max(SECONDS_TO_SPLIT, self.left), nodes=NODES_TO_SPLIT).cells or ()
        in_groups = {party for part in parts for party in part.parties}
        everybody_fits = in_groups == set(placed.parties)
        return [_draft(part) for part in parts], sum(part.cost for part in parts) if everybody_fits else inf

    def _take(self, drafts: Iterable[Draft], *, or_equal: bool = False) -> None:
        """Keep these groups if they are the cheapest so far; of equals the first, unless equals are looked for."""
        standing = Standing(self.lineup, drafts)
        if standing.cost < self.cost + or_equal:
            self.standing = standing


def _draft(placed: Placed) -> Draft:
    return Draft(placed.cell.theme, placed.cell.slot, placed.parties, placed.cell.kept)
