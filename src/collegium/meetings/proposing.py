"""Dates for a group's year, on the calendars of the schools that host it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NotRequired, TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.db import transaction

from collegium.groups.agreeing import Weekly
from collegium.groups.models import Group
from collegium.history.models import record, record_all
from collegium.kit import clock
from collegium.meetings.hosting import Turn, draw_turns, on_weekday
from collegium.meetings.models import Meeting, Series
from collegium.people.models import Person, School, SchoolYear, Term
from collegium.people.models.year import year_starting
from collegium.people.schooldays import days_open

# Where a school has entered no terms we do not know when summer begins there: nothing is proposed after this day.
LAST_DAY_WITHOUT_TERMS = (7, 15)
# More than weekly for a whole year is no rhythm that anybody asked for.
MOST_MEETINGS = 60
DAYS_TO_SAY_YES = timedelta(days=3)
FIRST_DATES, USUAL_MINUTES = 3, 60


class Rhythm(TypedDict):
    """What a series says of its meetings; without ``number`` they go on until the school year ends."""

    weekday: int
    starts_at: time
    minutes: int
    number: NotRequired[int | None]
    least_days_between: NotRequired[int]
    room: NotRequired[str]
    video: NotRequired[str]


def propose(
    group: Group,
    *,
    first_on: date,
    hosts: Sequence[School] = (),
    by: Person,
    at: datetime,
    **rhythm: Unpack[Rhythm],
) -> Series:
    """A group's first series: the first meeting is fixed and its members are invited; the rest are proposals.

    ``first_on`` is the earliest day. Without ``hosts`` the group's own schools take turns, and a group that only
    meets by video needs none. A group that has a series keeps it.
    """
    with transaction.atomic():
        group.locked()
        if found := Series.objects.filter(group=group).first():
            return found
        own = list(group.schools.order_by("pk"))
        is_online = bool(rhythm.get("video")) and not rhythm.get("room")
        schools = list(hosts) or ([] if is_online else own)
        series = Series.objects.create(group=group, timezone=(schools or own)[0].timezone, **rhythm)
        series.hosts.set(schools)
        meetings = _plan(series, schools, calendar=own[:1], first_on=first_on, number=series.number, at=at)
        record(by, "proposed", series, at=at)
        if meetings:
            meetings[0].confirm(by=by, at=at)
    return series


def propose_first(group: Group, weekly: Weekly, *, by: Person, at: datetime) -> Series:
    """The first dates of a group that somebody starts: those who are asked have some days to say yes."""
    today = clock.day_of(at, group.zone())
    return propose(
        group, weekday=weekly.weekday, starts_at=weekly.starts_at, minutes=USUAL_MINUTES,
        first_on=today + DAYS_TO_SAY_YES, number=FIRST_DATES, by=by, at=at,
    )  # fmt: skip


def propose_more(series: Series, *, number: int | None = None, by: Person, at: datetime) -> None:
    """Further proposals after the last meeting, in the same rhythm; without ``number`` until the year ends."""
    with transaction.atomic():
        series.group.locked()
        last = series.group.meetings.filter(cancelled_at=None).order_by("-starts_at").first()
        since = max(last.local_start.date() + timedelta(days=series.least_days_between) if last else date.min,
                    clock.day_of(at, series.timezone) + timedelta(days=1))  # fmt: skip
        schools, own = list(series.hosts.order_by("pk")), list(series.group.schools.order_by("pk")[:1])
        meetings = _plan(series, schools, calendar=own, first_on=since, number=number, at=at)
        record_all(by, "proposed", meetings, at=at)


def change_rhythm(
    series: Series, *, weekday: int, starts_at: time, minutes: int, also_confirmed: bool, by: Person, at: datetime
) -> None:
    """Another weekday or time for what is to come: each meeting stays in its week, where its host is open then.

    Confirmed meetings stand in people's calendars, and move only if the group says so.
    """
    with transaction.atomic():
        series.group.locked()
        Series.objects.filter(pk=series.pk).update(weekday=weekday, starts_at=starts_at, minutes=minutes)
        coming = series.group.meetings.upcoming(at).select_related("host").order_by("starts_at")
        for meeting in coming if also_confirmed else coming.proposed():
            day = _open_day(meeting, weekday)
            meeting.move(starts_at=at_the_wall(day, starts_at, meeting.timezone), minutes=minutes, by=by, at=at)
        record(by, "changed", series, at=at)
    series.refresh_from_db()


def add(
    group: Group,
    *,
    starts_at: datetime,
    minutes: int,
    timezone: str,
    host: School | None = None,
    room: str = "",
    video: str = "",
    by: Person,
    at: datetime,
) -> Meeting:
    """One more meeting. Whoever adds it means it: members are invited. The same one twice is one."""
    with transaction.atomic():
        group.locked()
        if found := group.meetings.filter(starts_at=starts_at, cancelled_at=None).first():
            return found
        meeting = Meeting.objects.create(
            group=group, starts_at=starts_at, minutes=minutes, timezone=timezone, host=host, room=room, video=video,
            changed_at=at,
        )  # fmt: skip
        record(by, "added", meeting, at=at)
        meeting.confirm(by=by, at=at)
    return meeting


def too_soon(meetings: Sequence[Meeting], least_days_between: int) -> dict[int, int]:
    """Which meetings follow so closely that there is little time to try anything, and after how many days."""
    ordered = sorted(meetings, key=lambda meeting: meeting.starts_at)
    gaps = {
        later.pk: (later.local_start.date() - earlier.local_start.date()).days
        for earlier, later in pairwise(ordered)
    }
    return {pk: days for pk, days in gaps.items() if days < least_days_between}


def at_the_wall(day: date, clock_time: time, zone: str) -> datetime:
    """This moment on a school's wall: quarter to four stays quarter to four when the clocks change."""
    return datetime.combine(day, clock_time, tzinfo=ZoneInfo(zone))


def _plan(
    series: Series, schools: list[School], *, calendar: list[School], first_on: date, number: int | None, at: datetime
) -> list[Meeting]:
    """The rows of the dates that fit, as proposals. ``calendar``: whose days count where nobody hosts."""
    group = series.group
    open_at = schools or calendar
    last_on = max(last_day(school, first_on) for school in open_at)
    by_slug = {school.slug: school for school in schools}
    past = group.meetings.filter(cancelled_at=None, host__isnull=False).select_related("host")
    turns = draw_turns(
        {school.slug: set(days_open(school, first_on, last_on)) for school in open_at},
        weekday=series.weekday,
        first_on=first_on,
        last_on=last_on,
        least_days_between=series.least_days_between,
        number=min(number or MOST_MEETINGS, MOST_MEETINGS),
        turns=[Turn(meeting.host.slug, meeting.local_start.date()) for meeting in past if meeting.host],
    )
    return [_meeting(series, turn, by_slug.get(turn.school), at) for turn in turns]


def _meeting(series: Series, turn: Turn, host: School | None, at: datetime) -> Meeting:
    zone = host.timezone if host else series.timezone
    meeting, _ = Meeting.objects.get_or_create(
        group=series.group,
        starts_at=at_the_wall(turn.on, series.starts_at, zone),
        cancelled_at=None,
        defaults={
            "minutes": series.minutes, "timezone": zone, "host": host, "room": series.room, "video": series.video,
            "changed_at": at,
        },
    )  # fmt: skip
    return meeting


def last_day(school: School, day: date) -> date:
    """The end of the school year in which this day lies, as far as the school has said when that is."""
    year = SchoolYear.objects.filter(school=school, starts_on__lte=day, ends_on__gte=day).first()
    if year and Term.objects.filter(year=year).exists():
        return year.ends_on
    summer = date(year_starting(day).year + 1, *LAST_DAY_WITHOUT_TERMS)
    return max(day, min(summer, year.ends_on) if year else summer)


def _open_day(meeting: Meeting, weekday: int) -> date:
    """The weekday in the meeting's own week; if its host is shut then, the same weekday of the next open week."""
    day = meeting.local_start.date()
    monday = day - timedelta(days=day.weekday())
    wanted = on_weekday(weekday, monday)
    if meeting.host is None:
        return wanted
    days = set(days_open(meeting.host, wanted, wanted + timedelta(weeks=4)))
    return next((later for later in (wanted + timedelta(weeks=n) for n in range(5)) if later in days), wanted)
