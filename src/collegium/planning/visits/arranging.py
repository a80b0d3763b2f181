"""Planning visits: each group at its cheapest; where that is allowed, teachers change places between groups."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from collegium.planning.progress import Progress
from collegium.planning.visits.openings import NO_TALK, Openings
from collegium.planning.visits.plan import Unmet, Visit, VisitsPlan
from collegium.planning.visits.problem import VisitsProblem
from collegium.planning.visits.reasons import reason_for
from collegium.planning.visits.regrouping import Regrouping
from collegium.planning.visits.rings import Choice, Rings, best_rings
from collegium.planning.visits.week import Week


def plan_visits(
    problem: VisitsProblem,
    *,
    seconds: float = 60,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> VisitsPlan:
    """The best visits that can be found in the time, with what no plan can cost less than."""
    arranging = Arranging(Week(problem, seed), seconds, should_stop)
    for _ in arranging.steps():
        if on_progress is not None:
            on_progress(arranging.progress())
        if arranging.is_late:
            break
    return arranging.plan()


class Arranging:
    """The groups as they are now, and the best rings of every set of teachers that was looked at."""

    def __init__(self, week: Week, seconds: float, should_stop: Callable[[], bool] | None) -> None:
        self.week = week
        self.seconds = seconds
        self.started = monotonic()
        self.should_stop = should_stop
        self.openings = Openings(week)
        self.groups = list(week.problem.groups)
        self._rings: dict[frozenset[str], Rings] = {}
        self._lower: dict[int, int] = {}

    @property
    def spent(self) -> float:
        return monotonic() - self.started

    @property
    def is_late(self) -> bool:
        return self.spent >= self.seconds or (self.should_stop is not None and self.should_stop())

    def steps(self) -> Iterator[None]:
        """First the groups as given; then, where that is allowed, better ones, size by size."""
        sizes = sorted({len(group) for group in self.groups})
        for size in sizes:
            given = [self.rings(group) for group in self.groups if len(group) == size]
            self._lower[size] = sum(rings.lower for rings in given if rings.cost is not None)
        if self.week.problem.regroup:
            self._lower = {size: Regrouping(self, self._of_size(size)).lower for size in sizes}
        yield
        for size in sizes if self.week.problem.regroup else ():
            self._regroup(size)
            yield

    def rings(self, members: Iterable[str]) -> Rings:
        key = frozenset(members)
        if key not in self._rings:
            self._rings[key] = best_rings(self.openings, tuple(key))
        return self._rings[key]

    def progress(self) -> Progress:
        return Progress(self.spent, self._cost(), self.bound())

    def plan(self) -> VisitsPlan:
        """The best plan so far, even when it was asked to stop before it began."""
        visits = [self._visit(choice) for group in self.groups for choice in self.rings(group).choices]
        unmet = tuple(
            Unmet(number, reason_for(self.week, group, is_proved=self.rings(group).is_proved))
            for number, group in enumerate(self.groups, start=1)
            if self.rings(group).cost is None
        )
        order = {period.id: number for number, period in enumerate(self.week.periods)}
        visits.sort(key=lambda visit: (order[visit.period], visit.visitor))
        return VisitsPlan(self._cost(), self.bound(), round(self.spent, 2), tuple(self.groups), tuple(visits), unmet)

    def bound(self) -> int | None:
        return sum(self._lower.values()) if self._lower or not self.groups else None

    def _cost(self) -> int:
        return sum(self.rings(group).cost or 0 for group in self.groups)

    def _of_size(self, size: int) -> list[tuple[str, ...]]:
        return [group for group in self.groups if len(group) == size]

    def _regroup(self, size: int) -> None:
        """Change places among the groups of one size; the groups keep their numbers."""
        regrouping = Regrouping(self, self._of_size(size))
        regrouping.improve()
        improved = iter(regrouping.groups)
        self.groups = [next(improved) if len(group) == size else group for group in self.groups]
        self._lower[size] = regrouping.lower

    def _visit(self, choice: Choice) -> Visit:
        opening, periods = choice.opening, self.week.periods
        talk = None if opening.talk == NO_TALK else periods[opening.talk].id
        return Visit(choice.visitor, choice.visited, periods[opening.period].id, opening.cover, talk)
