"""The one place where the time is asked; everything below is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

_stands_at: ContextVar[datetime | None] = ContextVar("stands_at", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _stands_at.get() or timezone.now()


def today(zone: str | None = None) -> date:
    """The date on the wall in a time zone, by default the installation's."""
    return timezone.localdate(now(), ZoneInfo(zone) if zone else None)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Within it the clock stands still: for what is written now and asked at other times."""
    token = _stands_at.set(moment)
    try:
        yield
    finally:
        _stands_at.reset(token)


def day_of(moment: datetime, zone: str | None = None) -> date:
    """The date on the wall at that moment in a time zone, by default the installation's."""
    return timezone.localdate(moment, ZoneInfo(zone) if zone else None)


def end_of(day: date, zone: str) -> datetime:
    """The midnight with which a day is over on the wall of a time zone."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone))
