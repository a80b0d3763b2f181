"""A school's timetable from XHSTT, the format in which researchers exchange them, as a visits problem.

The archive holds instances (times, resources, events) and solutions (which event is when, with whom).
"""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from collegium.kit.strictly import Unreadable
from collegium.planning.visits import xml
from collegium.planning.visits.problem import Period, Teacher, VisitsProblem

ROOT = "HighSchoolTimetableArchive"
TEACHERS = "teacher"
DAYS_OF_A_WEEK = (5, 6)
TRIAD = 3


def read_timetable(path: str) -> VisitsProblem:
    """The first solution without unplaced events, else the first. Groups of three in the file's order."""
    root = xml.read(path)
    if root.tag != ROOT:
        raise Unreadable(f"{path}: expected {ROOT}, found {root.tag}")
    instances = {one.get("Id", ""): one for one in root.iterfind("Instances/Instance")}
    solutions = [_solution(path, instances, one) for one in root.iterfind("SolutionGroups/SolutionGroup/Solution")]
    if not solutions:
        raise Unreadable(f"{path}: SolutionGroups: expected a solution, found none")
    return next((one for one in solutions if one.is_complete), solutions[0]).problem()


def _solution(path: str, instances: dict[str, Element], solution: Element) -> "Solution":
    name = _reference(solution)
    if name not in instances:
        raise Unreadable(f"{path}: Solution: expected the Id of an instance, found {name}")
    return Solution(Instance(path, instances[name]), solution)


class Instance:
    """A school: its times day by day, its teachers, and the events that a timetable has to place."""

    def __init__(self, path: str, element: Element) -> None:
        self.path = path
        self.element = element
        self.times = {self.known(one.get("Id"), "Time", "an Id"): one for one in element.iterfind("Times/Time")}
        self.place = {time: number for number, time in enumerate(self.times)}
        self.events = {one.get("Id", ""): one for one in element.iterfind("Events/Event")}

    def known(self, found: str | None, where: str, expected: str) -> str:
        if not found:
            raise Unreadable(f"{self.path}: {where}: expected {expected}, found nothing")
        return found

    def event(self, name: str) -> Element:
        if name not in self.events:
            raise Unreadable(f"{self.path}: Solution: expected the Id of an event, found {name}")
        return self.events[name]

    def duration(self, event: Element) -> int:
        text = (event.findtext("Duration") or "").strip()
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            where = event.get("Id") or event.get("Reference")
            raise Unreadable(f"{self.path}: Event {where}: expected a Duration, found {text or 'nothing'}")
        return int(text)

    @cached_property
    def teachers(self) -> dict[str, Element]:
        found = {
            one.get("Id", ""): one
            for one in self.element.iterfind("Resources/Resource")
            if _reference(one.find("ResourceType")).lower() == TEACHERS
        }
        if not found:
            raise Unreadable(f"{self.path}: Resources: expected resources of the type Teacher, found none")
        return found

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The times of the file, in its order: days as they come, and the times of each day counted."""
        days: dict[str, int] = {}
        orders: Counter[int] = Counter()
        periods = []
        for name, time in self.times.items():
            day = self.known(_reference(time.find("Day")), f"Time {name}", "a Day")
            number = days.setdefault(day, len(days) + 1)
            orders[number] += 1
            periods.append(Period(name, number, orders[number]))
        return tuple(periods)

    @cached_property
    def busy(self) -> dict[str, set[str]]:
        """For each teacher the times at which the school promised not to need them."""
        found: dict[str, set[str]] = {teacher: set() for teacher in self.teachers}
        for constraint in self.element.iterfind("Constraints/AvoidUnavailableTimesConstraint"):
            times = set(self._times_of(constraint))
            for teacher in self._teachers_of(constraint):
                found[teacher] |= times
        return found

    def _times_of(self, constraint: Element) -> Iterator[str]:
        yield from (name for name in _references(constraint, "Times/Time") if name in self.times)
        groups = set(_references(constraint, "TimeGroups/TimeGroup"))
        for name, time in self.times.items():
            member_of = {*_references(time, "Day"), *_references(time, "Week"), *_references(time, "TimeGroups/*")}
            if groups & member_of:
                yield name

    def _teachers_of(self, constraint: Element) -> Iterator[str]:
        yield from (name for name in _references(constraint, "AppliesTo/Resources/Resource") if name in self.teachers)
        groups = set(_references(constraint, "AppliesTo/ResourceGroups/ResourceGroup"))
        for name, teacher in self.teachers.items():
            if groups & set(_references(teacher, "ResourceGroups/ResourceGroup")):
                yield name


class Solution:
    """One timetable for a school: when each event is, and with whom."""

    def __init__(self, instance: Instance, element: Element) -> None:
        self.instance = instance
        self.placed: Counter[str] = Counter()
        self.teaches: dict[str, set[str]] = {teacher: set() for teacher in instance.teachers}
        for event in element.iterfind("Events/Event"):
            self._place(event)
        for name, event in instance.events.items():
            # An event that the solution leaves out is where the instance had put it, if anywhere.
            if name not in self.placed and event.find("Time") is not None:
                self._hold(event, event, instance.duration(event))

    @property
    def is_complete(self) -> bool:
        events = self.instance.events.items()
        return all(self.placed[name] >= self.instance.duration(event) for name, event in events)

    def problem(self) -> VisitsProblem:
        instance = self.instance
        teachers = [
            Teacher(name, frozenset(self.teaches[name]), frozenset(instance.busy[name])) for name in instance.teachers
        ]
        periods = instance.periods
        if len({period.day for period in periods}) in DAYS_OF_A_WEEK:
            periods, teachers = _fortnight(periods), [_twice(teacher) for teacher in teachers]
        return VisitsProblem(periods, tuple(teachers), triads([teacher.id for teacher in teachers]))

    def _place(self, event: Element) -> None:
        described = self.instance.event(_reference(event))
        duration = self.instance.duration(event if event.find("Duration") is not None else described)
        self.placed.setdefault(_reference(event), 0)
        self._hold(event, described, duration)

    def _hold(self, event: Element, described: Element, duration: int) -> None:
        time = _reference(event.find("Time")) or _reference(described.find("Time"))
        if not time:
            return
        if time not in self.instance.place:
            raise Unreadable(
                f"{self.instance.path}: Event {described.get('Id')}: expected the Id of a time, found {time}"
            )
        first = self.instance.place[time]
        self.placed[described.get("Id", "")] += duration
        for name in {*_references(described, "Resources/Resource"), *_references(event, "Resources/Resource")}:
            if name in self.teaches:
                self.teaches[name].update(list(self.instance.times)[first : first + duration])


def triads(teachers: list[str]) -> tuple[tuple[str, ...], ...]:
    """One group for every three, in order; whoever is left over is in the last."""
    starts = range(0, max(1, len(teachers) // TRIAD) * TRIAD, TRIAD)
    ends = [*starts[1:], len(teachers)]
    return tuple(tuple(teachers[start:end]) for start, end in zip(starts, ends, strict=True))


def _fortnight(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    days = max(period.day for period in periods)
    return tuple(
        Period(f"{period.id}/{week + 1}", period.day + week * days, period.order)
        for week in range(2)
        for period in periods
    )


def _twice(teacher: Teacher) -> Teacher:
    teaches, busy = (
        frozenset(f"{name}/{week}" for name in names for week in (1, 2)) for names in (teacher.teaches, teacher.busy)
    )
    return Teacher(teacher.id, teaches, busy)


def _reference(element: Element | None) -> str:
    return "" if element is None else element.get("Reference", "")


def _references(element: Element, way: str) -> Iterator[str]:
    return (_reference(one) for one in element.iterfind(way))
