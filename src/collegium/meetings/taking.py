"""Taking a year of dates that was worked out beforehand, each with its own host."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from collegium.groups.models import Ended, Group
from collegium.history.models import record
from collegium.meetings.models import Meeting, Series
from collegium.meetings.proposing import at_the_wall
from collegium.people.models import Person, School


@dataclass(frozen=True)
class Rhythm:
    """The weekday and time behind the dates, how many were meant and how far apart."""

    weekday: int
    starts_at: time
    minutes: int
    number: int | None
    least_days_between: int


@dataclass(frozen=True)
class Stop:
    """One meeting of the year: on which day, and at which school in which room. No school: by video."""

    on: date
    host: School | None = None
    room: str = ""


def propose_on(group: Group, rhythm: Rhythm, stops: Sequence[Stop], *, by: Person, at: datetime) -> Series:
    """Propose exactly these dates, in place of what was proposed before. What is confirmed stands.

    Dates that are over by now are left out. Nobody is told before the group says yes.
    """
    with transaction.atomic():
        group.locked()
        if not group.is_going():
            raise Ended
        hosts = list({stop.host.pk: stop.host for stop in stops if stop.host}.values())
        own = hosts or list(group.schools.order_by("pk")[:1])
        zone = own[0].timezone if own else "Europe/London"
        series, _is_new = Series.objects.update_or_create(
            group=group,
            defaults={
                "weekday": rhythm.weekday, "starts_at": rhythm.starts_at, "minutes": rhythm.minutes,
                "number": rhythm.number, "least_days_between": rhythm.least_days_between, "timezone": zone,
                "confirmed_at": None,
            },
        )  # fmt: skip
        series.hosts.set(hosts)
        for proposal in group.meetings.upcoming(at).proposed():
            proposal.cancel(by=by, at=at)
        for stop in stops:
            _put_down(series, stop, at)
        record(by, "proposed", series, at=at)
    return series


def _put_down(series: Series, stop: Stop, at: datetime) -> None:
    zone = stop.host.timezone if stop.host else series.timezone
    starts_at = at_the_wall(stop.on, series.starts_at, zone)
    if starts_at > at:
        Meeting.objects.get_or_create(
            group=series.group,
            starts_at=starts_at,
            cancelled_at=None,
            defaults={
                "minutes": series.minutes, "timezone": zone, "host": stop.host,
                "room": stop.room or series.room, "video": series.video, "changed_at": at,
            },
        )  # fmt: skip
