"""The session as the staff has it: what is told when, one's own part, and what came of it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School
from collegium.sharings import policies
from collegium.sharings.hearing import heard
from collegium.sharings.models import Presence, Sharing
from collegium.sharings.order import mine, running_order
from collegium.sharings.views.finding import find, find_part, led_by

A_PAGE = 20


@login_required
def sharings(request: SignedIn) -> HttpResponse:
    """What is to come, what was, and what is being prepared."""
    me, now = request.user, clock.now()
    known: Any = Sharing.objects.visible_to(me).filter(cancelled_at=None).select_related("school")
    out = known.filter(announced_at__isnull=False)
    schools: list[School] = list(led_by(me))
    return show(
        request, "sharings/sharings.html", leads=schools,
        coming=list(out.filter(starts_at__gte=now).order_by("starts_at", "pk")[:A_PAGE]),
        drafts=list(known.filter(announced_at=None).order_by("-at", "-pk")[:A_PAGE]),
        leaf=leaf(out.filter(starts_at__lt=now), "starts_at", A_PAGE, request.GET.get("before", "")),
        last_year=clock.today().year - (1 if clock.today().month >= 9 else 2),
    )  # fmt: skip


@login_required
def sharing(request: SignedIn, number: int) -> HttpResponse:
    """Minute by minute; where the stalls are; and, afterwards, its slip."""
    found, me, at = find(request, number), request.user, clock.now()
    parts = list(found.parts())
    order = running_order(found, parts)
    return show(
        request, "sharings/sharing.html", sharing=found, parts=parts, order=order, own=mine(me, parts, order),
        stalls=[one for one in parts if one.has_stall], takes_slips=found.takes_slips(at),
        may_say=policies.may_say_they_were_there(me, found, at),
        was_there=found.present.filter(person=me).exists(), prepares=policies.may_prepare(me, found),
        leads=policies.leads(me, found.school), is_over=found.ends_at <= at,
    )  # fmt: skip


def _printed(request: SignedIn, number: int, page: str) -> HttpResponse:
    found = find(request, number)
    parts = list(found.parts())
    address = settings.ADDRESS + reverse("sharings:slip", args=[found.code])
    return show(
        request, page, sharing=found, parts=parts, order=running_order(found, parts), address=address,
        stalls=[one for one in parts if one.has_stall], sheet=range(4), takes_slips=found.takes_slips(clock.now()),
    )  # fmt: skip


@login_required
def printed(request: SignedIn, number: int) -> HttpResponse:
    """The running order, for the wall."""
    return _printed(request, number, "sharings/printed.html")


@login_required
def cards(request: SignedIn, number: int) -> HttpResponse:
    """A card for each stall: what it is, who stands there when."""
    return _printed(request, number, "sharings/cards.html")


@login_required
def slips(request: SignedIn, number: int) -> HttpResponse:
    """What the slips said, for whoever leads; until they are counted, slips to print."""
    found = find(request, number)
    ensure(policies.leads(request.user, found.school))
    if found.counted_at is None:
        return _printed(request, number, "sharings/slips.html")
    parts = list(found.parts())
    return show(request, "sharings/said.html", sharing=found, said=heard(found, parts), parts=parts)


@login_required
@acts
def presence(request: SignedIn, number: int) -> HttpResponse:
    found, at = find(request, number), clock.now()
    ensure(policies.may_say_they_were_there(request.user, found, at))
    was_there = request.POST.get("was_there") == "yes"
    return once(request, lambda: Presence.say(found, person=request.user, was_there=was_there, at=at), found)


@login_required
@acts
def stepping_back(request: SignedIn, number: int) -> HttpResponse:
    part, at = find_part(request, number), clock.now()
    ensure(part.sharing.counted_at is None)
    return once(request, lambda: part.step_back(request.user, at=at), part.sharing)
