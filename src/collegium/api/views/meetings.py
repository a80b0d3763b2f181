"""Dates, agendas and minutes, what is to be done after a meeting, and what is promised."""

from datetime import date, datetime
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from collegium.api.scopes import Area, read, write
from collegium.api.views.acting import acts
from collegium.api.views.door import Bearer, ByToken
from collegium.api.views.listing import (
    After,
    Body,
    Id,
    Limit,
    Linked,
    Moment,
    Name,
    Number,
    Page,
    Which,
    page,
    text,
    whole,
)
from collegium.api.views.problems import Refused, answers
from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.kit import clock
from collegium.kit.web import ensure
from collegium.meetings import agenda as agendas
from collegium.meetings import policies
from collegium.meetings.minutes import minutes_of
from collegium.meetings.models import Action, Attendance, Item, Meeting, Promise

router = Router(tags=["Meetings"])
READ, WRITE = Bearer(read(Area.MEETINGS)), Bearer(write(Area.MEETINGS))


class MeetingOut(Linked):
    """When and where a group meets."""

    group_id: int
    starts_at: datetime
    ends_at: datetime
    timezone: str
    host: str | None = Field(description="The school that gives the room.")
    room: str
    is_confirmed: bool
    is_cancelled: bool

    @staticmethod
    def resolve_host(one: Meeting) -> str | None:
        return one.host.name if one.host else None


class ItemOut(Schema):
    """One thing on an agenda. Without a number: it comes with the group's way of working, and can still change."""

    id: int | None
    place: int
    title: str
    minutes: int
    purpose: str
    owner: Name | None

    @staticmethod
    def resolve_id(one: Item) -> int | None:
        return one.pk


class NewItem(Body):
    title: text(100)  # type: ignore[valid-type]
    minutes: whole(1, 240) = 10  # type: ignore[valid-type]
    purpose: Literal["inform", "discuss", "decide"] = "discuss"


class Agenda(Schema):
    items: list[ItemOut]


class Noted(Schema):
    """What was written down under one item."""

    title: str
    text: str


class ActionOut(Schema):
    """What is to be done after a meeting."""

    id: int
    meeting_id: int
    text: str
    owner: Name | None
    due_on: date | None
    done_at: datetime | None


class PromiseOut(Schema):
    """What a member will try before the group meets again."""

    id: int
    group_id: int
    person: Name
    text: str
    with_class: str
    made_at: datetime
    is_confirmed: bool = Field(description="Typed by somebody else, it waits for the person's own yes.")
    is_open: bool


class MinutesOut(Schema):
    """What is left of a meeting, for its members."""

    meeting_id: int
    came: list[Name]
    away: list[Name]
    notes: list[Noted]
    promises: list[PromiseOut]
    actions: list[ActionOut]


class Coming(Body):
    word: Literal["coming", "away", "maybe"]


class Word(Schema):
    """What you said about coming."""

    id: int
    meeting_id: int
    word: str
    at: datetime


def shown(request: ByToken) -> Any:
    return Meeting.objects.visible_to(request.user).select_related("host")


def inside(request: ByToken, number: int) -> Meeting:
    """What happens at a meeting is the group's own: for nobody else is it there."""
    return get_object_or_404(Meeting.objects.of_member(request.user).select_related("group"), pk=number)


@router.get("/meetings", auth=READ, response=answers(Page[MeetingOut]))
def meetings(
    request: ByToken, group: Which = None, first: Moment | None = None, last: Moment | None = None,
    after: After = None, limit: Limit = 50,
) -> Any:  # fmt: skip
    """Meetings of the groups that you may know of; of one group; from a moment, until a moment."""
    asked = {"group": group, "starts_at__gte": first, "starts_at__lt": last}
    known = shown(request).filter(**{name: value for name, value in asked.items() if value is not None})
    return page(request, known, after, limit)


@router.get("/meetings/{number}", auth=READ, response=answers(MeetingOut))
def meeting(request: ByToken, number: Number) -> Any:
    """One meeting."""
    return get_object_or_404(shown(request), pk=number)


@router.get("/meetings/{number}/agenda", auth=READ, response=answers(Agenda))
def agenda(request: ByToken, number: Number) -> Any:
    """What the group will do there. For its members."""
    return {"items": agendas.agenda_of(inside(request, number))}


def items(request: ByToken) -> Any:
    return Item.objects.visible_to(request.user).select_related("owner")


@router.post("/meetings/{number}/agenda", auth=WRITE, response=answers(ItemOut))
@acts(lambda request, number: get_object_or_404(items(request), pk=number))
def propose_item(request: ByToken, number: Number, body: NewItem) -> Item:
    """Put one more item at the end of the agenda. Any member may, with nobody's leave."""
    found = inside(request, number)
    ensure(policies.may_set_agenda(request.user, found))
    return agendas.add(
        found, by=request.user, at=clock.now(), title=body.title, minutes=body.minutes, purpose=body.purpose,
        owner=request.user,
    )  # fmt: skip


@router.get("/meetings/{number}/minutes", auth=READ, response=answers(MinutesOut))
def minutes(request: ByToken, number: Number) -> Any:
    """Who came, what was noted, what each will try and see to. For the group's members."""
    found = minutes_of(inside(request, number))
    notes = [{"title": point.item.title, "text": point.note.text} for point in found.noted if point.note]
    return {"meeting_id": found.meeting.pk, "came": found.came, "away": found.away, "notes": notes,
            "promises": found.promises, "actions": found.actions}  # fmt: skip


@router.post("/meetings/{number}/coming", auth=WRITE, response=answers(Word))
@acts(lambda request, number: get_object_or_404(Attendance.objects.filter(person=request.user), pk=number))
def say_coming(request: ByToken, number: Number, body: Coming) -> Attendance:
    """Say whether you come."""
    found = inside(request, number)
    ensure(policies.may_set_agenda(request.user, found))
    return Attendance.objects.say(found, request.user, body.word, by=request.user, at=clock.now())


def actions_shown(request: ByToken) -> Any:
    return Action.objects.visible_to(request.user).select_related("owner", "meeting__group")


@router.get("/actions", auth=READ, response=answers(Page[ActionOut]))
def actions(
    request: ByToken, is_open: bool | None = None, mine: bool = False, after: After = None, limit: Limit = 50
) -> Any:
    """What your groups said is to be done."""
    known = actions_shown(request).standing()
    if is_open is not None:
        known = known.filter(done_at__isnull=is_open)
    return page(request, known.filter(owner=request.user) if mine else known, after, limit)


@router.post("/actions/{number}/done", auth=WRITE, response=answers(ActionOut))
@acts(lambda request, number: get_object_or_404(actions_shown(request), pk=number))
def finish_action(request: ByToken, number: Number) -> Action:
    """It is done. Saying so twice changes nothing."""
    found: Action = get_object_or_404(actions_shown(request).standing(), pk=number)
    ensure(policies.may_act(request.user, found))
    found.finish(by=request.user, at=clock.now())
    return found


def promises_shown(request: ByToken) -> Any:
    return Promise.objects.visible_to(request.user).select_related("person")


@router.get("/promises", auth=READ, response=answers(Page[PromiseOut]))
def promises(request: ByToken, mine: bool = False, after: After = None, limit: Limit = 50) -> Any:
    """What you, and the members of your groups, said you would try."""
    known = promises_shown(request)
    return page(request, known.filter(person=request.user) if mine else known, after, limit)


class NewPromise(Body):
    group_id: Id
    text: text(300)  # type: ignore[valid-type]
    with_class: text(60, least=0) = ""  # type: ignore[valid-type]


@router.post("/promises", auth=WRITE, response=answers(PromiseOut))
@acts(lambda request, number: get_object_or_404(promises_shown(request), pk=number))
def make_promise(request: ByToken, body: NewPromise) -> Promise:
    """Say to your group what you will try."""
    groups = Group.objects.visible_to(request.user)
    found = get_object_or_404(groups, pk=body.group_id)
    ensure(belongs(request.user, found))
    if not found.is_going():
        raise Refused(_("The group has come to its end."), _("Tell of it without a group."))
    return Promise.objects.make(
        group=found, person=request.user, text=body.text, with_class=body.with_class, by=request.user, at=clock.now()
    )
