"""How much time a group has together: what the school gave it this year, and what it has met for so far."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from collegium.groups.models import Group
from collegium.kit import clock
from collegium.meetings.models import Meeting, Spell
from collegium.people.models.year import year_starting


@dataclass(frozen=True)
class Time:
    """Meetings and minutes of one school year: those planned, and of them those that have been held."""

    planned: int
    planned_minutes: int
    held: int
    held_minutes: int

    @property
    def planned_hours(self) -> str:
        return in_hours(self.planned_minutes)

    @property
    def held_hours(self) -> str:
        return in_hours(self.held_minutes)


def in_hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def time_together(group: Group, *, at: datetime) -> Time:
    """This school year’s dates that stand. One that was held on the screen counts as long as it took.

    One that nobody ended, or that was told afterwards, counts as long as it was meant to be.
    """
    first = year_starting(clock.day_of(at))
    stand = Meeting.objects.filter(group=group, cancelled_at=None).select_related("sitting")
    around = stand.filter(starts_at__gte=_midnight(first) - timedelta(days=1),
                          starts_at__lt=_midnight(date(first.year + 1, 9, 1)) + timedelta(days=1))  # fmt: skip
    meetings = [one for one in around.confirmed() if year_starting(one.local_start.date()) == first]
    lengths = taken(Spell.objects.filter(item__meeting__group=group))
    held = [one for one in meetings if getattr(one, "sitting", None) and not one.sitting.is_open]
    return Time(
        len(meetings),
        sum(one.minutes for one in meetings),
        len(held),
        sum(lengths.get(one.pk, one.minutes) if one.sitting.closed_by_id else one.minutes for one in held),
    )


def taken(spells: QuerySet[Spell]) -> dict[int, int]:
    """How many minutes each meeting took on the screen, by its number."""
    lengths: dict[int, timedelta] = defaultdict(timedelta)
    for spell in spells.select_related("item"):
        lengths[spell.item.meeting_id] += spell.ended_at - spell.began_at
    return {meeting: round(length.total_seconds() / 60) for meeting, length in lengths.items()}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("UTC"))
