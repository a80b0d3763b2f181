"""The school's weeks laid on the calendar: which days, which week of the cycle, which periods, who teaches when."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from collegium.people.models import Person, School
from collegium.people.schooldays import days_open
from collegium.visits.models import Lesson, Period, QuietDays, Rhythm, Taught, Visit

# Looking further back for the first week A than a school year helps nobody.
FURTHEST_BACK = timedelta(days=400)


def week_numbers(rhythm: Rhythm, days: Iterable[date]) -> dict[date, int]:
    """For each open day its week of the cycle: 0 for A. Weeks in which the school is shut do not count."""
    days = list(days)
    if rhythm.weeks == 1:
        return dict.fromkeys(days, 0)
    mondays = sorted({monday(day) for day in days})
    begins = bisect_left(mondays, monday(rhythm.a_week_on)) if rhythm.a_week_on else 0
    return {day: (bisect_left(mondays, monday(day)) - begins) % rhythm.weeks for day in days}


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass
class Dates:
    """A school between two days: its open days that are not quiet, their weeks, and the periods of each."""

    school: School
    first: date
    last: date
    rhythm: Rhythm = field(init=False)
    periods: list[Period] = field(init=False)
    days: list[date] = field(init=False)
    week: dict[date, int] = field(init=False)

    def __post_init__(self) -> None:
        self.rhythm = Rhythm.objects.of(self.school)
        self.periods = list(Period.objects.of(self.school))
        since = self.rhythm.a_week_on if self.rhythm.weeks > 1 else None
        begins = max(min(self.first, since or self.first), self.first - FURTHEST_BACK)
        # Days before the window are only counted, so that A and B fall where they should.
        every = days_open(self.school, begins, max(self.last, since or self.last))
        self.week = week_numbers(self.rhythm, every)
        quiet = QuietDays.objects.filter(school=self.school).within(self.first, self.last)
        spans = list(quiet.values_list("starts_on", "ends_on"))
        self.days = [
            day for day in every
            if self.first <= day <= self.last and not any(start <= day <= end for start, end in spans)
        ]  # fmt: skip

    def moment(self, day: date, clock_time: time) -> datetime:
        return datetime.combine(day, clock_time, tzinfo=ZoneInfo(self.school.timezone))

    def times(self, day: date, period: Period) -> tuple[datetime, datetime]:
        return self.moment(day, period.starts_at), self.moment(day, period.ends_at)

    def places(self, start: datetime, end: datetime) -> "list[Place]":
        """The periods that a stretch of time touches, if it lies on one of these days."""
        day = start.astimezone(ZoneInfo(self.school.timezone)).date()
        if day not in self.days:
            return []
        times = {period.pk: self.times(day, period) for period in self.periods}
        return [(day, pk) for pk, (first, last) in times.items() if first < end and last > start]


Place = tuple[date, int]


@dataclass
class Week:
    """One person's weeks laid on the dates: lessons, protected times, and where a visit takes them already."""

    person: int
    lessons: dict[Place, Taught] = field(default_factory=dict)
    protected: set[Place] = field(default_factory=set)
    engaged: set[Place] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    def is_free(self, place: Place) -> bool:
        return place[0] in self.days and place not in self.lessons and not self.is_busy(place)

    def is_busy(self, place: Place) -> bool:
        return place in self.protected or place in self.engaged


def weeks_of(people: Iterable[int | Person], dates: Dates, *, besides: Visit | None = None) -> dict[int, Week]:
    """Everybody's weeks on these dates, in two queries. Whoever gave no timetable is not among them."""
    numbers = [one.pk if isinstance(one, Person) else one for one in people]
    lessons = Lesson.objects.filter(timetable__school=dates.school, timetable__person__in=numbers)
    by_place: dict[tuple[int, int], list[date]] = {}
    for day in dates.days:
        by_place.setdefault((dates.week[day], day.weekday()), []).append(day)
    found: dict[int, Week] = {}
    for lesson in lessons.select_related("timetable"):
        week = found.setdefault(lesson.timetable.person_id, Week(lesson.timetable.person_id))
        for day in by_place.get((lesson.week, lesson.weekday), ()):
            if lesson.is_protected:
                week.protected.add((day, lesson.period_id))
            else:
                week.lessons[day, lesson.period_id] = lesson.place
                week.days.add(day)
    _engage(found, dates, besides)
    return found


def _engage(weeks: dict[int, Week], dates: Dates, besides: Visit | None) -> None:
    """Visits and talks that stand already take their people's time."""
    if not dates.days:
        return
    begins, ends = dates.moment(dates.first, time.min), dates.moment(dates.last, time.max)
    standing = Visit.objects.standing().filter(Q(visitor__in=weeks) | Q(visited__in=weeks))
    near = standing.filter(starts_at__gte=begins - timedelta(days=14), starts_at__lte=ends)
    for visit in near.exclude(pk=besides.pk) if besides else near:
        spans = [(visit.starts_at, visit.ends_at), (visit.talk_starts_at, visit.talk_ends_at)]
        taken = [place for start, end in spans if start and end for place in dates.places(start, end)]
        for person in {visit.visitor_id, visit.visited_id} & weeks.keys():
            weeks[person].engaged.update(taken)
