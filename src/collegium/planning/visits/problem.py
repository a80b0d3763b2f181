"""What a school asks for when it plans peer visits: the periods, who teaches when, and the groups."""

from dataclasses import dataclass, field
from functools import cached_property

COST_COVER = 100
COST_NO_TALK = 50
COST_DAY_WAITED = 1

PAIR = 2


@dataclass(frozen=True)
class Period:
    """A time in the timetable: which day, and which lesson of that day."""

    id: str
    day: int
    order: int


@dataclass(frozen=True)
class Teacher:
    """Somebody who teaches in some periods, and in others is not to be had though not teaching.

    In ``closed`` periods nobody visits them, though they may teach: first weeks at a school, a visit agreed already.
    """

    id: str
    teaches: frozenset[str]
    busy: frozenset[str] = field(default_factory=frozenset)
    closed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class VisitsProblem:
    """Everything that decides the visits. Each teacher visits one of their group, and is visited once."""

    periods: tuple[Period, ...]
    teachers: tuple[Teacher, ...]
    groups: tuple[tuple[str, ...], ...]
    regroup: bool = False
    feedback_days: int = 2

    @cached_property
    def teacher(self) -> dict[str, Teacher]:
        return {teacher.id: teacher for teacher in self.teachers}
