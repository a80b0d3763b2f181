"""Peer visits: everybody sees a colleague teach, is seen once, and there is time to talk about it."""

from collegium.planning.progress import Progress
from collegium.planning.visits.arranging import plan_visits
from collegium.planning.visits.plan import Line, Unmet, Visit, VisitsPlan
from collegium.planning.visits.problem import Period, Teacher, VisitsProblem
from collegium.planning.visits.words import say, say_all

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
