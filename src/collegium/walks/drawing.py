"""Which lessons are looked in on: drawn by lot from the timetable, so that nobody chooses whom to look at."""

import random
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from collegium.groups.models import Membership
from collegium.groups.models.membership import MembershipQuerySet
from collegium.people.models import Appointment, Person, School
from collegium.statistics.sampling import margin_of, needed
from collegium.visits import observed
from collegium.visits.dates import Dates, Place, Week, weeks_of
from collegium.visits.models import Rules, Visit
from collegium.visits.models.day import year_around
from collegium.walks.models import NotNow, NotYet, Picked, Walk, Walker, put_down

# Of fewer teachers each would be known by the result.
FEWEST_TEACHERS = 10
FEWEST_LESSONS = 10
# From one room to the next.
WAY_MINUTES = 5
# One lesson in five is looked at by both, and never fewer than ten where there is time: fewer say little.
DOUBLE_SHARE, FEWEST_DOUBLED = 5, 10


class TooFew(Exception):
    """So few lessons or teachers that the result would tell of one."""


@dataclass(frozen=True)
class Lesson:
    """One that could be drawn."""

    day: date
    period: int
    order: int
    teacher: int
    class_name: str = ""
    room: str = ""


@dataclass(frozen=True)
class Frame:
    """All lessons from which the lot draws; the time of each walker in each period; how many people are left out."""

    lessons: list[Lesson]
    time: dict[Place, tuple[int, ...]]
    left_out: int = 0

    @property
    def teachers(self) -> int:
        return len({lesson.teacher for lesson in self.lessons})

    @property
    def is_enough(self) -> bool:
        return len(self.lessons) >= FEWEST_LESSONS and self.teachers >= FEWEST_TEACHERS

    def wanted(self, margin: int) -> int:
        return needed(len(self.lessons), margin / 100)

    def margin_of(self, drawn: int) -> int:
        """In points, for this many."""
        return round(100 * margin_of(drawn, len(self.lessons)))


def frame_of(walk: Walk, walkers: Iterable[Person], *, at: datetime) -> Frame:
    """The lessons of the days and times that were announced.

    Not those of the walkers, of who was observed as often as is agreed for a year, nor of a colleague in their first
    weeks; not time that is protected, and no quiet days.
    """
    dates = Dates(walk.school, walk.first_on, walk.last_on)
    within = [one for one in dates.periods if walk.begins_at <= one.starts_at and one.ends_at <= walk.ends_at]
    periods = {one.pk: one for one in within}
    them = [person.pk for person in walkers]
    staff = Appointment.objects.current(walk.first_on).filter(school=walk.school).order_by("person")
    began = dict(staff.values_list("person", "starts_on"))
    weeks = weeks_of(began, dates)
    spared = _spared(began, walk, at=at) - set(them)
    lessons = [
        Lesson(day, period, periods[period].order, person, taught.class_name, taught.room)
        for person, week in weeks.items() if person not in spared and person not in them
        for (day, period), taught in week.lessons.items() if period in periods and (day, period) not in week.engaged
    ]  # fmt: skip
    lessons.sort(key=lambda one: (one.day, one.order, one.teacher))
    room = {pk: max(1, one.minutes // (walk.minutes + WAY_MINUTES)) for pk, one in periods.items()}
    time = {
        (day, pk): tuple(0 if _teaches(weeks.get(person), (day, pk)) else room[pk] for person in them)
        for day in dates.days for pk in periods
    }  # fmt: skip
    return Frame(lessons, time, len(spared & weeks.keys()))


def draw(walk: Walk, *, by: Person, at: datetime, seed: str = "") -> None:
    """Draw the lessons, once. The seed is kept with the walk while it is open: with it the draw can be checked."""
    if not walk.is_coming:
        raise NotNow
    if not walk.may_be_drawn_on(at):
        raise NotYet
    frame = frame_of(walk, [walker.person for walker in in_order(walk)], at=at)
    seed = seed or secrets.token_hex(16)
    members = members_of(walk)
    picked = [
        one._replace(is_member=one.teacher in members) for one in choose(frame, frame.wanted(walk.margin), seed)
    ]
    if not frame.is_enough or len(picked) < FEWEST_LESSONS:
        raise TooFew
    put_down(walk, picked, seed=seed, frame=len(frame.lessons), by=by, at=at)


def members_of(walk: Walk) -> set[int]:
    """Who was in a listed group on the aspect in the year that is counted apart. They are drawn like everybody."""
    return set(memberships_of(walk).values_list("person", flat=True))


def memberships_of(walk: Walk) -> MembershipQuerySet:
    if walk.members_in is None:
        return Membership.objects.none()
    return Membership.objects.of_aspect(walk.aspect_id, walk.members_in).filter(school=walk.school_id)


def in_order(walk: Walk) -> list[Walker]:
    return list(walk.walkers.select_related("person").order_by("place"))


def choose(frame: Frame, wanted: int, seed: str) -> list[Picked]:
    """The lot. The same lessons and seed give the same list.

    One lesson of a teacher at the most, and no more than the walkers have time for. Of two walkers, who goes is the
    lot's as well; the first so many lessons that suit both are looked at by both.
    """
    dice = random.Random(seed)
    lessons = dice.sample(frame.lessons, len(frame.lessons))
    left = {place: list(time) for place, time in frame.time.items()}
    walkers = max((len(time) for time in left.values()), default=0)
    double = min(wanted, max(FEWEST_DOUBLED, -(-wanted // DOUBLE_SHARE))) if walkers > 1 else 0
    picked: list[Picked] = []
    teachers: set[int] = set()
    for lesson in lessons:
        free = [place for place, time in enumerate(left[lesson.day, lesson.period], start=1) if time]
        if len(picked) == wanted or lesson.teacher in teachers or not free:
            continue
        time = left[lesson.day, lesson.period]
        is_double = len(free) > 1 and double > 0
        first = dice.choice(free) if is_double else max(free, key=lambda place: (time[place - 1], dice.random()))
        for place in free if is_double else [first]:
            time[place - 1] -= 1
        double -= is_double
        teachers.add(lesson.teacher)
        where = (lesson.day, lesson.period, lesson.teacher, lesson.class_name, lesson.room)
        picked.append(Picked(*where, first, is_double))
    return picked


def _spared(began: Mapping[int, date], walk: Walk, *, at: datetime) -> set[int]:
    """Whose lessons the lot does not touch."""
    rules = Rules.objects.of(None)
    settled = timedelta(weeks=rules.settling_weeks)
    had = _had(began, walk.school, walk.first_on, at=at)
    return {
        person for person, day in began.items()
        if day + settled > walk.first_on
        or len(had[person]) >= rules.most_visits
        or sum(had[person]) + walk.minutes > rules.most_minutes
    }  # fmt: skip


def _had(people: Iterable[int], school: School, day: date, *, at: datetime) -> dict[int, list[int]]:
    """How often and how long each of them was observed in the school year of that day, or will be. Three queries."""
    first, last = year_around(school, day)
    them, zone = list(people), ZoneInfo(school.timezone)
    begins = datetime.combine(first, datetime.min.time(), tzinfo=zone)
    ends = datetime.combine(last + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    visits = Visit.objects.counting(at).filter(visited__in=them, starts_at__gte=begins, starts_at__lt=ends)
    found: dict[int, list[int]] = defaultdict(list)
    for visit in visits.only("visited", "starts_at", "ends_at"):
        found[visit.visited_id].append(visit.minutes)
    for person, minutes in observed.minutes(them, school, first, last):
        found[person].append(minutes)
    return found


def _teaches(week: Week | None, place: Place) -> bool:
    return week is not None and (place in week.lessons or week.is_busy(place))
