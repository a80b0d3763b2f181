"""Bringing groups that exist already: this year's go on, last years' become the history they are."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from collegium.groups import starting
from collegium.groups.inviting import invite
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.bringing import Problem
from collegium.kit.tables import Table
from collegium.kit.tongues import is_no, is_yes, said_anywhere
from collegium.people.models import Appointment, Person, School
from collegium.programmes.models import Programme, Theme

HEADERS = {
    "person": {"person", "name", "member", "teacher", "staff", "colleague", "email", "e-mail", "work e-mail"},
    "group": {"group", "group name", "set", "plc", "tlc", "community", "title"},
    "theme": {"theme", "topic", "focus", "area"},
    "leader": {"leader", "learning leader", "coordinator", "leads", "led by", "role"},
    "year": {"year", "school year", "academic year"},
}
# As the page names them, each understood in each of our languages.
HEADINGS = {
    "person": pgettext_lazy("heading of a column", "person"),
    "group": pgettext_lazy("heading of a column", "group"),
    "theme": pgettext_lazy("heading of a column", "theme"),
    "leader": pgettext_lazy("heading of a column", "leader"),
    "year": pgettext_lazy("heading of a column", "year"),
}
LEADS = {"leader", "coordinator", "learning leader"}


@dataclass(frozen=True)
class Row:
    """One person in one group in one year."""

    person: Person
    school: School
    group: str
    theme: str
    leads: bool
    year_starts_on: date


@dataclass(frozen=True)
class Reading:
    """What a list would bring, and which of its rows need mending first."""

    rows: list[Row]
    problems: list[Problem]

    @property
    def groups(self) -> list[tuple[date, str, list[Row]]]:
        """The groups it would make or fill, the latest year first."""
        found: dict[tuple[date, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.year_starts_on, row.group].append(row)
        ordered = sorted(found, key=lambda group: (-group[0].toordinal(), group[1].casefold()))
        return [(year, title, found[year, title]) for year, title in ordered]


@dataclass(frozen=True)
class Outcome:
    """How many groups are new, and how many people belong to one or are suggested to one."""

    groups: int
    members: int


class Staff:
    """Everybody who works or worked at the programme's schools, by address and by name."""

    def __init__(self, programme: Programme) -> None:
        self.found: dict[str, list[tuple[Person, School]]] = defaultdict(list)
        posts = Appointment.objects.filter(school__in=programme.schools.all()).select_related("person", "school")
        people = {post.person_id: post for post in posts.order_by("starts_on", "pk")}
        for post in people.values():
            person = post.person
            names = {person.name, f"{person.last_name} {person.first_name}", person.email or ""}
            for name in {plain(name) for name in names} - {""}:
                self.found[name].append((person, post.school))

    def called(self, words: str) -> list[tuple[Person, School]]:
        return self.found.get(plain(words), [])


def plain(words: str) -> str:
    """Without accents, commas, doubled spaces and capitals: as people write names in lists."""
    letters = unicodedata.normalize("NFKD", words.replace(",", " ").casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def read(table: Table, programme: Programme, *, by: Person | None = None) -> Reading:
    """Each row by itself: what is understood, and what is not with a way to mend it. ``by``: who brings it."""
    places = columns(table.columns)
    if missing := [name for name in ("person", "group") if name not in places]:
        heading = str(HEADINGS[missing[0]])
        reason = _("The list has no column “%s”.") % heading
        return Reading([], [Problem(1, heading, reason, _("Name the column so in the first row."))])
    staff = Staff(programme)
    numbers = table.numbers or range(2, len(table.rows) + 2)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in zip(numbers, table.rows, strict=False):
        said = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        try:
            found = understood(said, staff, programme)
            ensure_no_way_in(found, programme, by)
            rows += found
        except Bad as bad:
            column, *rest = bad.args
            problems.append(Problem(number, str(HEADINGS[column]), *rest))
    return Reading(rows, problems)


class Bad(Exception):
    """A row that cannot be understood: column, reason, mend."""


def columns(names: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the usual names of such columns."""
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        for field, usual in HEADERS.items():
            if plain(name) in usual | {plain(heading) for heading in said_anywhere(HEADINGS[field])}:
                places.setdefault(field, place)
    return places


def understood(said: dict[str, str], staff: Staff, programme: Programme) -> list[Row]:
    group = said["group"]
    if not group:
        raise Bad("group", _("No group."), _("Write the group’s name."))
    if len(group) > 120:
        raise Bad("group", _("The name is longer than 120 letters."), _("Shorten it."))
    year = year_meant(said.get("year", ""), programme)
    theme = said.get("theme", "")[:100]
    person, school = somebody(said["person"], staff, "person")
    leader = said.get("leader", "")
    themself = {plain(person.name), plain(person.email or "-")}
    leads = is_yes(leader) or is_called_leader(leader) or plain(leader) in themself
    rows = [Row(person, school, group, theme, leads, year)]
    if not leads and not is_no(leader) and plain(leader) != "member":
        head, their_school = somebody(leader, staff, "leader")
        rows.append(Row(head, their_school, group, theme, True, year))
    return rows


def is_called_leader(cell: str) -> bool:
    return plain(cell) in LEADS | {plain(word) for word in said_anywhere(HEADINGS["leader"])}


def ensure_no_way_in(rows: Iterable[Row], programme: Programme, by: Person | None) -> None:
    """Whoever brings a list does not come by it into a group that goes on: its members decide who joins them."""
    for row in rows:
        if row.person != by or row.year_starts_on != programme.year_starts_on:
            continue
        here = programme.groups.going().filter(title__iexact=row.group).order_by("pk").first()
        if here and not here.memberships.filter(person=by).exists():
            raise Bad("person", _("“%s” is a group already, and its members decide who joins.") % row.group,
                      _("Leave your own row out, and ask to join on the group’s page."))  # fmt: skip


def somebody(words: str, staff: Staff, column: str) -> tuple[Person, School]:
    if not words:
        raise Bad(column, _("Nobody is named."), _("Write a name or an e-mail address."))
    found = staff.called(words)
    if not found:
        raise Bad(column, _("“%s” is not on the staff list.") % words, _("Check the spelling, or import them first."))
    if len(found) > 1:
        raise Bad(column, _("More than one colleague is called “%s”.") % words,
                  _("Write the e-mail address."))  # fmt: skip
    return found[0]


def year_meant(words: str, programme: Programme) -> date:
    """2025, 2025/26, 2025–2026: the school year that begins then. Nothing: the programme's own."""
    this = programme.year_starts_on
    if not words:
        return this
    match = re.fullmatch(r"((?:19|20)\d\d)(?:\.0)?(?:\s*[-–/]\s*(?:20)?\d\d)?", words)
    if not match:
        raise Bad("year", _("“%s” is not a school year.") % words, _("Write it like 2025/26."))
    year = this.replace(year=int(match[1]))
    if year > this:
        raise Bad("year", _("That year comes after this programme’s."), _("Bring it with next year’s programme."))
    return year


def bring(programme: Programme, rows: Iterable[Row], *, by: Person, at: datetime) -> Outcome:
    """Make what is not there yet, all or nothing. The same list again changes nothing.

    A group that goes on already decides itself who joins: new names are suggested to it.
    """
    groups = members = 0
    with transaction.atomic():
        for year, title, together in Reading(list(rows), []).groups:
            group, is_new = known_or_new(programme, year, title, together, by=by, at=at)
            groups += is_new
            members += (seat if is_new or not group.is_going() else suggest)(group, together, by=by, at=at)
            if over(year, at) and is_new:
                group.conclude(by=by, at=at)
    return Outcome(groups, members)


def known_or_new(
    programme: Programme, year: date, title: str, rows: list[Row], *, by: Person, at: datetime
) -> tuple[Group, bool]:
    of_year = programme_of(programme, year, by=by, at=at)
    if known := Group.objects.filter(programme=of_year, title__iexact=title).order_by("pk").first():
        return known, False
    name = next((row.theme for row in rows if row.theme), "")
    cap = of_year.approach.cap
    group = starting.start(
        by=by, at=at, approach=of_year.approach, title=title, schools={row.school for row in rows},
        programme=of_year, theme=theme_of(of_year, name, by=by, at=at),
        cap=cap and max(cap, len({row.person.pk for row in rows})),
    )  # fmt: skip
    return group, True


def programme_of(programme: Programme, year: date, *, by: Person, at: datetime) -> Programme:
    """This programme, or its like in that year. A year that was never here is remembered as over."""
    if year == programme.year_starts_on:
        return programme
    like = Programme.objects.filter(school=programme.school_id, year_starts_on=year, approach=programme.approach_id)
    if known := like.order_by("pk").first():
        return known
    past = Programme.objects.draft(programme.approach, year_starts_on=year, by=by, at=at, title=programme.title)
    past.schools.set(programme.schools.all())
    Programme.objects.filter(pk=past.pk).update(opened_at=at, closed_at=at, begins_on=year, ends_on=end_of(year))
    return past


def theme_of(programme: Programme, title: str, *, by: Person, at: datetime) -> Theme | None:
    if not title:
        return None
    known = programme.themes.filter(title__iexact=title).order_by("pk").first()
    return known or programme.add_theme(title, by=by, at=at)


def seat(group: Group, rows: list[Row], *, by: Person, at: datetime) -> int:
    """Everybody of these rows belongs, for that year; whoever does already is left alone."""
    new = 0
    leads = {row.person.pk for row in rows if row.leads}
    role = group.approach.roles.filter(leads=True).order_by("pk").first()
    ends = end_of(group.year_starts_on) if over(group.year_starts_on, at) else None
    known = set(group.memberships.values_list("person", flat=True))
    for row in rows:
        if row.person.pk in known:
            continue
        known.add(row.person.pk)
        new += 1
        membership = group.memberships.create(
            person=row.person, school=row.school, joined_on=group.year_starts_on, left_on=ends
        )
        record(by, "joined", membership, at=at)
        if role and row.person.pk in leads:
            membership.roles.create(role=role, from_on=group.year_starts_on, until_on=ends)
    return new


def suggest(group: Group, rows: list[Row], *, by: Person, at: datetime) -> int:
    """Each new name once, to be agreed by the group's own rule and by the person's own yes."""
    known = set(group.memberships.values_list("person", flat=True))
    known |= set(group.invitations.values_list("person", flat=True))
    new = {row.person.pk: row.person for row in rows if row.person.pk not in known}
    for person in new.values():
        invite(group, person, by=by, at=at)
    return len(new)


def end_of(year_starts_on: date) -> date:
    return year_starts_on.replace(year=year_starts_on.year + 1)


def over(year_starts_on: date, at: datetime) -> bool:
    return end_of(year_starts_on) <= clock.day_of(at)
