"""One event as it stands in a calendar, whichever part of Collegium it comes from."""

from dataclasses import dataclass
from datetime import UTC, datetime

import icalendar

PRODUCT = "-//Collegium//Calendar//EN"


@dataclass(frozen=True)
class Event:
    """What a calendar may know: date, time, place, a name if it is public, and where one reads more.

    ``note`` is this person's own part in it. ``inside`` is what those who belong call it, for their own page: it goes
    into no calendar.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    url: str = ""
    cancelled: bool = False
    proposed: bool = False
    changed_at: datetime | None = None
    inside: str = ""
    note: str = ""


def as_vevent(event: Event, *, stamp: datetime) -> icalendar.Event:
    """The event on its own, in UTC.

    Never as a rule with a time zone of ours: some calendars then show it an hour off after the clocks change.
    """
    found = icalendar.Event()
    found.add("uid", event.uid)
    found.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    found.add("dtstart", event.starts_at.astimezone(UTC))
    found.add("dtend", event.ends_at.astimezone(UTC))
    found.add("sequence", event.sequence)
    found.add("summary", event.title)
    found.add("status", "CANCELLED" if event.cancelled else "TENTATIVE" if event.proposed else "CONFIRMED")
    if event.place:
        found.add("location", event.place)
    if event.note:
        found.add("description", event.note)
    if event.url:
        found.add("url", event.url)
    return found


def new_calendar() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar
