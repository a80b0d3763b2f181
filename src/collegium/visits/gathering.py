"""What the planner needs to know: the groups, and of each member when they teach, are busy, and may be visited."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from collegium.groups.models import Group, Membership
from collegium.people.models import Appointment, School
from collegium.programmes.models import Programme
from collegium.visits.dates import Dates, Place, Week, weeks_of
from collegium.visits.models import Rules, had
from collegium.visits.parts import Part

FEWEST = 2


@dataclass
class Gathered:
    """All parts, and those who are left out before the planner is asked: group, person, why."""

    parts: list[Part] = field(default_factory=list)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)


def read(kept: dict[str, Any]) -> Gathered:
    return Gathered([Part(**part) for part in kept["parts"]], [tuple(one) for one in kept["left_out"]])


def gather(
    groups: Iterable[Group], programme: Programme | None, first: date, last: date, *, at: datetime
) -> Gathered:
    """Members visit each other at their own school; who is at another one asks by hand."""
    found = Gathered()
    rules = Rules.objects.of(programme)
    members: dict[int, dict[int, list[int]]] = {}
    current = Membership.objects.current().filter(group__in=list(groups)).order_by("group", "pk")
    for group, at_school, person in current.values_list("group", "school", "person"):
        members.setdefault(at_school, {}).setdefault(group, []).append(person)
    schools_of = Counter(group for there in members.values() for group in there)
    wider = {group for group, schools in schools_of.items() if schools > 1}
    for school in School.objects.filter(pk__in=members).order_by("pk"):
        _School(school, rules, Dates(school, first, last), at, wider).add_to(found, members[school.pk])
    return found


class _School:
    """The people of one school in the window of a plan."""

    def __init__(self, school: School, rules: Rules, dates: Dates, at: datetime, wider: set[int]) -> None:
        self.wider = wider
        self.school, self.rules, self.dates, self.at = school, rules, dates, at
        self.every = [(day, period) for day in dates.days for period in dates.periods]

    def add_to(self, found: Gathered, members: dict[int, list[int]]) -> None:
        people = {person for group in members.values() for person in group}
        weeks = weeks_of(people, self.dates)
        settled = self._settled(people)
        teachers: dict[int, dict[str, list[str]]] = {}
        why: dict[int, str] = {}
        for person in people:
            teachers[person], why[person] = self._teacher(weeks.get(person), settled.get(person))
        part = Part(self.school.pk, self.rules.feedback_days)
        for group, them in members.items():
            staying = [person for person in them if not why[person]]
            found.left_out += [(group, person, why[person]) for person in them if why[person]]
            if len(staying) < FEWEST:
                code = "other_school" if group in self.wider else "alone"
                found.left_out += [(group, person, code) for person in staying]
                continue
            # Somebody of two groups is planned in the first of them.
            fresh = [person for person in staying if str(person) not in part.teachers]
            if len(fresh) < FEWEST:
                found.left_out += [(group, person, "other_group") for person in staying]
                continue
            found.left_out += [(group, person, "other_group") for person in staying if person not in fresh]
            part.teachers |= {str(person): teachers[person] for person in fresh}
            part.groups.append((group, [str(person) for person in fresh]))
        if part.groups:
            number = {day: place for place, day in enumerate(self.dates.days)}
            part.periods = [(name((day, period.pk)), number[day], period.order) for day, period in self.every]
            found.parts.append(part)

    def _settled(self, people: set[int]) -> dict[int, date]:
        """From which day on a newcomer may be visited."""
        weeks = timedelta(weeks=self.rules.settling_weeks)
        here = Appointment.objects.current(self.dates.first).filter(school=self.school, person__in=people)
        return {person: starts_on + weeks for person, starts_on in here.values_list("person", "starts_on")}

    def _teacher(self, week: Week | None, settled: date | None) -> tuple[dict[str, list[str]], str]:
        """When they teach, are busy, and are not to be visited; or why they are not planned for."""
        if week is None:
            return {}, "no_timetable"
        minutes = had(week.person, self.school, self.dates.first, at=self.at)
        left = self.rules.most_minutes - sum(minutes)
        if len(minutes) >= self.rules.most_visits or left <= 0:
            return {}, "cap"
        length = {period.pk: period.minutes for period in self.dates.periods}
        new = {place for place in week.lessons if settled and place[0] < settled}
        closed = {place for place in week.lessons if place in week.engaged or length[place[1]] > left} | new
        if week.lessons and closed >= week.lessons.keys():
            return {}, "settling" if new else "cap"
        busy = week.protected | week.engaged
        return {"teaches": names(week.lessons), "busy": names(busy), "closed": names(closed)}, ""


def name(place: Place) -> str:
    return f"{place[0].isoformat()}/{place[1]}"


def names(places: Iterable[Place]) -> list[str]:
    return sorted(name(place) for place in places)


def place_of(text: str) -> Place:
    day, _, period = text.partition("/")
    return date.fromisoformat(day), int(period)
