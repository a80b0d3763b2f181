"""What a network asks for when it plans a year of meetings: the days, the schools, their rooms and the groups.

Costs are counted in tenths, so that a minute of travel, which costs a tenth, keeps every sum whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
YES, IF_NEED_BE, NO = ANSWERS = ("yes", "if-need-be", "no")

TENTHS = 10
COST_MISSED = 200
COST_IF_NEED_BE = 60
COST_MISSED_AGAIN = 400


@dataclass(frozen=True)
class Gap:
    """How many days lie between one meeting of a group and its next."""

    min: int
    max: int


@dataclass(frozen=True)
class Member:
    """Somebody in a group, with an answer for each weekday and the days on which they cannot come at all."""

    id: str
    school: str
    weekdays: tuple[str, ...]
    away: frozenset[date] = frozenset()

    def answer(self, day: date) -> str:
        """Nobody was asked about weekends, so nobody comes then."""
        is_away = day in self.away or day.weekday() >= len(self.weekdays)
        return NO if is_away else self.weekdays[day.weekday()]


@dataclass(frozen=True)
class Group:
    """A group, how often it wants to meet, and the schools that take it in turns to host."""

    id: str
    meetings: int
    gap: Gap
    quorum: tuple[int, int]
    needs: frozenset[str]
    hosts: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def fewest(self) -> int:
        """How many members have to come: so many of so many, rounded up."""
        most, of = self.quorum
        return -(-len(self.members) * most // of)


@dataclass(frozen=True)
class Room:
    id: str
    school: str
    seats: int
    has: frozenset[str] = frozenset()

    def suits(self, group: Group) -> bool:
        return self.seats >= len(group.members) and group.needs <= self.has


@dataclass(frozen=True)
class Journey:
    """Minutes from one school to another, and back."""

    start: str
    end: str
    minutes: int


@dataclass(frozen=True)
class SeriesProblem:
    """Everything that decides a year of meetings. Days rise; a booking keeps its room for somebody else that day."""

    days: tuple[date, ...]
    schools: tuple[str, ...]
    travel: tuple[Journey, ...]
    rooms: tuple[Room, ...]
    bookings: frozenset[tuple[str, date]]
    groups: tuple[Group, ...]

    @cached_property
    def group(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def minutes(self) -> dict[frozenset[str], int]:
        return {frozenset((journey.start, journey.end)): journey.minutes for journey in self.travel}

    def minutes_between(self, a: str, b: str) -> int:
        return 0 if a == b else self.minutes[frozenset((a, b))]

    def journeys_of(self, group: Group) -> Iterator[tuple[str, str]]:
        """Every way that a member of the group could have to go."""
        for host in group.hosts:
            yield from {(member.school, host): None for member in group.members if member.school != host}
