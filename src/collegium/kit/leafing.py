"""Long lists from their newest row backwards, a leaf at a time: no row is counted, none skipped by counting."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone


@dataclass(frozen=True)
class Leaf:
    """Rows, newest first; ``older`` marks where the next leaf begins, empty on the last one."""

    rows: list[Any]
    older: str
    is_first: bool


def leaf(rows: QuerySet[Any], by: str, size: int, before: str = "") -> Leaf:
    """The ``size`` newest rows by the moment ``by``, of those before the mark. A mark that is none: the newest."""
    mark = read_mark(before)
    return leaf_of(list(down_from(rows, by, size, *mark or (None, None))), by, size, is_first=mark is None)


def down_from(rows: QuerySet[Any], by: str, size: int, at: datetime | None, pk: int | None) -> QuerySet[Any]:
    """The rows of a leaf from there on, and one more when there is another leaf."""
    if at is not None:
        rows = rows.filter(Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": pk}))
    return rows.order_by(f"-{by}", "-pk")[: size + 1]


def leaf_of(found: list[Any], by: str, size: int, *, is_first: bool) -> Leaf:
    older = _mark(found[size - 1], by) if len(found) > size else ""
    return Leaf(found[:size], older, is_first)


def _mark(row: Model, by: str) -> str:
    return mark_of(getattr(row, by), row.pk)


def mark_of(moment: datetime, number: int) -> str:
    """The place of a row in its list, for an address."""
    return f"{moment.isoformat()}~{number}"


def read_mark(mark: str) -> tuple[datetime, int] | None:
    moment, _, number = mark.partition("~")
    try:
        at, pk = datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None
    return (at, pk) if timezone.is_aware(at) and 0 < pk < 2**63 else None
