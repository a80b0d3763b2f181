"""Forming groups: who learns what with whom, at a time when all of them are free."""

from collegium.planning.groups.contradictions import Clash, Contradiction
from collegium.planning.groups.forming import form_groups
from collegium.planning.groups.plan import GroupsPlan, Line, Progress, Unplaced
from collegium.planning.groups.pricing import Breach, Price, move, price_of, prices_of
from collegium.planning.groups.problem import Group, GroupsProblem, Person, Size, Theme
from collegium.planning.groups.why import explain
from collegium.planning.groups.words import say, say_breach, say_clash, say_reason

__all__ = [
    "Breach",
    "Clash",
    "Contradiction",
    "Group",
    "GroupsPlan",
    "GroupsProblem",
    "Line",
    "Person",
    "Price",
    "Progress",
    "Size",
    "Theme",
    "Unplaced",
    "explain",
    "form_groups",
    "move",
    "price_of",
    "prices_of",
    "say",
    "say_breach",
    "say_clash",
    "say_reason",
]
