"""Which nouns history speaks of, and who may know of each. Every app registers its own when it is ready."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from collegium.people.models import Person

Visible = Callable[["Person"], "QuerySet[Any]"]
_kinds: dict[str, Visible] = {}


def register(kind: str, visible: Visible) -> None:
    """``kind`` is a model's label in small letters; ``visible`` gives the things of it that a person may know."""
    _kinds[kind] = visible


def registered() -> Iterable[tuple[str, Visible]]:
    return _kinds.items()
