"""How far an outcome has come, by department: who was told of it, who read it, who tried it. Counts, and no names.

People say these things themselves. What is shown of them are whole fives of departments of ten and more, counted up
to the last Monday: from no two looks can anybody work out what one colleague did.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from collegium.enquiry.models import Echo
from collegium.kit import clock
from collegium.people.models import Appointment, Department, School
from collegium.sharings.choosing import KINDS, title_of, whose
from collegium.sharings.models import Contribution, Presence, Step, Tally, Uptake

# Smaller departments are counted as “other departments”; what is shown is counted down to whole fives.
FEWEST, STEP = 10, 5
HEARD, READ, TRIED = "heard", "read", "tried"
STEPS = (HEARD, READ, TRIED)
Key = tuple[str, int]
People = set[int]


@dataclass(frozen=True)
class Row:
    """One department: how many at least heard, read, tried it, and what its slips said. 0: fewer than five."""

    name: str
    of: int
    heard: int
    read: int
    tried: int
    slips: int = 0

    @property
    def bars(self) -> list[tuple[str, int]]:
        return [(_("told of it"), self.heard), (_("read it"), self.read), (_("try it"), self.tried)]


@dataclass(frozen=True)
class Reached:
    """One outcome in a year: in how many departments at least five were told of it, read it, try it."""

    key: Key
    heard: int
    read: int
    tried: int


def large_departments(school: School) -> QuerySet[Department]:
    """Those in which ten and more work today."""
    posts = Appointment.objects.current().filter(school=school, department__isnull=False)
    large = posts.values("department").annotate(size=Count("person", distinct=True)).filter(size__gte=FEWEST)
    return Department.objects.filter(pk__in=large.values("department")).order_by("name")


def last_monday(school: School, at: datetime) -> datetime:
    day = clock.day_of(at, school.timezone)
    return datetime.combine(day - timedelta(days=day.weekday()), time.min, tzinfo=ZoneInfo(school.timezone))


def at_least(value: int, of: int) -> int:
    """In whole fives, and never so many that all but a few are meant."""
    return max(0, min(value, of - STEP) // STEP * STEP)


def spread_of(school: School, keys: Iterable[Key], at: datetime) -> list[Row]:
    """Department by department, over all of these outcomes together. The same few queries for any number."""
    wanted = set(keys)
    reached = _people(school, last_monday(school, at))
    everybody: dict[str, People] = {
        step: set().union(*(reached[step].get(key, set()) for key in wanted)) for step in STEPS
    }
    slips = _slips(school, wanted)
    return [_row(name, staff, everybody, slips.get(number, 0)) for number, name, staff in _departments(school)]


def _row(name: str, staff: People, everybody: Mapping[str, People], slips: int) -> Row:
    heard, read, tried = (at_least(len(everybody[step] & staff), len(staff)) for step in STEPS)
    return Row(name, len(staff), heard, read, tried, at_least(slips, len(staff)))


def year_of(school: School, keys: Iterable[Key], at: datetime) -> list[Reached]:
    """Outcome by outcome: in how many departments."""
    reached, departments = _people(school, last_monday(school, at)), _departments(school)
    return [
        Reached(key, *(
            sum(at_least(len(reached[step].get(key, set()) & one), len(one)) > 0 for _n, _name, one in departments)
            for step in STEPS
        ))
        for key in keys
    ]  # fmt: skip


def _departments(school: School) -> list[tuple[int | None, str, People]]:
    """The large ones, and all others as one; that one is left out where it is small too."""
    posts = Appointment.objects.current().filter(school=school).values_list(
        "department", "department__name", "person"
    )
    names: dict[int | None, str] = {}
    staff: dict[int | None, People] = defaultdict(set)
    for department, name, person in posts:
        names[department] = name or ""
        staff[department].add(person)
    large = {one for one in staff if one is not None and len(staff[one]) >= FEWEST}
    found = sorted(((one, names[one], staff[one]) for one in large), key=lambda each: each[1])
    others = set().union(*(people for one, people in staff.items() if one not in large))
    name = _("Other departments") if found else _("All departments together")
    return [*found, *([(None, name, others)] if len(others) >= FEWEST else [])]


def _people(school: School, until: datetime) -> Mapping[str, Mapping[Key, People]]:
    """Who did what with which outcome, before that day. Four queries."""
    found: dict[str, dict[Key, People]] = {step: defaultdict(set) for step in STEPS}
    told = defaultdict(list)
    for one in Contribution.objects.filter(sharing__school=school):
        told[one.sharing_id].append(one.key)
    there = Presence.objects.filter(sharing__school=school, sharing__cancelled_at=None, at__lt=until)
    for sharing, person in there.values_list("sharing", "person"):
        for key in told[sharing]:
            found[HEARD][key].add(person)
    for report, policy, person, step in Uptake.objects.filter(at__lt=until).values_list(
        "report", "policy", "person", "step"
    ):
        key = ("report", report) if report else ("policy", policy)
        found[READ][key].add(person)
        if step != Step.READ:
            found[TRIED][key].add(person)
    for idea, person in Echo.objects.filter(at__lt=until).values_list("idea", "person"):
        found[READ]["idea", idea].add(person)
        found[TRIED]["idea", idea].add(person)
    return found


def _slips(school: School, wanted: set[Key]) -> dict[int | None, int]:
    """What slips would try, of sessions whose slips were counted; a small department's were never told apart."""
    known = Tally.objects.filter(
        contribution__sharing__school=school, contribution__sharing__counted_at__isnull=False
    ).select_related("contribution")
    found: dict[int | None, int] = defaultdict(int)
    for tally in known:
        if tally.contribution.key in wanted:
            found[tally.department_id] += tally.count
    return found


def outcomes_of(school: School, starts_on: date, person: Any) -> list[tuple[Key, str, str]]:
    """A year's outcomes that the whole staff may read: key, title, whose."""


    found = []
    for name, kind in KINDS.items():
        known: Any = kind.readable(school)
        rows = known.visible_to(person).filter(kind.of(starts_on)).order_by("-at", "-pk")
        found += [((name, row.pk), title_of(name, row), whose(name, row)) for row in rows]
    return found
