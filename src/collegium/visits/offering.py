"""Other times at which two people could have a visit, and the talk after it, as their timetables stand."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from collegium.people.models import Person, School
from collegium.visits.dates import Dates, Place, Week, weeks_of
from collegium.visits.models import Rules, Visit, When

# So far ahead one looks for a time.
AHEAD = timedelta(days=35)
SHOWN = 12


def lessons_of(person: Person, school: School, *, today: date, ahead: timedelta = AHEAD) -> list[tuple[date, When]]:
    """The lessons of one's own to which one could ask a colleague, from tomorrow on."""
    dates = Dates(school, today + timedelta(days=1), today + ahead)
    week = weeks_of([person], dates).get(person.pk)
    return [(place[0], when(dates, place, visited=week)) for place in _lessons(dates, week)] if week else []


def offers(visit: Visit, rules: Rules, *, at: datetime) -> list[When]:
    """Times that would suit both: first those that need no cover and leave room for the talk, soonest first."""
    today = at.astimezone(visit.zone).date()
    dates = Dates(visit.school, today + timedelta(days=1), today + AHEAD)
    weeks = weeks_of([visit.visitor_id, visit.visited_id], dates, besides=visit)
    if visit.visited_id not in weeks:
        return []
    visitor, visited = weeks.get(visit.visitor_id), weeks[visit.visited_id]
    found = [
        when(dates, place, visitor=visitor, visited=visited, feedback_days=rules.feedback_days)
        for place in _lessons(dates, visited)
        if visitor is None or (place[0] in visitor.days and not visitor.is_busy(place))
    ]
    found = [one for one in found if one.starts_at != visit.starts_at]
    found.sort(key=lambda one: (one.cover, one.talk_starts_at is None, one.starts_at))
    return sorted(found[:SHOWN], key=lambda one: one.starts_at)


def when(
    dates: Dates, place: Place, *, visitor: Week | None = None, visited: Week | None = None, feedback_days: int = 2
) -> When:
    """A place of the timetable as a time on the clock, with what is known of the lesson, the cover and the talk."""
    day, number = place
    period = next(one for one in dates.periods if one.pk == number)
    starts_at, ends_at = dates.times(day, period)
    lesson = visited.lessons.get(place) if visited else None
    talk = talk_after(dates, place, visitor, visited, feedback_days) if visitor and visited else None
    return When(
        starts_at, ends_at, period,
        class_name=lesson.class_name if lesson else "",
        room=lesson.room if lesson else "",
        cover=bool(visitor and place in visitor.lessons),
        talk_starts_at=talk[0] if talk else None,
        talk_ends_at=talk[1] if talk else None,
    )  # fmt: skip


def with_both(visit_at: datetime, visitor: Person, visited: Person, school: School, rules: Rules) -> When | None:
    """The period of the school that begins at this moment, as the two timetables stand; None: no such period."""
    dates = Dates(school, visit_at.date() - timedelta(days=1), visit_at.date() + timedelta(days=21))
    weeks = weeks_of([visitor, visited], dates)
    for day in dates.days:
        for period in dates.periods:
            if dates.times(day, period)[0] == visit_at:
                return when(
                    dates, (day, period.pk), visitor=weeks.get(visitor.pk), visited=weeks.get(visited.pk),
                    feedback_days=rules.feedback_days,
                )  # fmt: skip
    return None


def talk_after(
    dates: Dates, place: Place, visitor: Week, visited: Week, feedback_days: int
) -> tuple[datetime, datetime] | None:
    """The first time after the lesson that both have free, within so many school days."""
    day, number = place
    order = next(one.order for one in dates.periods if one.pk == number)
    if day not in dates.days:
        return None
    start = dates.days.index(day)
    for later in dates.days[start : start + feedback_days + 1]:
        for period in dates.periods:
            if later == day and period.order <= order:
                continue
            if visitor.is_free((later, period.pk)) and visited.is_free((later, period.pk)):
                return dates.times(later, period)
    return None


def _lessons(dates: Dates, week: Week) -> Iterator[Place]:
    """What this person teaches and nobody visits yet, in order."""
    for day in dates.days:
        for period in dates.periods:
            if (day, period.pk) in week.lessons and (day, period.pk) not in week.engaged:
                yield day, period.pk
