"""What files hang on. Whoever may read something may have its files; a file on nothing is its owner's alone."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from collegium.people.models import Person

Readable = Callable[["Person"], "QuerySet[Any]"]
_parents: list[Readable] = []


def register(readable: Readable) -> None:
    """``readable(person)`` gives the numbers of the files on things that this person may read now."""
    _parents.append(readable)


def registered() -> list[Readable]:
    return list(_parents)
