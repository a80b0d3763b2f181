"""Peer visits: everybody sees a colleague teach, is seen once, and there is time to talk about it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from collegium.planning.progress import Progress
from collegium.planning.visits.plan import Line, Unmet, Visit, VisitsPlan
from collegium.planning.visits.problem import Period, Teacher, VisitsProblem
from collegium.planning.visits.words import say, say_all

if TYPE_CHECKING:
    from collegium.planning.visits.arranging import plan_visits

__all__ = [
    "Line",
    "Period",
    "Progress",
    "Teacher",
    "Unmet",
    "Visit",
    "VisitsPlan",
    "VisitsProblem",
    "plan_visits",
    "say",
    "say_all",
]


def __getattr__(name: str) -> Any:
    """Only planning itself needs numpy: pages ask for plans and words, and never load it."""
    if name == "plan_visits":
        return import_module("collegium.planning.visits.arranging").plan_visits
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
