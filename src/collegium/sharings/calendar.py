"""Sharing sessions in the calendar of everybody on the staff."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from collegium.calendar.events import Event
from collegium.kit.asking import written_once
from collegium.people.models import Person
from collegium.sharings.models import Sharing

A_DAY = timedelta(days=1)


def sharings_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """One query."""
    return [sharing.as_event() for sharing in _sharings(person, first, last) if sharing.ends_at > first]


@written_once
def _sharings(person: Person, first: datetime, last: datetime) -> QuerySet[Sharing]:
    return Sharing.objects.of_staff(person).filter(starts_at__gt=first - A_DAY, starts_at__lt=last)
