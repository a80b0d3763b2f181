"""TeachMeets in the calendar of whoever hosts, speaks or comes."""

from datetime import datetime, timedelta

from collegium.calendar.events import Event
from collegium.people.models import Person
from collegium.teachmeets.models import TeachMeet

A_DAY = timedelta(days=1)


def teachmeets_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """One query."""
    found = TeachMeet.objects.of(person).filter(starts_at__gt=first - A_DAY, starts_at__lt=last)
    return [meet.as_event() for meet in found if meet.ends_at > first]
