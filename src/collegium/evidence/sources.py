"""What other parts of the house count as evidence of a group. Each registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from collegium.groups.models import Group
from collegium.people.models import Person


@dataclass(frozen=True)
class Line:
    """One piece of evidence in a list: what it says, when it was, the page on which it stands; and what it found."""

    words: str
    on: date | None
    url: str
    found: tuple[str, ...] = ()


Source = Callable[[Group, Person], list[Line]]
_sources: dict[str, list[Source]] = {}


def register(kind: str, source: Source) -> None:
    """``source(group, person)`` gives what there is of this kind for a group, of what this person may read."""
    _sources.setdefault(kind, []).append(source)


def lines_of(kind: str, group: Group, person: Person) -> list[Line]:
    return [line for source in _sources.get(kind, ()) for line in source(group, person)]
