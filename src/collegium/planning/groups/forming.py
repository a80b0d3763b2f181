"""Forming groups: a first plan at once, then better ones until none can be better or time is up.

First neighbourhoods: some groups are dissolved and formed anew as well as can be, the others go on. Then the proof:
what no plan can beat, and with it whatever could not be part of a better plan is left out before the whole is solved.
Where that is still too large, neighbourhoods go on, larger ones.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil, inf
from time import monotonic

from collegium.planning.groups.cells import Cell, all_cells
from collegium.planning.groups.contradictions import Contradiction, clashes
from collegium.planning.groups.drafting import Draft
from collegium.planning.groups.freeing import Freed, Freeing
from collegium.planning.groups.greedy import first_drafts
from collegium.planning.groups.lineup import Kept, Lineup
from collegium.planning.groups.placement import Placed, Placement, PlacementProgramme
from collegium.planning.groups.plan import GroupsPlan, Progress
from collegium.planning.groups.problem import Group, GroupsProblem
from collegium.planning.groups.standing import Standing
from collegium.planning.groups.why import explain

# Splitting the cells of a placement takes a moment after time is up; longer than this it may not take.
SECONDS_TO_SPLIT = 2.0

# Up to so many people are placed anew at once: quick at first, thorough later.
NEIGHBOURHOODS = (60, 120, 200)
# How many branches of a neighbourhood are looked at before the next one's turn.
NODES = 60
# So few unknowns are left to solve all at once.
FEW_UNKNOWNS = 8000
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
        while self.standing is None:
            self.improve()
        plan = GroupsPlan(self.cost, self.bound, 0.0, self.lineup.seed, self.standing.groups)
        return replace(explain(self.lineup.problem, plan), seconds=round(self.spent, 2))

    def _all_steps(self) -> Iterator[bool]:
        standing = self.standing = Standing(self.lineup, first_drafts(self.lineup))
        yield True
