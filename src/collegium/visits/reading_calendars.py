"""One's own week out of an .ics file, as timetable programs and calendars write it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar

from collegium.visits.dates import Dates, monday
from collegium.visits.models import Period, Taught
from collegium.visits.reading_timetables import PROTECTED

LARGEST = 1024 * 1024
MOST_EVENTS = 5_000
# Of a period, so much has to be taken by an event for it to count as a lesson.
HALF = 0.5
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


class UnreadableCalendar(ValueError):
    """What is wrong with the file, in a sentence."""


def read_calendar(content: bytes) -> list[Any]:
    """The events of the file. Nothing is repeated here, so that a rule for a million days costs nothing."""
    if len(content) > LARGEST:
        raise UnreadableCalendar(_("This calendar is larger than 1 MB. Save one term of your timetable alone."))
    if not content.lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        raise UnreadableCalendar(_("This is not a calendar. Choose a file that ends in .ics."))
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise UnreadableCalendar(_("This calendar is damaged. Save it again where it came from.")) from error
    if len(events) > MOST_EVENTS:
        raise UnreadableCalendar(_("There are more than 5,000 entries. Save one term of your timetable alone."))
    return list(events)


def understand_calendar(events: Iterable[Any], dates: Dates) -> list[Taught]:
    """The week that these events make: what comes in most weeks is a lesson, what comes once is not."""
    zone, weeks = ZoneInfo(dates.school.timezone), dates.rhythm.weeks
    seen: Counter[Taught] = Counter()
    spans: set[tuple[int, date]] = set()
    for event in events:
        start, end = _span(event, zone)
        if start is None or end is None or not _is_a_lesson(start, end):
            continue
        found = [period for period in dates.periods if _covers(period, start, end)]
        for day, is_rule in _days(event, start.date()):
            week = dates.week.get(day, _nearest(dates, day))
            if not is_rule:
                spans.add((week, monday(day)))
            for each in range(weeks) if is_rule and _every_week(event) else [week]:
                for period in found:
                    # A rule stands for all its weeks; a single entry for its own.
                    seen[_taught(event, each, day, period)] += MOST_EVENTS if is_rule else 1
    mondays = Counter(week for week, _monday in spans)
    usual = {one: times for one, times in seen.items() if times * 2 > mondays[one.week] or times >= MOST_EVENTS}
    chosen: dict[tuple[Any, ...], Taught] = {}
    for one in sorted(usual, key=lambda one: (usual[one], one.class_name)):
        chosen[one[:3]] = one
    return sorted(chosen.values())


def _span(event: Any, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """When it begins and ends on the school's wall; a whole day is no lesson."""
    start = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(start, datetime):
        return None, None
    end = getattr(event.get("DTEND"), "dt", None)
    length = getattr(event.get("DURATION"), "dt", None)
    try:
        if not isinstance(end, datetime):
            end = start + length if isinstance(length, timedelta) else start + timedelta(hours=1)
        return tuple(one.astimezone(zone) if one.tzinfo else one.replace(tzinfo=zone) for one in (start, end))  # type: ignore[return-value]
    except (OverflowError, ValueError):
        return None, None


def _is_a_lesson(start: datetime, end: datetime) -> bool:
    return start.weekday() < len(WEEKDAYS) and timedelta() < end - start <= timedelta(hours=8)


def _days(event: Any, first: date) -> Iterator[tuple[date, bool]]:
    """The day itself; of a rule, its weekdays in the first week. Rules by month or year make no timetable."""
    rule = event.get("RRULE")
    if not rule:
        yield first, False
        return
    frequency = (rule.get("FREQ") or [""])[0]
    named = [str(day)[-2:] for day in rule.get("BYDAY") or []]
    if frequency == "DAILY" and not named:
        named = list(WEEKDAYS)
    if frequency in {"WEEKLY", "DAILY"}:
        for name in named or [WEEKDAYS[first.weekday()]]:
            if name in WEEKDAYS:
                yield monday(first) + timedelta(days=WEEKDAYS.index(name)), True


def _every_week(event: Any) -> bool:
    return (event.get("RRULE", {}).get("INTERVAL") or [1])[0] == 1


def _covers(period: Period, start: datetime, end: datetime) -> bool:
    begins = start.replace(hour=period.starts_at.hour, minute=period.starts_at.minute, second=0, microsecond=0)
    ends = start.replace(hour=period.ends_at.hour, minute=period.ends_at.minute, second=0, microsecond=0)
    shared = min(end, ends) - max(start, begins)
    return shared >= (ends - begins) * HALF


def _nearest(dates: Dates, day: date) -> int:
    """The week of a day outside the terms we know: as the weeks would go on."""
    known = min(dates.week, key=lambda one: abs((one - day).days), default=None)
    if known is None:
        return 0
    return (dates.week[known] + (monday(day) - monday(known)).days // 7) % dates.rhythm.weeks


def _taught(event: Any, week: int, day: date, period: Period) -> Taught:
    name = " ".join(str(event.get("SUMMARY", "")).split())
    room = " ".join(str(event.get("LOCATION", "")).split())
    is_protected = bool(PROTECTED.search(name))
    return Taught(week, day.weekday(), period.pk, is_protected, "" if is_protected else name[:60], room[:60])
