"""Erasing a person: what is theirs alone goes, what they shared stays without their name or goes too, as they asked.

The row of the person stays as a number that says “a former colleague”, so that what others wrote keeps its place and
every count its sum. Each step may be cut off at any moment, and is done again until all of it is done.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection, models
from django.db.models import Case, ProtectedError, RestrictedError, Value, When
from django.utils.translation import gettext as _

from collegium.kit.models import Attempt
from collegium.people import erased, purposes
from collegium.people.models import Erasure, Person
from collegium.people.purposes import Fate, Line

TAKEN_AWAY = "(taken away)"
# What is shorter stands in anybody's sentences.
A_WORD = 3


def carry_out(erasure: Erasure, *, at: datetime) -> bool:
    """Erase now. Whether it was done; not if it was called off."""
    if not erasure.begin(at=at):
        return False
    person = Person.objects.get(pk=erasure.person_id)
    if not is_erased(person):
        erased.remember(person, with_words=erasure.with_words, at=at)
        forget(person, with_words=erasure.with_words, at=at)
    erasure.finish(at=at)
    return True


def erase_again(*, at: datetime) -> int:
    """After a restore: whoever had been erased since the backup was made is erased from it. How many they were."""
    found = erased.come_back()
    for person, said in found:
        erasure = Erasure.objects.ask(person, by=person, at=at, at_once=True, with_words=said["with_words"])
        Erasure.objects.filter(pk=erasure.pk).update(with_words=said["with_words"], due_at=at)
        erasure.refresh_from_db()
        carry_out(erasure, at=at)
    return len(found)


def forget(person: Person, *, with_words: bool, at: datetime) -> None:
    """All steps, the name last: whoever goes on after a cut still knows whom to look for."""
    first, last = purposes.steps()
    for step in first:
        step(person, at)
    empty_copies(Needles.of(person))
    if with_words:
        take_words_away(person)
    for line in lines_that_go():
        _delete(line, person)
    for step in last:
        step(person, at)
    Attempt.objects.filter(who=str(person.pk)).delete()
    cache.clear()
    _nameless(person)
    _out_of_the_log()


def _delete(line: Line, person: Person) -> None:
    """What others stand on stays, although it was theirs alone: the book of their own that a group reads."""
    for row in line.rows(person).order_by("pk").iterator(chunk_size=500):
        with suppress(ProtectedError, RestrictedError):
            row.delete()


def lines_that_go() -> Iterator[Line]:
    return purposes.lines(Fate.GOES)


def wants_words_gone(person: Person) -> bool:
    """Whether the texts that they shared go too."""
    asked = Erasure.objects.filter(person=person, begun_at__isnull=False).order_by("-begun_at").first()
    return asked is not None and asked.with_words


def is_erased(person: Person) -> bool:
    return Erasure.objects.done().filter(person=person).exists()


def _nameless(person: Person) -> None:
    """A fresh pseudonym, told to nobody: what history holds under the old one is nobody's from now on."""
    Person.objects.filter(pk=person.pk).update(
        first_name=_("A former colleague"), last_name="", email=None, password=make_password(None), language="",
        timezone="", aside=[], last_login=None, pseudonym=uuid.uuid4(),
    )  # fmt: skip


def _out_of_the_log() -> None:
    """SQLite's log still holds the pages as they were, until they are written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# Words


def take_words_away(person: Person) -> None:
    """The places where they wrote stay, and say that the words were taken away."""
    for line in purposes.lines(Fate.INDEX):
        line.rows(person).delete()
    for line in purposes.lines(Fate.STAYS):
        if line.words:
            numbers = list(line.rows(person).values_list("pk", flat=True))
            emptied = {name: nothing(line.model, name) for name in line.words}
            for start in range(0, len(numbers), 500):
                line.model._base_manager.filter(pk__in=numbers[start : start + 500]).update(**emptied)


def nothing(model: type[models.Model], name: str) -> Any:
    """What stands in a field when its words were taken away. What was empty stays empty: rules look at that."""
    one: Any = model._meta.get_field(name)
    if isinstance(one, models.JSONField):
        return one.get_default() if one.has_default() else {}
    if isinstance(one, models.URLField):
        return ""
    word = TAKEN_AWAY if (one.max_length or len(TAKEN_AWAY)) >= len(TAKEN_AWAY) else "…"
    return Case(When(**{name: ""}, then=Value("")), default=Value(word))


def words_of(person: Person) -> Iterator[str]:
    """The texts that stay where nobody asks for them to go."""
    for line in purposes.lines(Fate.STAYS):
        for row in line.rows(person).values_list(*line.words) if line.words else ():
            yield from (text for text in row if isinstance(text, str) and len(text) > A_WORD and text != TAKEN_AWAY)


# Copies of the name


@dataclass(frozen=True)
class Needles:
    """By what somebody is found in lists, letters and jobs: the whole name, the address."""

    first: str
    last: str
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, person: Person) -> "Needles":
        typed = person.emailaddress_set.values_list("email", flat=True)  # type: ignore[attr-defined]
        addresses = {address for address in (person.email, *typed) if address}
        return cls(person.first_name, person.last_name, tuple(sorted(addresses, key=len, reverse=True)))

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()

    def out_of(self, text: str) -> str:
        for address in self.addresses:
            text = re.sub(re.escape(address), "", text, flags=re.IGNORECASE)
        name = rf"\b{re.escape(self.name)}\b"
        return re.sub(name, lambda _found: _("a former colleague"), text, flags=re.IGNORECASE)

    def is_row(self, cells: list[Any]) -> bool:
        """A row of a list that is about them: the name in one cell or in two, or the address."""
        said = {str(cell).strip().lower() for cell in cells if isinstance(cell, str)}
        both = {self.first.lower(), self.last.lower()} <= said
        return both or any(self.out_of(cell) != cell for cell in cells if isinstance(cell, str))


def empty_copies(needles: Needles) -> None:
    """Few rows: lists are forgotten after a week, jobs that failed after a month."""
    for copy in purposes.copies():
        for row in copy.model._base_manager.order_by("pk").iterator(chunk_size=50):
            changed = {name: without(getattr(row, name), needles) for name in copy.fields}
            if any(getattr(row, name) != now for name, now in changed.items()):
                copy.model._base_manager.filter(pk=row.pk).update(**changed)


def without(value: Any, needles: Needles) -> Any:
    """The same value without the person: a row of a list that is about them has its cells emptied."""
    if isinstance(value, str):
        return needles.out_of(value)
    if isinstance(value, dict):
        cells = list(value.values())
        if _is_flat(cells) and needles.is_row(cells):
            return {key: "" if isinstance(cell, str) else cell for key, cell in value.items()}
        return {needles.out_of(key): without(one, needles) for key, one in value.items()}
    if isinstance(value, list):
        if _is_flat(value) and needles.is_row(value):
            return ["" if isinstance(cell, str) else cell for cell in value]
        return [without(one, needles) for one in value]
    return value


def _is_flat(cells: list[Any]) -> bool:
    return not any(isinstance(cell, list | dict) for cell in cells)


# What they read before


@dataclass(frozen=True)
class Share:
    """What becomes of one kind of rows: how many, and why those that stay do."""

    title: str
    goes: int
    stays: int
    reads: str


def shares(person: Person) -> list[Share]:
    """For each purpose that has any rows of theirs: how many go, how many stay without the name."""
    found = []
    for purpose in purposes.purposes():
        goes, stays = _count(purpose.lines, person, Fate.GOES), _count(purpose.lines, person, Fate.STAYS)
        if goes or stays:
            found.append(Share(str(purpose.title), goes, stays, str(purpose.reads)))
    return found


def _count(lines: list[Line], person: Person, fate: Fate) -> int:
    return sum(line.rows(person).count() for line in lines if line.fate == fate)
