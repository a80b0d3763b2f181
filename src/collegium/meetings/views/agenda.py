"""The agenda of a meeting, which any member sets."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.library.models import Work
from collegium.meetings import agenda as agendas
from collegium.meetings import policies
from collegium.meetings.holding import add_course, hold
from collegium.meetings.models import Item, Meeting
from collegium.meetings.organising import rota_of
from collegium.meetings.screen import last_promises
from collegium.meetings.setting import HoldForm, ItemForm, ProtocolForm, members_of
from collegium.meetings.showing import row_of
from collegium.people.models import Person
from collegium.programmes.protocols import courses


@login_required
def agenda(request: SignedIn, number: int) -> HttpResponse:
    return agenda_page(request, find_inside(request, number))


@login_required
def paper(request: SignedIn, number: int) -> HttpResponse:
    """The agenda on one sheet, for a meeting without a screen."""
    meeting = find_inside(request, number)
    items, told = agendas.agenda_of(meeting), last_promises(meeting, request.user)
    members = [
        (person.name, [one for one in told if one.promise.person_id == person.pk])
        for person in members_of(meeting.group)
    ]
    return show(
        request, "meetings/paper.html", meeting=meeting, row=row_of(meeting, request.user, at=clock.now()),
        lines=timed(meeting, items, request.user), members=members, has_promises=bool(told),
        duties=rota_of(meeting.group).at(meeting), videos=meeting.videos.standing().order_by("pk"),
    )  # fmt: skip


@login_required
@acts
def items(request: SignedIn, number: int) -> HttpResponse:
    """One more item."""
    meeting = find_inside(request, number)
    ensure(policies.may_set_agenda(request.user, meeting))
    form = ItemForm(request.POST, group=meeting.group, person=request.user)
    if not form.is_valid():
        return agenda_page(request, meeting, status=422, form=form)
    given: dict[str, Any] = form.cleaned_data
    return once(request, lambda: agendas.add(meeting, by=request.user, at=clock.now(), **given), here(meeting))


@login_required
@acts
def protocols(request: SignedIn, number: int) -> HttpResponse:
    """All the steps of a protocol."""
    meeting = find_inside(request, number)
    ensure(policies.may_set_agenda(request.user, meeting))
    at = clock.now()
    form = ProtocolForm(request.POST, group=meeting.group, at=at)
    if not form.is_valid():
        return agenda_page(request, meeting, status=422, protocol_form=form)
    course, minutes, presenter = (form.cleaned_data[name] for name in ("protocol", "minutes", "presenter"))
    return once(
        request,
        lambda: add_course(meeting, course, minutes=minutes, presenter=presenter, by=request.user, at=at),
        here(meeting),
    )


@login_required
@acts
def holding(request: SignedIn, pk: int) -> HttpResponse:
    """An item is held with a protocol, in its own minutes."""
    found = find_item(request, pk)
    ensure(policies.may_edit_item(request.user, found))
    form = HoldForm(request.POST, item=found)
    if not form.is_valid():
        return item_page(request, found, status=422, hold_form=form)
    course = form.cleaned_data["protocol"]
    return once(request, lambda: hold(found, course, by=request.user, at=clock.now()), here(found.meeting))


@login_required
def protocol_book(request: SignedIn) -> HttpResponse:
    """The protocols that any group may use, step by step and with their sources."""
    return show(request, "meetings/protocol_book.html", courses=courses())


@login_required
@acts
def adoption(request: SignedIn, number: int) -> HttpResponse:
    """The usual agenda becomes this meeting's own, to be changed."""
    meeting = find_inside(request, number)
    ensure(policies.may_set_agenda(request.user, meeting))
    return once(request, lambda: agendas.adopt(meeting), here(meeting))


@login_required
@acts
def length(request: SignedIn, number: int) -> HttpResponse:
    """What is planned is made as long as the meeting."""
    meeting = find_inside(request, number)
    ensure(policies.may_shorten_agenda(request.user, meeting))
    return once(request, lambda: agendas.shorten(meeting, by=request.user, at=clock.now()), here(meeting))


@login_required
def item(request: SignedIn, pk: int) -> HttpResponse:
    found = find_item(request, pk)
    ensure(policies.may_edit_item(request.user, found))
    return item_page(request, found)


@login_required
@acts
def wording(request: SignedIn, pk: int) -> HttpResponse:
    """Other words, more time, somebody else."""
    found = find_item(request, pk)
    ensure(policies.may_edit_item(request.user, found))
    form = ItemForm(request.POST, group=found.meeting.group, person=request.user, item=found)
    if not form.is_valid():
        return item_page(request, found, status=422, form=form)
    given: dict[str, Any] = form.cleaned_data
    return once(request, lambda: found.change(by=request.user, at=clock.now(), **given), here(found.meeting))


@login_required
@acts
def place(request: SignedIn, pk: int) -> HttpResponse:
    """One place up or down."""
    found = find_item(request, pk)
    ensure(policies.may_set_agenda(request.user, found.meeting))
    up = request.POST.get("to") == "up"
    return once(request, lambda: found.move(up, by=request.user, at=clock.now()), here(found.meeting))


@login_required
@acts
def withdrawal(request: SignedIn, pk: int) -> HttpResponse:
    found = find_item(request, pk)
    ensure(policies.may_edit_item(request.user, found))
    return once(request, lambda: found.withdraw(by=request.user, at=clock.now()), here(found.meeting))


def item_page(
    request: SignedIn, found: Item, *, status: int = 200, form: ItemForm | None = None,
    hold_form: HoldForm | None = None,
) -> HttpResponse:  # fmt: skip
    is_step = found.purpose == Item.Purpose.PROTOCOL
    return show(
        request, "meetings/item.html", status=status, item=found, meeting=found.meeting,
        form=form or ItemForm.of(found, request.user),
        hold_form=None if is_step else hold_form or HoldForm(item=found),
    )  # fmt: skip


def find_inside(request: SignedIn, number: int) -> Meeting:
    """What is the group's own: for its members of today, and not there for anybody else."""
    mine = Meeting.objects.of_member(request.user).select_related("group__approach", "host")
    return get_object_or_404(mine, pk=number)


def find_item(request: SignedIn, pk: int) -> Item:
    known = Item.objects.visible_to(request.user).standing().select_related("meeting__group", "owner", "added_by")
    return get_object_or_404(known, pk=pk)


def here(meeting: Meeting) -> str:
    return reverse("meetings:agenda", args=[meeting.pk])


@dataclass(frozen=True)
class Line:
    """An item of the agenda with the time at which it begins on the wall, and what its reader has at hand for it."""

    item: Item
    time: str
    work: Work | None
    may_edit: bool


def timed(meeting: Meeting, items: list[Item], reader: Person, editable: frozenset[int] = frozenset()) -> list[Line]:
    lines, start, works = [], meeting.local_start, agendas.works_on(items, reader)
    for each in items:
        lines.append(Line(each, f"{start:%H:%M}", works.get(each.work_id or 0), each.pk in editable))
        start += timedelta(minutes=each.minutes)
    return lines


def editable_by(request: SignedIn, meeting: Meeting, items: list[Item]) -> frozenset[int]:
    """The policy for each of many items, with two questions."""
    if not policies.may_set_agenda(request.user, meeting):
        return frozenset()
    members = set(meeting.group.memberships.current().values_list("person", flat=True))
    free = {None, request.user.pk}
    return frozenset(
        each.pk for each in items
        if each.added_by_id in free or each.owner_id == request.user.pk or each.added_by_id not in members
    )  # fmt: skip


def agenda_page(
    request: SignedIn, meeting: Meeting, *, status: int = 200, form: ItemForm | None = None,
    protocol_form: ProtocolForm | None = None,
) -> HttpResponse:  # fmt: skip
    found = agendas.agenda_of(meeting)
    at = clock.now()
    return show(
        request,
        "meetings/agenda.html",
        status=status,
        meeting=meeting,
        row=row_of(meeting, request.user, at=at),
        lines=timed(meeting, found, request.user, editable_by(request, meeting, found)),
        is_usual=bool(found) and found[0].pk is None,
        verdict=agendas.look_at(found, meeting, first=agendas.is_first(meeting)),
        may_set=policies.may_set_agenda(request.user, meeting),
        may_shorten=agendas.can_be_shortened(found, meeting) and policies.may_shorten_agenda(request.user, meeting),
        form=form or ItemForm(group=meeting.group, person=request.user, initial={"owner": request.user.pk}),
        protocol_form=protocol_form or ProtocolForm(group=meeting.group, at=at),
        promises=last_promises(meeting, request.user),
        duties=rota_of(meeting.group).at(meeting),
        videos=meeting.videos.standing().order_by("pk"),
    )
