"""Meetings as rows of a page, by the reader's own clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from collegium.meetings.models import Meeting
from collegium.meetings.organising import NOBODY, rotas_of
from collegium.people.models import Person
from collegium.programmes.models import RoleTemplate


@dataclass(frozen=True)
class Row:
    """One meeting, its day and times as this reader's clock shows them; ``yours``: the roles that they have there."""

    meeting: Meeting
    day: date
    day_words: str
    time: str
    elsewhere: str
    is_over: bool = False
    days_after: int | None = None
    yours: Sequence[RoleTemplate] = ()


def row_of(meeting: Meeting, person: Person, *, at: datetime, days_after: int | None = None) -> Row:
    zone = ZoneInfo(person.timezone or meeting.timezone)
    start, end, there = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone), meeting.local_start
    return Row(
        meeting=meeting,
        day=start.date(),
        day_words=date_format(start, "l j F"),
        time=f"{start:%H:%M}–{end:%H:%M}",
        elsewhere=f"{there:%H:%M}" if there.utcoffset() != start.utcoffset() else "",
        is_over=meeting.ends_at <= at,
        days_after=days_after,
    )


def rows_of(meetings: Iterable[Meeting], person: Person, close: dict[int, int], *, at: datetime) -> list[Row]:
    """Rows in order; ``close`` are the days since the meeting before, where those are few."""
    return [row_of(meeting, person, at=at, days_after=close.get(meeting.pk)) for meeting in meetings]


def with_roles(rows: Sequence[Row], person: Person) -> list[Row]:
    """The same rows, with what the reader does at each. The same number of questions however many.

    Give ``with_what_to_ask`` with the meetings: where no group has roles, nothing is asked.
    """
    rotas = rotas_of({row.meeting.group_id for row in rows if row.meeting.has_roles})  # type: ignore[attr-defined]
    return [
        replace(row, yours=[duty.role for duty in rotas.get(row.meeting.group_id, NOBODY).of(person, row.meeting)])
        for row in rows
    ]
