"""Moving one meeting so that the later ones follow as little as possible: looking first, then doing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction

from collegium.meetings.models import Meeting, Series
from collegium.meetings.proposing import at_the_wall, last_day
from collegium.people.models import Person, School
from collegium.planning.series import Gap, Group, Journey, Member, Room, SeriesProblem
from collegium.planning.series.files import problem_as_file
from collegium.planning.series.problem import WEEKDAYS, YES
from collegium.scheduling import planner
from collegium.scheduling.gathering import ANY_SEATS, VIDEO, Surroundings

# The planner follows sets of hosts: more than nine meetings on, nothing needs to give way.
MOST_FOLLOWING = 9
USUAL_LEAST, USUAL_WIDEST = 21, 63
TWO_WEEKS = 14


@dataclass(frozen=True)
class Shift:
    """Where one meeting is, and where it would be."""

    meeting: Meeting
    on: date
    host: School | None

    @property
    def was_on(self) -> date:
        return self.meeting.local_start.date()

    @property
    def changes(self) -> bool:
        return (self.on, self.host) != (self.was_on, self.meeting.host)


def look_ahead(meeting: Meeting, on: date, host: School | None, *, at: datetime) -> list[Shift] | None:
    """This meeting on another day, with all that come after it. None: the later ones cannot follow."""
    later = following(meeting, at=at)
    alone = [Shift(meeting, on, host), *(Shift(one, one.local_start.date(), one.host) for one in later)]
    if not later:
        return alone
    found = planner.ask(_question(alone))
    if found is None:
        return None
    hosts = {str(number): shift.host for number, shift in enumerate(alone, start=1)}
    return [
        Shift(shift.meeting, date.fromisoformat(stop["on"]), hosts[stop["school"]])
        for shift, stop in zip(alone, found, strict=True)
    ]


def following(meeting: Meeting, *, at: datetime) -> list[Meeting]:
    """The group's meetings after this one."""
    coming = Meeting.objects.filter(group=meeting.group_id, starts_at__gt=meeting.starts_at).upcoming(at)
    return list(coming.select_related("group", "host").order_by("starts_at")[:MOST_FOLLOWING])


def move_all(shifts: Iterable[Shift], seen: dict[int, int], *, by: Person, at: datetime) -> None:
    """Do what was looked at, all or nothing. Raises ChangedMeanwhile where somebody changed one of them since."""
    waiting = [shift for shift in shifts if shift.changes]
    with transaction.atomic():
        while waiting:
            taken = {shift.was_on for shift in waiting}
            free = next((shift for shift in waiting if shift.on not in taken - {shift.was_on}), waiting[0])
            _move(free, seen, by=by, at=at)
            waiting.remove(free)


def _move(shift: Shift, seen: dict[int, int], *, by: Person, at: datetime) -> None:
    meeting, zone = shift.meeting, shift.host.timezone if shift.host else shift.meeting.timezone
    starts_at = at_the_wall(shift.on, meeting.local_start.time(), zone)
    room = meeting.room if shift.host == meeting.host else ""
    meeting.move(
        starts_at=starts_at, timezone=zone, host=shift.host, room=room, seen=seen.get(meeting.pk), by=by, at=at
    )


def _question(shifts: Sequence[Shift]) -> dict[str, Any]:
    """The planner's question. Each meeting has a host of its own name, so that turns stay as the group has them."""
    first, group = shifts[0], shifts[0].meeting.group
    hosts = [shift.host for shift in shifts if shift.host]
    end = max([shifts[-1].was_on + timedelta(days=TWO_WEEKS), *(last_day(host, first.on) for host in hosts)])
    around = Surroundings([group], hosts, first.on, end)
    days = _days(shifts, end)
    numbers = {str(number): shift for number, shift in enumerate(shifts, start=1)}
    members = tuple(
        Member(str(one.person_id), VIDEO, (YES,) * len(WEEKDAYS), frozenset(around.busy.get(one.person_id, ())))
        for one in around.members[group.pk]
    )
    problem = SeriesProblem(
        days=days,
        schools=(*numbers, VIDEO),
        travel=tuple(Journey(VIDEO, number, 0) for number in numbers),
        rooms=tuple(Room(f"at-{number}", number, ANY_SEATS) for number in numbers),
        bookings=frozenset(
            (f"at-{number}", day) for number, shift in numbers.items() for day in days if _is_shut(shift, day, around)
        ),
        groups=(
            Group(str(group.pk), len(shifts), _gap(shifts), (0, 1), frozenset(), tuple(numbers), members),
        ),
    )  # fmt: skip
    stops = [{"on": shift.on.isoformat(), "school": number} for number, shift in numbers.items()]
    return {
        "ask": "move", "problem": problem_as_file(problem), "group": str(group.pk), "stops": stops, "number": 1,
        "day": first.on.isoformat(), "school": "1",
    }  # fmt: skip


def _days(shifts: Sequence[Shift], end: date) -> tuple[date, ...]:
    """The new day, and after it the weekdays on which the group meets."""
    first = shifts[0].on
    weekdays = {shift.was_on.weekday() for shift in shifts}
    after = (first + timedelta(days=n) for n in range(1, (end - first).days + 1))
    own = {shift.on for shift in shifts[1:]}
    return tuple(sorted({first, *own, *(day for day in after if day.weekday() in weekdays)}))


def _is_shut(shift: Shift, day: date, around: Surroundings) -> bool:
    """Where the group meets already, or means to, it is not for us to say that it cannot."""
    return shift.host is not None and day != shift.on and day not in around.open_days[shift.host.pk]


def _gap(shifts: Sequence[Shift]) -> Gap:
    """As the group keeps it: what lies closer or further apart already may stay so."""
    series = Series.objects.filter(group=shifts[0].meeting.group_id).first()
    least = series.least_days_between if series else USUAL_LEAST
    days = [(later.was_on - earlier.was_on).days for earlier, later in pairwise(shifts)]
    return Gap(max(1, min([least, *days[1:]])), max([USUAL_WIDEST, *days]) + TWO_WEEKS)
