"""A drawn problem planned by us and by greedy, with what the independent checker says of both."""

from dataclasses import dataclass
from statistics import mean, median

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import GroupsPlan, GroupsProblem, form_groups


@dataclass(frozen=True)
class Run:
    """One problem planned: the plan, the greedy plan for the same problem, and what the checker found."""

    plan: GroupsPlan
    greedy: GroupsPlan
    broken: tuple[str, ...]

    @property
    def gap(self) -> float:
        """How far above the bound, as a share of the cost."""
        return 0.0 if self.plan.is_proved_best else 1 - (self.plan.bound or 0) / self.plan.cost


def planned(problem: GroupsProblem, seconds: float) -> Run:
    plan = form_groups(problem, seconds=seconds)
    greedy = form_groups(problem, seconds=0)
    broken = (*check_plan(problem, plan), *check_plan(problem, greedy))
    if greedy.cost < (plan.bound or 0):
        broken = (*broken, f"greedy costs {greedy.cost}, below the bound {plan.bound}")
    return Run(plan, greedy, broken)


def row(runs: list[Run]) -> str:
    seconds = [run.plan.seconds for run in runs]
    share = mean(run.plan.cost / max(1, run.greedy.cost) for run in runs)
    return (
        f"{len(runs):5}  {sum(run.plan.is_proved_best for run in runs):11}  "
        f"{sum(run.gap <= 0.01 for run in runs):10}  {median(seconds):8.1f}  {max(seconds):7.1f}  "
        f"{share:11.3f}  {sum(bool(run.broken) for run in runs):6}"
    )
