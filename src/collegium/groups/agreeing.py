"""What a group agrees on and others carry out: when it would meet, how many times, how far apart.

Who makes meetings of it, or opens a conversation about it, registers when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collegium.groups.models import Decision, Group, Point
    from collegium.people.models import Person


@dataclass(frozen=True)
class Weekly:
    """A weekday (Monday is 0) and a time on the school's wall."""

    weekday: int
    starts_at: time


Proposer = Callable[..., object]
_proposers: list[Proposer] = []


def register(proposer: Proposer) -> None:
    """``proposer(group, weekly, by=, at=)`` makes the group's first dates."""
    _proposers.append(proposer)


def propose(group: "Group", weekly: Weekly, *, by: "Person", at: datetime) -> None:
    for proposer in _proposers:
        proposer(group, weekly, by=by, at=at)


Settler = Callable[..., object]
_settlers: list[Settler] = []


def carry_out(settler: Settler) -> None:
    """``settler(group, point, by=, at=)`` does what a point of the agreement asks for, if it is its own."""
    _settlers.append(settler)


def settle(group: "Group", point: "Point", *, by: "Person", at: datetime) -> None:
    for settler in _settlers:
        settler(group, point, by=by, at=at)


Talker = Callable[..., str]
_talkers: list[Talker] = []


def talk_in(talker: Talker) -> None:
    """``talker(decision, text, by=, at=)`` says it in the conversation about a decision, opens one where there is
    none, and gives its address; without ``by`` it only looks."""
    _talkers.append(talker)


def talk(decision: "Decision", text: str, *, by: "Person | None", at: datetime) -> str:
    """Where the group talks about the decision; empty where nobody does."""
    return next((address for talker in _talkers if (address := talker(decision, text, by=by, at=at))), "")
