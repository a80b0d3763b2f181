"""What comes back from planning series: the meetings, who comes, and the groups for which there is no series."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Line:
    """One thing to be said about a group: `words.say` says it in English, a page in its own words."""

    code: str
    names: tuple[str, ...] = ()
    school: str = ""
    count: int = 0
    of: int = 0


@dataclass(frozen=True)
class Meeting:
    group: str
    number: int
    day: date
    school: str
    room: str
    attending: tuple[str, ...]


@dataclass(frozen=True)
class Unmet:
    """A group without a series, why, and the smallest change that would give it one."""

    group: str
    reason: Line
    attempt: Line


@dataclass(frozen=True)
class SeriesPlan:
    """Meetings that keep every hard rule. No plan with as few unmet groups costs less than `bound`."""

    cost: float
    bound: float | None
    seconds: float
    meetings: tuple[Meeting, ...]
    unmet: tuple[Unmet, ...] = ()

    @property
    def is_proved_best(self) -> bool:
        return self.bound is not None and self.cost <= self.bound

    @cached_property
    def meetings_of(self) -> dict[str, tuple[Meeting, ...]]:
        found: dict[str, tuple[Meeting, ...]] = {}
        for meeting in self.meetings:
            found[meeting.group] = (*found.get(meeting.group, ()), meeting)
        return found


@dataclass(frozen=True)
class Option:
    """One series that a group could choose: its meetings, and what they cost."""

    cost: float
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Clash:
    """Things given in the problem that contradict each other."""

    code: str
    schools: tuple[str, ...]
    minutes: tuple[int, ...]


class Contradiction(ValueError):
    """What is given cannot all be so."""

    def __init__(self, clashes: Iterable[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(", ".join(clash.code for clash in self.clashes))
