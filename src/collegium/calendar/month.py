"""A month on one page: one's own meetings, and the days on which one's schools are shut."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import date_format

from collegium.calendar.events import Event
from collegium.calendar.sources import events_of
from collegium.kit.asking import written_once
from collegium.people.models import Closure, Person, School, Term

SATURDAY = 5


@dataclass(frozen=True)
class Meeting:
    """An event by the reader's own clock."""

    event: Event
    time: str

    @property
    def name(self) -> str:
        return self.event.inside or self.event.title

    @property
    def path(self) -> str:
        """The page on this site, whichever of its names the reader came by."""
        return self.event.url.removeprefix(settings.ADDRESS)


@dataclass(frozen=True)
class Day:
    """One leaf of the month, with what stands on it."""

    on: date
    weekday: str
    month: str
    is_of_month: bool
    is_today: bool
    meetings: list[Meeting] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    is_outside_term: bool = False

    @property
    def is_blank(self) -> bool:
        return not (self.meetings or self.closures)


def month_of(person: Person, first: date, today: date, zone: ZoneInfo) -> list[Day]:
    """Whole weeks from Monday to Sunday around the month that begins on ``first``, by the clock of that zone."""
    last = next_month(first) - timedelta(days=1)
    monday, sunday = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    days = [monday + timedelta(days=n) for n in range((sunday - monday).days + 1)]
    meetings = _meetings(person, monday, sunday, zone)
    closures = _closures(person, monday, sunday)
    terms = _terms(person, monday, sunday)
    weekdays = [date_format(day, "l") for day in days[:7]]
    months = {day.month: date_format(day, "F") for day in (monday, first, sunday)}
    return [
        Day(
            on=day,
            weekday=weekdays[day.weekday()],
            month=months[day.month],
            is_of_month=day.month == first.month,
            is_today=day == today,
            meetings=meetings.get(day, []),
            closures=[closure for closure in closures if closure.starts_on <= day <= closure.ends_on],
            is_outside_term=day.weekday() < SATURDAY and _is_outside(day, terms),
        )
        for day in days
    ]


def zone_of(person: Person) -> ZoneInfo:
    """The clock this person lives by: their own choice, their school's, the installation's."""
    if person.timezone:
        return ZoneInfo(person.timezone)
    schools = _first_school(person)
    return ZoneInfo(schools[0].timezone if schools else settings.TIME_ZONE)


@written_once
def _first_school(person: Person) -> QuerySet[School]:
    return person.schools_now().order_by("pk")[:1]


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _meetings(person: Person, first: date, last: date, zone: ZoneInfo) -> dict[date, list[Meeting]]:
    begin = datetime.combine(first, datetime.min.time(), tzinfo=zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    found: dict[date, list[Meeting]] = {}
    for event in events_of(person, begin, end):
        if not (event.proposed and event.cancelled):
            start = event.starts_at.astimezone(zone)
            time = f"{start:%H:%M}–{event.ends_at.astimezone(zone):%H:%M}"
            found.setdefault(start.date(), []).append(Meeting(event, time))
    return found


def _terms(person: Person, first: date, last: date) -> dict[int, list[Term]]:
    """The terms of each of one's schools that has entered any for these days' school years."""
    found: dict[int, list[Term]] = {}
    for term in _terms_of(person, first, last):
        found.setdefault(term.year.school_id, []).append(term)
    return found


@written_once
def _terms_of(person: Person, first: date, last: date) -> QuerySet[Term]:
    years = {"year__starts_on__lte": last, "year__ends_on__gte": first}
    return Term.objects.filter(year__school__in=person.schools_now(), **years).select_related("year")


def _is_outside(day: date, terms: dict[int, list[Term]]) -> bool:
    """Where no school of one's own is in term. Of a school that entered no terms nothing is said."""
    at_work = any(term.starts_on <= day <= term.ends_on for of_school in terms.values() for term in of_school)
    return bool(terms) and not at_work


@written_once
def _closures(person: Person, first: date, last: date) -> QuerySet[Closure]:
    """The holidays, closures and INSET days of the schools where one works."""
    mine = Closure.objects.filter(school__in=person.schools_now(), starts_on__lte=last, ends_on__gte=first)
    return mine.select_related("school").order_by("starts_on", "pk")
