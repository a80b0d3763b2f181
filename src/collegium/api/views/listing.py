"""Lists, a page at a time: newest first, and the next page begins after the last number of this one."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

LARGEST = 2**53 - 1
MOST = 100
USUAL = 50
T = TypeVar("T")

Number = Annotated[int, Path(ge=1, le=LARGEST)]
After = Annotated[int | None, Query(ge=1, le=LARGEST, description="Begin after this one; `next` has it already.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Which = Annotated[int | None, Query(ge=1, le=LARGEST)]
# No control characters but tab and line breaks: the database holds none, and nobody typed them.
_SIGN = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_TYPED = r"[^\s\x00-\x1f\x7f]"
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def text(most: int, *, least: int = 1) -> Any:
    """Words of so many letters; with ``least``, not only blanks. What stands around them is taken off afterwards."""
    pattern = f"^{_SIGN}*{_TYPED}{_SIGN}*$" if least else f"^{_SIGN}*$"
    return Annotated[
        str, StringConstraints(min_length=least, max_length=most, pattern=pattern), AfterValidator(str.strip)
    ]


def _written_out(given: Any) -> Any:
    """A moment is a date and a time: a mere number could be anything."""
    if isinstance(given, str) and not re.match(r"\d{4}-\d\d-\d\d[Tt ]", given):
        raise ValueError("A moment as 2026-11-09T12:00:00Z.")
    return given


def _in_our_time(moment: datetime) -> datetime:
    """Nothing happened here before, and nobody can look further ahead."""
    if EARLIEST.year < moment.year < LATEST.year:
        return moment
    return EARLIEST if moment.year <= EARLIEST.year else LATEST


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_in_our_time)]


def whole(least: int, most: int) -> Any:
    """A whole number, in JSON also written as 3.0; no text that looks like one."""
    return Annotated[int, Field(ge=least, le=most), BeforeValidator(_without_zeros)]


def _without_zeros(given: Any) -> Any:
    return int(given) if isinstance(given, float) and given.is_integer() else given


Id = Annotated[int, Field(ge=1, le=LARGEST), BeforeValidator(_without_zeros)]


class Body(BaseModel):
    """What is sent. A field that it does not have is refused, and so is a number in a text's place."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Page(Schema, Generic[T]):
    """Some of a list, newest first."""

    items: list[T]
    next: str | None = Field(description="Where the list goes on; null: this is its end.")


def page(request: HttpRequest, rows: QuerySet[Any], after: int | None, limit: int) -> dict[str, Any]:
    """No row is counted, and none is skipped or told twice while others come and go."""
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: limit + 1])
    here = found[:limit]
    return {"items": here, "next": _address(request, here[-1].pk) if len(found) > limit else None}


def _address(request: HttpRequest, last: int) -> str:
    asked = {name: value for name, value in request.GET.items() if name != "after"}
    return f"{settings.ADDRESS}{request.path}?{urlencode(asked | {'after': last})}"


class Linked(Schema):
    """A thing with a page of its own."""

    id: int
    url: str = Field(description="Its page, for people.")

    @staticmethod
    def resolve_url(thing: Any) -> str:
        return settings.ADDRESS + str(thing.get_absolute_url())


class Name(Schema):
    """Somebody, as everybody may call them who reads this."""

    id: int
    name: str
