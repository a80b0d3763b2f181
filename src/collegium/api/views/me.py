"""Whose token it is, what it is for, and when they are where."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from collegium.api.scopes import Area, read
from collegium.api.views.door import Bearer, ByToken
from collegium.api.views.listing import Moment
from collegium.api.views.problems import answers
from collegium.calendar.sources import events_of
from collegium.kit import clock

router = Router()
Days = Annotated[int, Query(ge=1, le=400)]


class School(Schema):
    id: int
    name: str
    slug: str
    timezone: str


class Me(Schema):
    """The owner of the token, and what the token is for."""

    id: int
    name: str
    email: str | None
    schools: list[School] = Field(description="Where they are on the staff today.")
    scopes: list[str]
    until: datetime = Field(description="When the token ends.")


class Event(Schema):
    """What stands in their calendar."""

    uid: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    is_proposed: bool = Field(description="The date is not confirmed yet.")
    is_cancelled: bool
    note: str = Field(description="Their own part in it.")
    url: str


class Calendar(Schema):
    items: list[Event]


@router.get("/me", auth=Bearer(), response=answers(Me), tags=["You"])
def me(request: ByToken) -> dict[str, Any]:
    """Whose token this is, and what it is for."""
    person, token = request.user, request.auth
    schools = list(person.schools_now().order_by("name", "pk"))
    return {"id": person.pk, "name": person.name, "email": person.email, "schools": schools,
            "scopes": token.scopes, "until": token.until}  # fmt: skip


@router.get("/calendar", auth=Bearer(read(Area.MEETINGS)), response=answers(Calendar), tags=["Meetings"])
def calendar(request: ByToken, first: Moment | None = None, days: Days = 28) -> dict[str, Any]:
    """Meetings, visits and whatever else stands in your calendar: from now or a moment on, for so many days."""
    begin = first or clock.now()
    end = begin + timedelta(days=days)
    found = events_of(request.user, begin, end)
    return {"items": [
        {"uid": one.uid, "title": one.inside or one.title, "place": one.place, "starts_at": one.starts_at,
         "ends_at": one.ends_at, "is_proposed": one.proposed, "is_cancelled": one.cancelled, "note": one.note,
         "url": one.url}
        for one in found
    ]}  # fmt: skip
