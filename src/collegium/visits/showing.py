"""Visits as rows of a page and as events of a calendar, by the reader's own clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from collegium.calendar.events import Event
from collegium.kit.asking import written_once
from collegium.people.models import Person
from collegium.visits.models import Visit
from collegium.visits.models.visit import VisitQuerySet

RELATED = ("school", "visitor", "visited", "period", "group")
# A talk follows its visit by a few days at most.
TALK_WITHIN = timedelta(days=21)
# Further off, the name of a weekday would be understood of an earlier one.
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One visit as one of the two sees it."""

    visit: Visit
    other: str
    is_visitor: bool
    waits: bool
    day: date
    day_words: str
    time: str
    talk: str
    is_over: bool
    is_today: bool
    is_near: bool

    @property
    def period(self) -> str:
        return self.visit.period.title if self.visit.period else ""

    @property
    def what(self) -> str:
        """Year 8 science, Room 12: as far as it is known."""
        return ", ".join(filter(None, (self.visit.class_name, self.visit.room)))


def row_of(visit: Visit, person: Person, *, at: datetime) -> Row:
    zone = ZoneInfo(person.timezone or visit.school.timezone)
    start, end, today = visit.starts_at.astimezone(zone), visit.ends_at.astimezone(zone), at.astimezone(zone).date()
    talk = visit.talk_starts_at
    return Row(
        visit=visit,
        other=visit.other(person).name,
        is_visitor=person.pk == visit.visitor_id,
        waits=visit.waits_for(person),
        day=start.date(),
        day_words=date_format(start, "l j F"),
        time=f"{start:%H:%M}–{end:%H:%M}",
        talk=date_format(talk.astimezone(zone), "l j F, H:i") if talk else "",
        is_over=visit.ends_at <= at,
        is_today=start.date() == today,
        is_near=start.date() - today < A_WEEK,
    )


def rows_of(visits: Iterable[Visit], person: Person, *, at: datetime) -> list[Row]:
    return [row_of(visit, person, at=at) for visit in visits]


def visits_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """One's own visits and the talks after them; of those called off only what once stood in a calendar."""
    return [
        event
        for visit in _near(person, first, last)
        if visit.ended_at is None or (visit.visitor_said_at and visit.visited_said_at)
        for event in visit.events(person)
        if first <= event.starts_at < last
    ]


@written_once
def _near(person: Person, first: datetime, last: datetime) -> VisitQuerySet:
    near = Visit.objects.of(person).filter(starts_at__gte=first - TALK_WITHIN, starts_at__lt=last)
    return near.select_related(*RELATED)


def to_do(person: Person, at: datetime) -> list[Row]:
    """For Today: what waits for an answer, and the next visits, soonest first."""
    rows = rows_of(_coming(person, at), person, at=at)
    return [row for row in rows if row.waits or row.visit.is_agreed][:3]


@written_once
def _coming(person: Person, at: datetime) -> VisitQuerySet:
    return Visit.objects.of(person).upcoming(at).select_related(*RELATED).order_by("starts_at", "pk")[:6]
