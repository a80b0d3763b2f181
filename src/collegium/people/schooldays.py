"""On which days a school is open for its staff."""

from collections.abc import Iterable
from datetime import date, timedelta

from collegium.people.models import Closure, School, Term


def days_open(school: School, first: date, last: date) -> list[date]:
    """Weekdays in term on which the school is not shut, INSET days included.

    A school that has entered no terms for these school years is taken as open on every weekday that is no closure.
    """
    terms = [
        (term.starts_on, term.ends_on)
        for term in Term.objects.filter(
            year__school=school, year__starts_on__lte=last, year__ends_on__gte=first
        )
    ]
    shut = [
        (closure.starts_on, closure.ends_on)
        for closure in Closure.objects.filter(school=school, starts_on__lte=last, ends_on__gte=first).exclude(
            kind=Closure.Kind.INSET
        )
    ]
    return [
        day
        for day in _days(first, last)
        if day.weekday() < 5 and (not terms or _within(day, terms)) and not _within(day, shut)
    ]


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _within(day: date, spans: list[tuple[date, date]]) -> bool:
    return any(start <= day <= end for start, end in spans)
