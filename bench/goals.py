"""The goals for each size of school, and how near a plan comes to each."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from resource import RUSAGE_SELF, getrusage
from time import process_time

from runs import Run
from schools import EASY, HARD, TWO_TIMES, School, drawn, network

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import GroupsProblem, Progress, form_groups
from collegium.planning.groups.cells import all_cells
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.placement import PlacementProgramme
from collegium.planning.groups.problem import COST_UNPLACED

Drawing = Callable[[random.Random], GroupsProblem]


@dataclass(frozen=True)
class Goal:
    """What a size of school is to come to: the first plan, the distance from the bound, and by when."""

    name: str
    drawing: Drawing
    seconds: float
    first: float
    gap: float | None = None
    over: int | None = None
    share_of_greedy: float | None = None
    megabytes: float | None = None
    count: int = 1

    def __str__(self) -> str:
        wanted = [f"first {self.first:g} s"]
        if self.gap is not None:
            wanted.append("proved best" if self.gap == 0 else f"within {self.gap:.0%}")
        if self.over is not None:
            wanted.append(f"at most {self.over} left over beyond those who must be")
        if self.share_of_greedy is not None:
            wanted.append(f"{self.share_of_greedy:.2f} of greedy")
        room = "" if self.megabytes is None else f" and {self.megabytes:g} MB"
        return f"{', '.join(wanted)} in {self.seconds:g} s{room}"


def school(people: int, kind: School) -> Drawing:
    return lambda chance: drawn(people, kind, chance)


GOALS = (
    Goal("60 easy", school(60, EASY), 3, first=1, gap=0.0, count=4),
    Goal("90 two times given", school(90, TWO_TIMES), 15, first=2, gap=0.01, count=4),
    Goal("120 easy", school(120, EASY), 15, first=2, gap=0.01, count=4),
    Goal("120 hard", school(120, HARD), 60, first=2, gap=0.02, count=3),
    Goal("600 easy", school(600, EASY), 60, first=3, gap=0.02, megabytes=400, count=2),
    Goal("600 hard", school(600, HARD), 60, first=3, over=5, count=2),
    Goal("5000 in ten clusters", lambda chance: network(5000, 10, chance), 300, first=10, share_of_greedy=1 / 3,
         megabytes=1000),
    Goal("5000 all with all", school(5000, EASY), 300, first=10, share_of_greedy=1 / 3, megabytes=1000),
)  # fmt: skip


def goals(slack: float, only: str) -> bool:
    """Every goal, whatever the time it takes: about a quarter of an hour in all."""
    print(
        f"\n{'people':20}  seed  first s  seconds   cpu s    cost   bound    gap  left over  must be  /greedy  broken"
        "    MB  goal"
    )
    return all([reached(goal, seed, slack) for goal in GOALS if only in goal.name for seed in range(goal.count)])


def reached(goal: Goal, seed: int, slack: float) -> bool:
    problem = goal.drawing(random.Random(seed))
    steps: list[Progress] = []
    began = process_time()
    plan = form_groups(problem, seconds=goal.seconds * slack, on_progress=steps.append)
    busy = process_time() - began
    broken, first = check_plan(problem, plan), steps[0]
    gap, share = Run(plan, plan, ()).gap, plan.cost / max(1, first.cost)
    # The most that this process ever took, so larger schools come later.
    megabytes = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    must_be = None if goal.over is None else left_over_at_least(problem)
    good = [
        not broken,
        first.seconds <= goal.first * slack,
        goal.gap is None or gap <= goal.gap,
        goal.over is None or len(plan.unplaced) - (must_be or 0) <= goal.over,
        goal.share_of_greedy is None or share <= goal.share_of_greedy,
        goal.megabytes is None or megabytes <= goal.megabytes,
    ]
    print(
        f"{goal.name:20}  {seed:4}  {first.seconds:7.1f}  {plan.seconds:7.1f}  {busy:6.1f}  {plan.cost:6}  "
        f"{'-' if plan.bound is None else round(plan.bound):>6}  {'-' if plan.bound is None else f'{gap:.1%}':>5}  "
        f"{len(plan.unplaced):9}  {'' if must_be is None else must_be:>7}  {share:7.3f}  "
        f"{len(broken):6}  {megabytes:4.0f}  "
        f"{'met' if all(good) else 'MISSED'}: {goal}",
        flush=True,
    )
    return all(good)


def left_over_at_least(problem: GroupsProblem) -> int:
    """How many no plan can place, were nothing else to count: some share no group with the partner they keep."""
    lineup = Lineup(problem, 1)
    whole = PlacementProgramme(lineup, all_cells(lineup), range(len(lineup.parties)))
    whole.programme.costs = [cost if cost >= COST_UNPLACED else 0 for cost in whole.programme.costs]
    return round(whole.relax(60) / COST_UNPLACED)
