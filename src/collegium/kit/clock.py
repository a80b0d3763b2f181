"""The one place where the time is asked; everything below is told."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today(zone: str | None = None) -> date:
    """The date on the wall in a time zone, by default the installation's."""
    return timezone.localdate(timezone.now(), ZoneInfo(zone) if zone else None)


def day_of(moment: datetime, zone: str | None = None) -> date:
    """The date on the wall at that moment in a time zone, by default the installation's."""
    return timezone.localdate(moment, ZoneInfo(zone) if zone else None)


def end_of(day: date, zone: str) -> datetime:
    """The midnight with which a day is over on the wall of a time zone."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone))
