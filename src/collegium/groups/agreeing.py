"""When a new group would meet, said while it is started. Who makes meetings of it registers when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collegium.groups.models import Group
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
