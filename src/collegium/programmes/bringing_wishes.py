"""Bringing in wishes that were collected elsewhere: looked at row by row, then the good rows or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from collegium.kit.bringing import Problem
from collegium.kit.tables import Table
from collegium.people.models import Appointment, Person
from collegium.programmes.models import Answer, Programme, WishFile
from collegium.programmes.reading_wishes import Known, Line, Reader, Time, guess


@dataclass(frozen=True)
class Understood:
    """A good row: whose it is, what it says, and what keeping it would do."""

    line: Line
    person: Person
    themes: list[str]
    does: str


@dataclass(frozen=True)
class Preview:
    good: list[Understood]
    problems: list[Problem]
    bad: list[Line]
    unknown: list[tuple[str, str, int]]

    @property
    def changing(self) -> int:
        return sum(row.does in {"new", "changed"} for row in self.good)


def take(programme: Programme, table: Table, name: str, *, by: Person, at: datetime) -> WishFile:
    """Put a table aside to be looked at. Nothing of it counts yet; what was left lying by the same person goes."""
    themes = dict(programme.themes.values_list("pk", "title"))
    with transaction.atomic():
        programme.wish_files.filter(by=by).delete()
        return programme.wish_files.create(
            by=by, at=at, name=name[:200], columns=table.columns, rows=table.rows, numbers=table.numbers,
            meanings=guess(table.columns, themes),
        )  # fmt: skip


def look(file: WishFile) -> Preview:
    """What the table says, as things stand now."""
    programme = file.programme
    known = known_to(programme)
    reader = Reader(known, file.columns, file.meanings, file.titles)
    lines = reader.lines(file.rows, file.numbers)
    people = Person.objects.in_bulk([line.person for line in lines if line.person])
    said = _said(programme)
    good = [
        Understood(line, people[line.person], [known.themes[pk] for pk in line.wishes], _does(line, said))
        for line in lines
        if line.person and not line.problems
    ]
    bad = [line for line in lines if line.problems]
    unknown = [(key, text, guessed) for key, (text, guessed) in reader.unknown.items()]
    return Preview(good, [problem for line in bad for problem in line.problems], bad, unknown)


def keep(file: WishFile, *, by: Person, at: datetime) -> int:
    """All good rows, at once, and the table is gone. How many answers are new or other than before."""
    programme = file.programme
    with transaction.atomic():
        programme.held()
        if not WishFile.objects.select_for_update().filter(pk=file.pk).exists():
            return 0
        preview = look(file)
        themes, slots = programme.themes.in_bulk(), programme.slots.in_bulk()
        for row in preview.good:
            if row.does in {"new", "changed"}:
                line = row.line
                programme.collecting.take(
                    row.person, brought_by=by, at=at,
                    wishes=[themes[pk] for pk in line.wishes], cannot=[slots[pk] for pk in line.cannot],
                    question=line.question, would_lead=line.would_lead, joins_as_given=line.joins_as_given,
                )  # fmt: skip
        file.delete()
    return preview.changing


def known_to(programme: Programme) -> Known:
    """The staff of a programme by every word that may stand for them, its themes, and its times."""
    known = Known(
        asked=set(programme.staff().values_list("pk", flat=True)),
        themes=dict(programme.themes.wishable().in_order().values_list("pk", "title")),
        times=[Time(*row) for row in programme.slots.in_order().values_list("pk", "weekday", "starts_at")],
    )
    rows = Appointment.objects.current().filter(school__in=programme.schools.all())
    for pk, email, first, last, code in rows.values_list(
        "person", "person__email", "person__first_name", "person__last_name", "staff_code"
    ):
        known.add_person(pk, email or "", code, f"{first} {last}", f"{last} {first}")
    return known


Saying = tuple[bool, tuple[list[int], set[int], str, bool, bool]]


def _said(programme: Programme) -> dict[int, Saying]:
    """What everybody has answered so far, and whether they did so themselves."""
    answers = Answer.objects.filter(programme=programme).prefetch_related("wishes", "cannot")
    return {
        answer.person_id: (answer.brought_by_id is None, (
            [wish.theme_id for wish in sorted(answer.wishes.all(), key=lambda wish: wish.rank)],
            {slot.pk for slot in answer.cannot.all()}, answer.question, answer.would_lead, answer.joins_as_given,
        ))
        for answer in answers
    }  # fmt: skip


def _does(line: Line, said: dict[int, Saying]) -> str:
    """Keeping this row: ``new``, ``changed``, ``same``, or nothing where the person answered ``themself``."""
    if line.person not in said:
        return "new"
    themself, before = said[line.person]
    if themself:
        return "themself"
    now = (line.wishes, set(line.cannot), line.question, line.would_lead, line.joins_as_given)
    return "same" if now == before else "changed"
