"""A possible year as a page shows it: at a glance by months, and what it means for people in plain words."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.groups.models import Membership
from collegium.kit.listing import listed
from collegium.people.models import Person, School
from collegium.scheduling.counting import short_names
from collegium.scheduling.models import Agreement, Choosing, Travel, Year
from collegium.scheduling.words import number

DAYS_IN_A_WEEK = 7
LETTERS = "ABC"


@dataclass(frozen=True)
class Date:
    """One meeting of a possible year."""

    on: date
    host: str
    room: str
    absent: tuple[str, ...]

    @property
    def words(self) -> str:
        return date_format(self.on, "D j F")


@dataclass(frozen=True)
class Month:
    name: str
    days: tuple[Date, ...]


@dataclass(frozen=True)
class Outline:
    """The dates of a year, with what they mean. Knows neither pages nor the database."""

    dates: tuple[Date, ...]
    members: int
    travel: tuple[int, ...] = ()
    knows_who: bool = True

    @property
    def months(self) -> list[Month]:
        """Every month from the first meeting to the last, those without one too."""
        if not self.dates:
            return []
        first, last = (12 * day.on.year + day.on.month - 1 for day in (self.dates[0], self.dates[-1]))
        return [
            Month(
                date_format(date(month // 12, month % 12 + 1, 1), "M"),
                tuple(one for one in self.dates if _month(one.on) == month),
            )
            for month in range(first, last + 1)
        ]

    @cached_property
    def misses(self) -> Counter[str]:
        return Counter(name for one in self.dates for name in one.absent)

    @property
    def sentences(self) -> list[str]:
        return [line for line in (self.who_misses(), self.who_hosts(), self.how_far_apart(), self.how_far()) if line]

    def who_misses(self) -> str:
        if not self.knows_who:
            return ""
        if not self.misses:
            return _("Everybody can come every time.")
        once = sorted(name for name, times in self.misses.items() if times == 1)
        lines = [
            _("%(name)s misses %(n)s of them.") % {"name": name, "n": number(times)}
            for name, times in sorted(self.misses.items())
            if times > 1
        ]
        if once:
            lines.append(
                ngettext("%(names)s misses one.", "%(names)s miss one each.", len(once)) % {"names": listed(once)}
            )
        return " ".join(lines)

    def who_hosts(self) -> str:
        return said_of_hosts(Counter(one.host for one in self.dates if one.host))

    def how_far_apart(self) -> str:
        weeks = [round((later.on - earlier.on).days / DAYS_IN_A_WEEK) for earlier, later in pairwise(self.dates)]
        if not weeks:
            return ""
        if min(weeks) == max(weeks):
            said = ngettext(
                "%(n)s week between two meetings.", "%(n)s weeks between two meetings.", weeks[0]
            ) % {"n": number(weeks[0])}  # fmt: skip
        else:
            said = _("%(few)s to %(many)s weeks between two meetings.") % {
                "few": number(min(weeks)), "many": number(max(weeks)),
            }  # fmt: skip
        return said[:1].upper() + said[1:]

    def how_far(self) -> str:
        """Nothing where the ways between the schools are not known."""
        if not self.travel or not max(self.travel):
            return ""
        apart = max(self.travel) - min(self.travel)
        if not apart:
            return _("Everybody travels as long as the others.")
        return ngettext(
            "Over the year nobody travels more than %(n)d minute longer than another.",
            "Over the year nobody travels more than %(n)d minutes longer than another.",
            apart,
        ) % {"n": apart}


def said_of_hosts(turns: Mapping[str, int]) -> str:
    """Every school hosts twice; or who hosts how often."""
    if not turns:
        return _("By video each time.")
    if len(turns) == 1:
        return _("Always at %(school)s.") % {"school": next(iter(turns))}
    if len(set(turns.values())) == 1:
        return _("Every school hosts %(times)s.") % {"times": _times(next(iter(turns.values())))}
    order = sorted(turns.items(), key=lambda turn: (-turn[1], turn[0]))
    said = [_("%(school)s hosts %(times)s") % {"school": school, "times": _times(n)} for school, n in order]
    return listed(said) + "."


def _times(n: int) -> str:
    return {1: _("once"), 2: _("twice")}.get(n) or _("%(n)s times") % {"n": number(n)}


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


@dataclass(frozen=True)
class Face:
    """A possible year as one member meets it."""

    year: Year
    outline: Outline
    agreed: tuple[str, ...]
    i_agree: bool

    @property
    def letter(self) -> str:
        return LETTERS[(self.year.number - 1) % len(LETTERS)]

    @property
    def title(self) -> str:
        return f"{WEEKDAYS[self.year.weekday]} {self.year.starts_at:%H:%M}"


def faces(choosing: Choosing, person: Person) -> list[Face]:
    """Six queries, however many members and meetings there are."""
    years = list(choosing.years.order_by("number"))
    members = list(
        Membership.objects.current().filter(group=choosing.group_id).select_related("person", "school").order_by("pk")
    )
    names = short_names([member.person for member in members])
    schools = School.objects.in_bulk({stop["host"] for year in years for stop in year.stops if stop["host"]})
    minutes = ways_between({*schools, *(member.school_id for member in members)})
    agreed: dict[int, list[int]] = {}
    said = Agreement.objects.filter(year__choosing=choosing).order_by("at")
    for number_of_year, who in said.values_list("year", "person"):
        agreed.setdefault(number_of_year, []).append(who)
    found = []
    for year in years:
        yes = agreed.get(year.pk, [])
        found.append(
            Face(
                year=year,
                outline=outline(
                    year.stops, names, schools, totals(year.stops, members, minutes),
                    knows_who=not choosing.from_programme,
                ),
                agreed=tuple(names[who] for who in yes if who in names),
                i_agree=person.pk in yes,
            )
        )
    return found


def outline(
    stops: Sequence[Mapping[str, Any]], names: Mapping[int, str], schools: Mapping[int, School],
    travel: Iterable[int], *, knows_who: bool = True,
) -> Outline:  # fmt: skip
    dates = tuple(
        Date(
            on=date.fromisoformat(stop["on"]),
            host=schools[stop["host"]].name if stop["host"] in schools else "",
            room=stop["room"],
            absent=tuple(names[who] for who in stop["absent"] if who in names),
        )
        for stop in stops
    )
    return Outline(dates, len(names), tuple(travel), knows_who)


def ways_between(schools: Collection[int]) -> dict[frozenset[int], int]:
    ways = Travel.objects.filter(first__in=schools, second__in=schools)
    return {frozenset((way.first_id, way.second_id)): way.minutes for way in ways}


def totals(
    stops: Sequence[Mapping[str, Any]], members: Sequence[Membership], minutes: Mapping[frozenset[int], int]
) -> list[int]:
    """For each member the minutes of a year, one way; nothing at all where some way is not known."""
    found = []
    for member in members:
        total = 0
        for stop in stops:
            host = stop["host"]
            if host and host != member.school_id and member.person_id not in stop["absent"]:
                known = minutes.get(frozenset((host, member.school_id)))
                if known is None:
                    return []
                total += known
        found.append(total)
    return found
