"""What changing groups would spare: the same visits with less cover, and who would be in another group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collegium.planning.visits.arranging import plan_visits
from collegium.planning.visits.plan import Visit
from collegium.planning.visits.problem import VisitsProblem


@dataclass(frozen=True)
class Move:
    """Somebody in another group than now. Groups by their place in the problem, from 0."""

    person: str
    before: int
    after: int


@dataclass(frozen=True)
class Instead:
    """How many lessons need cover, how many talks have a time, and who would change groups for it."""

    cover: int
    talks: int
    moves: tuple[Move, ...] = ()


def without_cover(
    problem: VisitsProblem, visits: Sequence[Visit], *, seconds: float = 60, seed: int = 1
) -> Instead:
    """The groups that need less cover than these visits do; these as they are, where none were found.

    Only if nobody loses a visit by it. Groups keep their sizes and their numbers.
    """
    now = _counted(visits)
    if not now.cover or len(problem.groups) < 2:
        return now
    plan = plan_visits(replace(problem, regroup=True), seconds=seconds, seed=seed)
    then = _counted(plan.visits)
    if len(plan.visits) < len(visits) or then.cover >= now.cover:
        return now
    before = {name: number for number, group in enumerate(problem.groups) for name in group}
    moves = (
        Move(name, before[name], number)
        for number, group in enumerate(plan.groups)
        for name in group
        if before[name] != number
    )
    return replace(then, moves=tuple(sorted(moves, key=lambda move: (move.before, move.person))))


def _counted(visits: Sequence[Visit]) -> Instead:
    return Instead(sum(visit.cover for visit in visits), sum(visit.feedback is not None for visit in visits))
