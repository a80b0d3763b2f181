"""Where a whole group has no visits, most of it often has: who is left out so that the others visit each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from collegium.planning.progress import Progress
from collegium.planning.visits.arranging import plan_visits
from collegium.planning.visits.plan import Line, Visit, VisitsPlan
from collegium.planning.visits.problem import PAIR, VisitsProblem

# Beyond that the group is better asked how it would like to be divided.
MOST_LEFT_OUT = 3
# In a larger group there are too many parts to look at.
LARGE = 8


@dataclass(frozen=True)
class Left:
    """Somebody without a visit, by the group's number from 1, and what stands in the way."""

    group: int
    person: str
    reason: Line


def plan_leaving_out(
    problem: VisitsProblem,
    *,
    seconds: float = 60,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> tuple[tuple[Visit, ...], tuple[Left, ...]]:
    """The best visits; where a group has none, the best of as many of its people as can have them."""
    plan = plan_visits(problem, seconds=seconds, seed=seed, on_progress=on_progress, should_stop=should_stop)
    visits, left = list(plan.visits), []
    for unmet in plan.unmet:
        group = plan.groups[unmet.group - 1]
        smaller = _smaller(problem, group, seed)
        staying = {visit.visitor for visit in smaller}
        visits += smaller
        left += [
            Left(unmet.group, name, _reason(unmet.reason, name)) for name in group if name not in staying
        ]
    return tuple(visits), tuple(left)


def _smaller(problem: VisitsProblem, group: tuple[str, ...], seed: int) -> tuple[Visit, ...]:
    """The visits of the cheapest part of a group that leaves out fewest."""
    most = MOST_LEFT_OUT if len(group) <= LARGE else 1
    for fewer in range(1, min(most, len(group) - PAIR) + 1):
        plans = [plan for plan in _parts(problem, group, len(group) - fewer, seed) if not plan.unmet]
        if plans:
            return min(plans, key=lambda plan: plan.cost).visits
    return ()


def _parts(problem: VisitsProblem, group: tuple[str, ...], size: int, seed: int) -> Iterator[VisitsPlan]:
    for part in combinations(group, size):
        yield plan_visits(replace(problem, groups=(part,), regroup=False), seconds=5, seed=seed)


def _reason(lines: tuple[Line, ...], name: str) -> Line:
    """The line that speaks of this person, as the one who would visit if there is one; else the first."""
    first = [line for line in lines if line.people[:1] == (name,)]
    any_ = [line for line in lines if name in line.people]
    return (first or any_ or list(lines) or [Line("at_once")])[0]
