"""Meeting series: a year of meetings that everybody can get to, at each school in turn."""

from collegium.planning.progress import Progress
from collegium.planning.series.choosing import move_one, options
from collegium.planning.series.coordinating import plan_series
from collegium.planning.series.plan import Clash, Contradiction, Line, Meeting, Option, SeriesPlan, Unmet
from collegium.planning.series.problem import Gap, Group, Journey, Member, Room, SeriesProblem
from collegium.planning.series.words import say, say_clash

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
