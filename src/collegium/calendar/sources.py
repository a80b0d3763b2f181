"""Where a person's events come from. Each app that has some registers a source when it is ready."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collegium.calendar.events import Event
    from collegium.people.models import Person

Source = Callable[["Person", datetime, datetime], list["Event"]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """``source(person, first, last)`` gives the events that this person may know of now, in that time."""
    _sources.append(source)


def events_of(person: "Person", first: datetime, last: datetime) -> list["Event"]:
    """All events of a person in that time, in order."""
    found = [event for source in _sources for event in source(person, first, last)]
    return sorted(found, key=lambda event: (event.starts_at, event.uid))
