"""Meeting series: a year of meetings that everybody can get to, at each school in turn."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from collegium.planning.progress import Progress
from collegium.planning.series.plan import Clash, Contradiction, Line, Meeting, Option, SeriesPlan, Unmet
from collegium.planning.series.problem import Gap, Group, Journey, Member, Room, SeriesProblem
from collegium.planning.series.words import say, say_clash

if TYPE_CHECKING:
    from collegium.planning.series.choosing import move_one, options
    from collegium.planning.series.coordinating import plan_series

# Only planning itself needs numpy: pages ask for plans and words, and never load it.
PLANNING = {"plan_series": "coordinating", "move_one": "choosing", "options": "choosing"}

__all__ = [
    "Clash",
    "Contradiction",
    "Gap",
    "Group",
    "Journey",
    "Line",
    "Meeting",
    "Member",
    "Option",
    "Progress",
    "Room",
    "SeriesPlan",
    "SeriesProblem",
    "Unmet",
    "move_one",
    "options",
    "plan_series",
    "say",
    "say_clash",
]


def __getattr__(name: str) -> Any:
    if name in PLANNING:
        return getattr(import_module(f"collegium.planning.series.{PLANNING[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
