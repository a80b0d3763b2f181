"""Where a programme stands for its lead: the figures, each with what it is of, and the one thing to do next.

``staff`` is whom the programme asks, worked out once for a page.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from collegium.kit.asking import written_once
from collegium.people.alphabet import by_surname
from collegium.people.models import Person, School
from collegium.programmes.models import (
    Answer,
    Programme,
    Unanswered,
    VisionSeen,
    is_new_to,
    weekly,
    with_induction,
)


@dataclass(frozen=True)
class Asked:
    """Somebody whom the programme asks. ``choice``: what the lead decided for them while they were silent."""

    pk: int
    name: str
    has_mail: bool
    has_answered: bool
    would_lead: bool
    choice: str

    @property
    def decision(self) -> str:
        return str(Unanswered.Choice(self.choice).label) if self.choice else ""


@dataclass(frozen=True)
class Staff:
    """Whom a programme asks, by name; how many of them have seen the vision, and never who; what it offers them."""

    people: list[Asked]
    seen: int
    new: int
    themes: int

    @property
    def silent(self) -> list[Asked]:
        """Who has not answered."""
        return [one for one in self.people if not one.has_answered]


def staff_of(programme: Programme) -> Staff:
    """``Programme.staff`` as the desk shows it. Two queries, however many they are."""
    [(themes, new_go_elsewhere)] = _offered(programme)
    for_new = programme.approach.is_for_new_staff
    everybody = _everybody(programme, programme.year_starts_on)
    rows = [row for row in everybody if (row.is_new if for_new else not (row.is_new and new_go_elsewhere))]
    return Staff(
        [_asked(row) for row in rows], sum(row.has_seen for row in rows),
        0 if for_new else len(everybody) - len(rows), themes,
    )  # fmt: skip


@written_once
def _offered(programme: Programme) -> QuerySet[Programme, tuple[int, bool]]:
    this = Programme.objects.filter(pk=programme.pk).annotate(offered=Count("themes"), for_new=with_induction())
    return this.values_list("offered", "for_new")


@written_once
def _everybody(programme: Programme, year_starts_on: date) -> QuerySet[Person, Any]:
    schools = School.objects.filter(programmes=programme)
    mine = {"programme": programme, "person": OuterRef("pk")}
    staff = Person.objects.on_staff_of(schools).annotate(
        is_new=is_new_to(schools, year_starts_on),
        has_seen=Exists(VisionSeen.objects.filter(**mine)),
        would_lead=Subquery(Answer.objects.filter(**mine).values("would_lead")[:1]),
        choice=Subquery(Unanswered.objects.filter(**mine).values("choice")[:1]),
    )
    return staff.order_by(*by_surname(), "pk").values_list(
        "pk", "first_name", "last_name", "email", "is_new", "has_seen", "would_lead", "choice", named=True
    )


def _asked(row: Any) -> Asked:
    return Asked(
        pk=row.pk,
        name=f"{row.first_name} {row.last_name}".strip(),
        has_mail=bool(row.email),
        has_answered=row.would_lead is not None,
        would_lead=bool(row.would_lead),
        choice=row.choice or "",
    )


@dataclass(frozen=True)
class Standing:
    """Counts of people, never a list of who has seen the vision. ``new`` have a pathway of their own."""

    asked: int
    answered: int
    seen: int
    new: int
    leading: int | None
    themes: int
    is_collecting: bool
    undecided: int

    @property
    def is_under_way(self) -> bool:
        """Whether anybody has been asked yet, here or elsewhere: only then is somebody silent."""
        return self.is_collecting or self.answered > 0

    @property
    def silent(self) -> int:
        return self.asked - self.answered


def standing_of(programme: Programme, staff: Staff, at: datetime) -> Standing:
    is_collecting = programme.is_collecting(at)
    return Standing(
        asked=len(staff.people),
        answered=sum(one.has_answered for one in staff.people),
        seen=staff.seen,
        new=staff.new,
        leading=None if is_collecting else sum(one.would_lead for one in staff.people),
        themes=staff.themes,
        is_collecting=is_collecting,
        undecided=sum(not one.choice for one in staff.silent),
    )


@dataclass(frozen=True)
class Said:
    """What one person wished, as the lead reads it after closing."""

    name: str
    wishes: list[str]
    cannot: list[str]
    question: str
    would_lead: bool
    joins_as_given: bool
    alone: bool


def said_to(lead: Person, programme: Programme, staff: Staff, at: datetime) -> list[Said]:
    """Everybody's wishes, once they are closed; nothing before. Two queries, however many they are."""
    if programme.is_collecting(at):
        return []
    wished = _wished(lead, programme)
    times = defaultdict(list)
    for answer, weekday, starts_at in _cannot(programme) if wished else []:
        times[answer].append(weekly(weekday, starts_at))
    names = {one.pk: one.name for one in staff.people}
    return [
        _said(list(rows), names[person], times[answer])
        for (answer, person), rows in groupby(wished, key=lambda row: (row.pk, row.person))
        if person in names
    ]


@written_once
def _wished(lead: Person, programme: Programme) -> QuerySet[Answer, Any]:
    """A row for each wish, the first one first, and for whoever answered without a wish."""
    known = Answer.objects.filter(programme=programme, programme__in=Programme.objects.led_by(lead))
    return known.order_by(*by_surname("person__"), "person", "wishes__rank").values_list(
        "pk", "person", "question", "would_lead", "joins_as_given", "alone", "wishes__rank", "wishes__theme__title",
        named=True,
    )  # fmt: skip


@written_once
def _cannot(programme: Programme) -> QuerySet[Answer, Any]:
    times = Answer.objects.filter(programme=programme, cannot__isnull=False).order_by(
        "cannot__weekday", "cannot__starts_at"
    )
    return times.values_list("pk", "cannot__weekday", "cannot__starts_at")


def _said(rows: list[Any], name: str, cannot: list[str]) -> Said:
    one = rows[0]
    return Said(
        name=name,
        wishes=[f"{place}. {row.wishes__theme__title}" for place, row in enumerate(rows, 1) if row.wishes__rank],
        cannot=cannot,
        question=one.question,
        would_lead=one.would_lead,
        joins_as_given=one.joins_as_given,
        alone=one.alone,
    )
