"""A programme's year as its lead sees it: each group at a glance, each host school, and what is fair."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.kit.listing import listed
from collegium.people.models import School
from collegium.scheduling.looking import Outline, outline
from collegium.scheduling.models import GroupYear, ProgrammeYear
from collegium.scheduling.words import say_unmet


@dataclass(frozen=True)
class Line:
    """One group of the plan."""

    found: GroupYear
    outline: Outline
    cells: tuple[str, ...]
    reason: str = ""
    attempt: str = ""

    @property
    def title(self) -> str:
        return self.found.group.title

    @property
    def time(self) -> str:
        return f"{WEEKDAYS[self.found.weekday]} {self.found.starts_at:%H:%M}"

    @property
    def missing(self) -> int:
        """Seats that stay empty over the year, all meetings together."""
        return sum(len(stop["absent"]) for stop in self.found.stops)


@dataclass(frozen=True)
class Hosting:
    """One host school over the year."""

    school: School
    days: tuple[date, ...]
    busiest: int

    @property
    def dates(self) -> str:
        return ", ".join(date_format(day, "j M") for day in self.days)


@dataclass(frozen=True)
class Overview:
    lines: list[Line]
    months: list[str]
    hosts: list[Hosting]

    @property
    def planned(self) -> list[Line]:
        return [line for line in self.lines if line.found.stops]

    @property
    def unmet(self) -> list[Line]:
        return [line for line in self.lines if not line.found.stops]

    @property
    def sentences(self) -> list[str]:
        return [line for line in (self._hosting(), self._fairly_hosted(), self._travel(), self._missing()) if line]

    def _hosting(self) -> str:
        if not self.hosts:
            return ""
        said = [
            ngettext("%(school)s hosts %(n)d meeting", "%(school)s hosts %(n)d meetings", len(one.days))
            % {"school": one.school.name, "n": len(one.days)}
            for one in self.hosts
        ]
        return listed(said) + "."

    def _fairly_hosted(self) -> str:
        """Within each group: whose turns differ by more than one."""
        uneven = [
            line.title
            for line in self.planned
            if (turns := Counter(one.host for one in line.outline.dates if one.host))
            and max(turns.values()) - min(turns.values()) > 1
        ]
        if uneven:
            return _("Schools do not host equally often in %(groups)s.") % {"groups": listed(uneven)}
        return _("In every group the schools host in turn.") if self.hosts[1:] else ""

    def _travel(self) -> str:
        apart = [max(line.found.travel) - min(line.found.travel) for line in self.planned if line.found.travel]
        if not apart or not max(apart):
            return ""
        return ngettext(
            "In no group does anybody travel more than %(n)d minute longer than another over the year.",
            "In no group does anybody travel more than %(n)d minutes longer than another over the year.",
            max(apart),
        ) % {"n": max(apart)}

    def _missing(self) -> str:
        seats = sum(line.found.members * len(line.found.stops) for line in self.planned)
        missing = sum(line.missing for line in self.planned)
        if not missing:
            return _("As far as their wishes say, everybody can come every time.") if seats else ""
        return _("Of %(seats)d places at all meetings, %(missing)d stay empty, as far as wishes say.") % {
            "seats": seats, "missing": missing,
        }  # fmt: skip


def overview(plan: ProgrammeYear) -> Overview:
    """Three queries, however many groups."""
    found = list(plan.groups.select_related("group").order_by("group__title", "pk"))
    schools = School.objects.in_bulk({stop["host"] for one in found for stop in one.stops if stop["host"]})
    months = _months([stop["on"] for one in found for stop in one.stops])
    lines = [_line(one, schools, months) for one in found]
    return Overview(lines, [date_format(month, "M") for month in months], _hosts(found, schools))


def _line(one: GroupYear, schools: dict[int, School], months: list[date]) -> Line:
    whole = outline(one.stops, {}, schools, one.travel, knows_who=False)
    cells = tuple(
        ", ".join(str(day.on.day) for day in whole.dates if (day.on.year, day.on.month) == (month.year, month.month))
        for month in months
    )
    reason, attempt = say_unmet(one.unmet) if not one.stops else ("", "")
    return Line(one, whole, cells, reason, attempt)


def _months(days: list[str]) -> list[date]:
    if not days:
        return []
    first, last = (12 * day.year + day.month - 1 for day in map(date.fromisoformat, (min(days), max(days))))
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def _hosts(found: list[GroupYear], schools: dict[int, School]) -> list[Hosting]:
    days: dict[int, list[date]] = defaultdict(list)
    for one in found:
        for stop in one.stops:
            if stop["host"] in schools:
                days[stop["host"]].append(date.fromisoformat(stop["on"]))
    return [
        Hosting(schools[pk], tuple(sorted(on)), max(Counter(on).values()))
        for pk, on in sorted(days.items(), key=lambda item: schools[item[0]].name)
    ]
