"""How far a planner has come, for whoever waits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """What the best plan so far costs and what no plan can beat."""

    seconds: float
    cost: float
    bound: float | None
