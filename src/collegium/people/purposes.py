"""Why each row about somebody is kept, who reads it, for how long, and what becomes of it when they are erased.

Each app says so in its ``privacy.py``, purpose by purpose. The erasure of a person, what they read before they ask
for it, the school's record of processing and the page for pupils and parents are all made from here, so that none of
them can say another thing than is done. A model of which nothing is said fails ``tests/house/test_privacy.py``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet
from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from collegium.people.models import Person

Step = Callable[["Person", datetime], None]


class Fate(StrEnum):
    """What becomes of rows when the person is erased."""

    GOES = "goes"
    STAYS = "stays"
    # Made from somebody's words, and gone with them.
    INDEX = "index"


@dataclass(frozen=True)
class Line:
    """Rows of one model that are somebody's by ``of``, a way of fields that leads to the person."""

    model: type[Model]
    of: str
    fate: Fate
    # Written by the person: taken away too, where they ask for that.
    words: tuple[str, ...] = ()
    # Texts of the row that are nobody's words: a zone, a code, a name that the group gave.
    facts: tuple[str, ...] = ()
    where: Q = field(default_factory=Q)

    def rows(self, person: "Person") -> "QuerySet[Any]":
        return self.model._base_manager.filter(self.where, **{self.of: person.pk})


@dataclass
class Purpose:
    """One reason for which something is kept: as a line of the record of processing that a school must have."""

    title: Any
    why: Any
    reads: Any
    until: Any
    lines: list[Line] = field(default_factory=list)
    models: list[type[Model]] = field(default_factory=list)

    @property
    def about_people(self) -> bool:
        return bool(self.lines)

    @property
    def some_goes(self) -> bool:
        return any(line.fate == Fate.GOES for line in self.lines)

    @property
    def some_stays(self) -> bool:
        return any(line.fate == Fate.STAYS for line in self.lines)

    def goes(self, *models: type[Model], of: str = "person", where: Q | None = None) -> "Purpose":
        """Theirs alone: the rows are deleted with them."""
        self.lines += [Line(model, of, Fate.GOES, where=where or Q()) for model in models]
        return self

    def stays(
        self, *models: type[Model], of: str = "person", words: tuple[str, ...] = (), facts: tuple[str, ...] = (),
        where: Q | None = None,
    ) -> "Purpose":  # fmt: skip
        """Shared with others: the rows stay, and “a former colleague” stands where the name stood."""
        self.lines += [Line(model, of, Fate.STAYS, words, facts, where or Q()) for model in models]
        return self

    def index(self, model: type[Model], *, of: str) -> "Purpose":
        """Drawn from their words, and deleted when the words are."""
        self.lines.append(Line(model, of, Fate.INDEX))
        return self

    def nobody(self, *models: type[Model]) -> "Purpose":
        """Rows that name no person."""
        self.models += models
        return self


@dataclass(frozen=True)
class Copy:
    """Fields into which a program wrote names or addresses of people: lists that were brought, jobs that failed."""

    model: type[Model]
    fields: tuple[str, ...]


_purposes: list[Purpose] = []
_copies: list[Copy] = []
_first: list[Step] = []
_last: list[Step] = []


def purpose(title: Any, *, why: Any, reads: Any, until: Any) -> Purpose:
    made = Purpose(title, why, reads, until)
    _purposes.append(made)
    return made


def copied(model: type[Model], *fields: str) -> None:
    """Here a row may repeat somebody's name or address: what names them is emptied."""
    _copies.append(Copy(model, fields))


def first(step: Step) -> Step:
    """Done before anything is deleted: leaving groups, emptying letters. It may be cut off, and done again."""
    _first.append(step)
    return step


def last(step: Step) -> Step:
    """Done when the rows are gone and the name still stands: the bytes of files."""
    _last.append(step)
    return step


def purposes() -> list[Purpose]:
    autodiscover_modules("privacy")
    return _purposes


def told() -> list[Purpose]:
    """Those for which rows about people are kept, as pages tell them."""
    return [one for one in purposes() if one.about_people]


def lines(*fates: Fate) -> Iterator[Line]:
    return (line for one in purposes() for line in one.lines if not fates or line.fate in fates)


def known() -> set[type[Model]]:
    """Every model of which something is said."""
    return {line.model for line in lines()} | {model for one in purposes() for model in one.models}


def copies() -> list[Copy]:
    autodiscover_modules("privacy")
    return _copies


def steps() -> tuple[list[Step], list[Step]]:
    autodiscover_modules("privacy")
    return _first, _last
