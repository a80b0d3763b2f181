"""What Collegium holds about somebody, for themselves: every row of which they are author, subject or invitee.

Each app says in its ``exports.py`` which of its rows those are, and what of them is the person's own to read. A row
of which nothing is theirs is left out by name, with the reason. What they did stands in their history, whatever it
was done to.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from collegium.people.models import Person


@dataclass(frozen=True)
class Part:
    """One kind of rows: how they belong to the person, and which fields the person reads."""

    model: type[Model]
    title: Any
    fields: tuple[str, ...]
    of: tuple[str, ...]
    not_of: dict[str, str] = field(default_factory=dict)
    but: Q = field(default_factory=Q)
    where: dict[str, Q] = field(default_factory=dict)
    while_readable: dict[str, Callable[[Person], QuerySet[Any]]] = field(default_factory=dict)
    by_pseudonym: bool = False

    def rows(self, person: Person) -> list[dict[str, Any]]:
        mine = Q(pk__in=[])
        for name in self.of:
            whoever = person.pseudonym if self.by_pseudonym else person.pk
            mine |= Q(**{name: whoever}) & self.where.get(name, Q())
        found = self.model._default_manager.filter(mine)
        known = {f"may_read_{name}": self._may_read(name, person) for name in self.while_readable}
        rows = (found.exclude(self.but) if self.but else found).order_by("pk").values(*self.fields, **known)
        return [self._as_readable(row) for row in rows]

    def _may_read(self, name: str, person: Person) -> Exists:
        return Exists(self.while_readable[name](person).filter(pk=OuterRef(name)))

    def _as_readable(self, row: dict[str, Any]) -> dict[str, Any]:
        shut = tuple(f"{name}__" for name in self.while_readable if not row.pop(f"may_read_{name}"))
        return {name: "" if name.startswith(shut) and isinstance(said, str) else said for name, said in row.items()}


_parts: dict[str, Part] = {}
_left_out: dict[str, str] = {}
_boxes: list[Callable[[Person], Iterable[tuple[str, bytes]]]] = []


def register(model: type[Model], title: Any, *fields: str, of: tuple[str, ...] = ("person",), **more: Any) -> None:
    """Rows of this model are somebody's where one of the fields in ``of`` names them.

    ``not_of``: fields that name a person too, and why the row is not theirs for it. ``where``: by which of its rows a
    field makes somebody's. ``but``: rows that are nobody's. ``while_readable``: of what a field points at, the words
    are given only to whoever may read it today.
    """
    _parts[model._meta.label_lower] = Part(model, title, fields, of, **more)


def leave_out(model: type[Model], reason: str) -> None:
    """No row of this model is in anybody's export, and here is why."""
    _left_out[model._meta.label_lower] = reason


def bring_along(files: Callable[[Person], Iterable[tuple[str, bytes]]]) -> None:
    """``files(person)`` gives the names and bytes of what somebody brought, for the same box."""
    _boxes.append(files)


def parts() -> dict[str, Part]:
    autodiscover_modules("exports")
    return _parts


def left_out() -> dict[str, str]:
    autodiscover_modules("exports")
    return _left_out


def held_about(person: Person) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, title and rows of each part that has any, in one query for each."""
    for label, part in sorted(parts().items()):
        if rows := part.rows(person):
            yield label, str(part.title), rows


def as_zip(person: Person) -> bytes:
    """The same twice: for programs, and to be read."""
    found = list(held_about(person))
    everything = {label: rows for label, _title, rows in found}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("collegium.json", json.dumps(everything, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        box.writestr("collegium.txt", as_text(person, found))
        for name, content in (one for files in _boxes for one in files(person)):
            box.writestr(name, content)
    return file.getvalue()


def as_text(person: Person, found: list[tuple[str, str, list[dict[str, Any]]]]) -> str:
    lines = [_("What Collegium holds about %(name)s") % {"name": person}]
    for _label, title, rows in found:
        lines += ["", title.upper(), ""]
        for row in rows:
            lines.append(
                " · ".join(f"{_word(name)}: {value}" for name, value in row.items() if value not in (None, ""))
            )
    return "\n".join(lines) + "\n"


def _word(name: str) -> str:
    return name.removesuffix("__title").removesuffix("__name").replace("__", " ").replace("_", " ")
