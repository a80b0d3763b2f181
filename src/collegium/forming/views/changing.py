"""Changing a plan by hand: moving people, putting somebody in; a group's name, its leader and its time."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from collegium.forming import trying, words
from collegium.forming.board import Board, board_of
from collegium.forming.cards import Card, Member
from collegium.forming.choosing import way_out, ways
from collegium.forming.forms import Arrange, Choices, Move
from collegium.forming.gathering import everybody
from collegium.forming.models import Meanwhile, Placement, ProposedGroup
from collegium.forming.policies import may_change
from collegium.forming.views.finding import find_formation, find_group, find_place, once_or_look_again
from collegium.forming.weighing import weighed
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.planning.groups import levers


@require_safe
@login_required
def place(request: SignedIn, place: int) -> HttpResponse:
    """Where one person could go, with the price of each place."""
    return show_place(request, find_place(request, place))


def show_place(request: SignedIn, place: Placement, *, status: int = 200, **context: Any) -> HttpResponse:
    board = board_of(place.formation)
    here = next((card for card in board.cards if place.group and card.key == place.group.key), None)
    member = next(one for one in (here.members if here else board.over) if one.pk == place.pk)
    task = place.formation.task.person[str(place.person_id)]
    wishes = task.wishes if place.came_by == Placement.CameBy.WISH else ()
    return show(
        request,
        "forming/place.html",
        status=status,
        formation=place.formation,
        programme=place.formation.programme,
        place=place,
        member=member,
        here=here,
        ways=ways(board, place),
        out=way_out(board, place),
        wishes=[(rank, board.themes[theme]) for rank, theme in enumerate(wishes, start=1)],
        missed=[one for one in weighed(place, board.themes) if one.weighing or may_change(place.formation)],
        levers=levers_of(board, place),
        cannot=[name for slot, name in board.slots.items() if slot not in task.free],
        may_change=may_change(place.formation),
        **context,
    )


def levers_of(board: Board, place: Placement) -> list[str]:
    """The times that would open a better wish, beyond the one that is told anyway."""
    if place.came_by != Placement.CameBy.WISH:
        return []
    found = levers(board.formation.task, board.plan, str(place.person_id))
    said = (words.say(vars(line), board.themes, board.slots) for line in found)
    told = [words.say(line, board.themes, board.slots) for line in place.why]
    return [line for line in said if line not in told]


@acts
@login_required
def move(request: SignedIn, place: int) -> HttpResponse:
    """Move somebody; where somebody else did so meanwhile, look again."""
    found = find_place(request, place)
    ensure(may_change(found.formation))
    form = Move(request.POST)
    if not form.is_valid() or "into" not in request.POST:
        return show_place(request, found, status=422, nothing_chosen=True)
    into, was = form.cleaned_data["into"] or None, form.cleaned_data["was"] or None
    try:
        return once(
            request, lambda: found.move(into=into, was=was, by=request.user, at=clock.now()), found.formation
        )
    except Meanwhile:
        return show_place(request, find_place(request, place), status=409, meanwhile=True)


@acts
@login_required
def newcomer(request: SignedIn, formation: int) -> HttpResponse:
    """Put somebody in who was left out, and choose a group for them."""
    found = find_formation(request, formation)
    ensure(may_change(found))
    number = request.POST.get("person", "")
    person = get_object_or_404(everybody(found.programme), pk=int(number) if number.isdecimal() else 0)
    return once_or_look_again(
        request, found, lambda: trying.take_in(found, person, by=request.user, at=clock.now()), lambda place: place
    )


@require_safe
@login_required
def group(request: SignedIn, group: int) -> HttpResponse:
    """One group: its name, its leader, its time; splitting it, and keeping it as it is."""
    return show_group(request, find_group(request, group))


def show_group(request: SignedIn, group: ProposedGroup, *, status: int = 200, form: object = None) -> HttpResponse:
    board = board_of(group.formation)
    card = next(one for one in board.cards if one.key == group.key)
    size = group.formation.task.size
    same_theme = sum(one.theme_id == card.theme_id for one in board.cards)
    return show(
        request,
        "forming/group.html",
        status=status,
        formation=group.formation,
        programme=group.formation.programme,
        group=group,
        card=card,
        form=form or arrange_form(board, group, card),
        can_split=len(card.members) >= 2,
        too_small=len(card.members) < 2 * size.min,
        over_cap=len(card.members) > size.max,
        most=group.theme.most_groups if (group.theme.most_groups or same_theme + 1) < same_theme + 1 else None,
        may_change=may_change(group.formation),
    )


def arrange_form(board: Board, group: ProposedGroup, card: Card, data: Any = None) -> Arrange:
    return Arrange(
        data,
        leaders=[(str(member.person), _as_leader(board, member)) for member in card.members],
        slots=_slots(board, card),
        initial={"title": group.title, "leader": group.leader_id or 0, "slot": group.slot_id},
    )


def _as_leader(board: Board, member: Member) -> str:
    from_answer = board.formation.task.person[str(member.person)].can_lead
    return member.name if from_answer else _("%(name)s (did not say they would)") % {"name": member.name}


def _slots(board: Board, card: Card) -> Choices:
    """Each time says how many of the group cannot come then."""
    found = []
    for slot, name in board.slots.items():
        absent = sum(slot not in board.formation.task.person[str(member.person)].free for member in card.members)
        note = ngettext("%(n)d cannot", "%(n)d cannot", absent) % {"n": absent} if absent else _("all can")
        found.append((slot, f"{name} · {note}"))
    return found


@acts
@login_required
def arrangement(request: SignedIn, group: int) -> HttpResponse:
    """Another name, leader or time."""
    found = find_group(request, group)
    ensure(may_change(found.formation))
    board = board_of(found.formation)
    card = next(one for one in board.cards if one.key == found.key)
    form = arrange_form(board, found, card, request.POST)
    if not form.is_valid():
        return show_group(request, found, status=422, form=form)
    return once_or_look_again(
        request,
        found.formation,
        lambda: found.arrange(**form.cleaned_data, by=request.user, at=clock.now()),
        found.formation,
    )


@acts
@login_required
def halves(request: SignedIn, group: int) -> HttpResponse:
    """Two groups of one."""
    found = find_group(request, group)
    ensure(may_change(found.formation))
    return once_or_look_again(
        request, found.formation, lambda: found.split(by=request.user, at=clock.now()), found.formation
    )


@acts
@login_required
def keeping(request: SignedIn, group: int) -> HttpResponse:
    """Keep a group as it is when trying again with the others, or no longer."""
    found = find_group(request, group)
    ensure(may_change(found.formation))
    return once(request, lambda: found.keep("keep" in request.POST, by=request.user, at=clock.now()), found)
