"""Which nouns history speaks of, and who may know of each. Every app registers its own when it is ready."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from collegium.people.models import Person

Visible = Callable[["Person"], "QuerySet[Any]"]
_kinds: dict[str, Visible] = {}


def register(*nouns: Any) -> None:
    """Models of which something is told; the ``visible_to`` of each gives the things that a person may know."""
    for noun in nouns:
        _kinds[noun._meta.label_lower] = noun.objects.visible_to


def registered() -> Iterable[tuple[str, Visible]]:
    return _kinds.items()
