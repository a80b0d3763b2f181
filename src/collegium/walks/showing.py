"""A walk as its pages show it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.people.models import Person
from collegium.walks.models import LookFor, Sheet, Stop, Walk, Walker


@dataclass(frozen=True)
class Place:
    """A lesson to look into: when, where, whether the other walker looks as well, and what was written."""

    number: int
    day: str
    period: str
    where: str
    is_double: bool
    steps: dict[str, int | None]
    changed: int

    @property
    def is_written(self) -> bool:
        return self.changed > 0


def places(walk: Walk, walker: Walker) -> list[Place]:
    """Where this walker goes, in order. Of the other's sheets nothing: each looks with their own eyes."""
    mine = {sheet.stop_id: sheet for sheet in Sheet.objects.filter(walker=walker)}
    stops = Stop.objects.of_walker(walker).in_order().select_related("period", "teacher")
    found = []
    for stop in stops:
        sheet = mine.get(stop.pk)
        found.append(Place(
            stop.pk, date_format(stop.day, "l j F"), _period(stop), where(stop), stop.is_double,
            sheet.steps if sheet else {}, sheet.changed if sheet else 0,
        ))  # fmt: skip
    return found


def where(stop: Stop) -> str:
    """How one finds it: room and class; the name only where the timetable says neither."""
    return " · ".join(filter(None, (stop.room, stop.class_name))) or stop.teacher.name


def state(walk: Walk, walker: Walker) -> dict[str, Any]:
    """All that a device needs to go on alone."""
    return {
        "lookFors": [
            {"key": str(one.pk), "text": one.text, "steps": [str(step) for step in one.of_scale.steps]}
            for one in walk.looked_for()
        ],
        "places": [
            {"stop": one.number, "day": one.day, "period": one.period, "where": one.where, "both": one.is_double,
             "steps": one.steps, "changed": one.changed}
            for one in places(walk, walker)
        ],
    }  # fmt: skip


def sent(walk: Walk) -> list[tuple[str, int, int]]:
    """Of each walker, how many of their lessons have arrived: a phone without a network may hold the rest."""
    written = Counter(Sheet.objects.filter(stop__walk=walk).values_list("walker", flat=True))
    goes = [(stop.first, stop.is_double) for stop in walk.stops.all()]
    return [
        (walker.person.name, written[walker.pk], sum(double or first == walker.place for first, double in goes))
        for walker in walk.walkers.select_related("person").order_by("place")
    ]


@dataclass(frozen=True)
class Mine:
    """A lesson of one's own that was looked into, and each word that was written there."""

    focus: str
    day: str
    period: str
    sheets: list[list[tuple[str, str]]]


def lessons_of(person: Person) -> list[Mine]:
    """Until the walk is closed its teachers read what was written in their lessons. Four queries."""
    stops = Stop.objects.filter(teacher=person, is_seen=True).in_order().select_related("walk", "period")
    return [
        Mine(stop.walk.focus, date_format(stop.day, "l j F"), stop.period.title,
             [_words(sheet, list(stop.walk.look_fors.all())) for sheet in stop.sheets.all()])
        for stop in stops.prefetch_related("sheets", "walk__look_fors")
    ]  # fmt: skip


def _words(sheet: Sheet, look_fors: list[LookFor]) -> list[tuple[str, str]]:
    said = []
    for one in sorted(look_fors, key=lambda one: one.order):
        step = sheet.step(one.pk)
        said.append((one.text, str(one.of_scale.steps[step]) if step is not None else _("could not tell")))
    return said


def _period(stop: Stop) -> str:
    return f"{stop.period.title}, {stop.period.starts_at:%H:%M}"
