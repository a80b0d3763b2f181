"""The one place where the time is asked; everything below is told."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now() + _moved() if settings.CLOCK else timezone.now()


def today(zone: str | None = None) -> date:
    """The date on the wall in a time zone, by default the installation's."""
    return timezone.localdate(now(), ZoneInfo(zone) if zone else None)


def day_of(moment: datetime, zone: str | None = None) -> date:
    """The date on the wall at that moment in a time zone, by default the installation's."""
    return timezone.localdate(moment, ZoneInfo(zone) if zone else None)


def _moved() -> timedelta:
    """By how far the tests have moved the whole program's clock: a file with seconds in it, asked each time."""
    return timedelta(seconds=float(Path(settings.CLOCK).read_text(encoding="ascii")))
