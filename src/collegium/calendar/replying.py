"""What a calendar answers by itself when somebody presses accept or decline (iTIP REPLY, RFC 5546)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import icalendar

LARGEST = 100_000


class Unclear(ValueError):
    """Not the answer of one guest to one event."""


@dataclass(frozen=True)
class Reply:
    """Who answers what, to which version of the event, and when they did."""

    uid: str
    attendee: str
    answer: str
    sequence: int
    stamp: datetime


def read_reply(text: str) -> Reply:
    """One guest, one event, with everything that tells a fresh answer from a stale one."""
    try:
        calendar = icalendar.Calendar.from_ical(text[:LARGEST])
        return _read(calendar)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as trouble:
        raise Unclear(str(trouble)) from trouble


def _read(calendar: icalendar.Calendar) -> Reply:
    events = calendar.walk("VEVENT")
    if str(calendar["METHOD"]).upper() != "REPLY" or len(events) != 1:
        raise Unclear("not an answer to one event")
    event: Any = events[0]
    attendee = event["ATTENDEE"]
    if isinstance(attendee, list):
        raise Unclear("several guests")
    stamp = event["DTSTAMP"].dt
    if not isinstance(stamp, datetime):
        raise Unclear("no moment")
    return Reply(
        uid=str(event["UID"]),
        attendee=str(attendee).lower().removeprefix("mailto:").strip(),
        answer=str(attendee.params["PARTSTAT"]).upper(),
        sequence=int(event.get("SEQUENCE", 0)),
        stamp=stamp.astimezone(UTC) if stamp.tzinfo else stamp.replace(tzinfo=UTC),
    )
