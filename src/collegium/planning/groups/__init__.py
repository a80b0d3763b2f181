"""Forming groups: who learns what with whom, at a time when all of them are free."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from collegium.planning.groups.changes import Change, changes, gone
from collegium.planning.groups.contradictions import Clash, Contradiction
from collegium.planning.groups.levers import levers
from collegium.planning.groups.plan import GroupsPlan, Line, Progress, Unplaced
from collegium.planning.groups.pricing import Breach, Price, move, price_of, prices_of
from collegium.planning.groups.problem import Group, GroupsProblem, Person, Size, Theme
from collegium.planning.groups.why import explain
from collegium.planning.groups.words import say, say_breach, say_clash, say_reason

if TYPE_CHECKING:
    from collegium.planning.groups.forming import form_groups

__all__ = [
    "Breach",
    "Change",
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
    "changes",
    "explain",
    "form_groups",
    "gone",
    "levers",
    "move",
    "price_of",
    "prices_of",
    "say",
    "say_breach",
    "say_clash",
    "say_reason",
]


def __getattr__(name: str) -> Any:
    """Only forming needs scipy (130 MB): pages ask for prices and reasons, and never load it."""
    if name == "form_groups":
        return import_module("collegium.planning.groups.forming").form_groups
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
