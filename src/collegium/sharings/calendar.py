"""Sharing sessions in the calendar of everybody on the staff."""

from datetime import datetime, timedelta

from collegium.calendar.events import Event
from collegium.people.models import Person
from collegium.sharings.models import Sharing

A_DAY = timedelta(days=1)


def sharings_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """One query."""
    found = Sharing.objects.of_staff(person).filter(starts_at__gt=first - A_DAY, starts_at__lt=last)
    return [sharing.as_event() for sharing in found if sharing.ends_at > first]
