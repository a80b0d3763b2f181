"""TeachMeets in the calendar of whoever hosts, speaks or comes."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from collegium.calendar.events import Event
from collegium.kit.asking import written_once
from collegium.people.models import Person
from collegium.teachmeets.models import TeachMeet

A_DAY = timedelta(days=1)


def teachmeets_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """One query."""
    return [meet.as_event() for meet in _meets(person, first, last) if meet.ends_at > first]


@written_once
def _meets(person: Person, first: datetime, last: datetime) -> QuerySet[TeachMeet]:
    return TeachMeet.objects.of(person).filter(starts_at__gt=first - A_DAY, starts_at__lt=last)
