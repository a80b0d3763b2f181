"""The walk itself: drawn by lot, written on a phone with or without a network, finished."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collegium.kit import clock, offline
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.walks import concluding, policies
from collegium.walks.drawing import TooFew, draw
from collegium.walks.models import NotNow, NotYet, Said, Sheet, Walk, Walker
from collegium.walks.showing import places, state
from collegium.walks.views.finding import find_walk
from collegium.walks.views.results import show_walk

# So much one device may send at once.
MOST_BYTES = 200_000


@acts
@login_required
def lot(request: SignedIn, number: int) -> HttpResponse:
    """Draw the lessons. Only the two walkers see which."""
    walk = find_walk(request, number)
    ensure(policies.may_draw(request.user, walk))
    try:
        return once(
            request, lambda: draw(walk, by=request.user, at=clock.now()), lambda _nothing: _address(walk)
        )
    except NotYet:
        trouble = _("It is too early: lessons are drawn on the last school day before the walk.")
    except TooFew:
        trouble = _(
            "The timetable has too few lessons or teachers then, or the walkers too little time. With fewer than ten "
            "the result would point at somebody."
        )
    return show_walk(request, walk, trouble=trouble, status=422)


@login_required
def walking(request: SignedIn, number: int) -> HttpResponse:
    """The page in the corridor. What is written there is on the device before it is anywhere else."""
    walk = find_walk(request, number)
    walker = _walker(request, walk)
    if not walk.is_under_way:
        return redirect(walk)
    return show(
        request, "walks/walking.html", walk=walk, state=state(walk, walker), places=places(walk, walker),
    )  # fmt: skip


def without_network(request: HttpRequest) -> HttpResponse:
    """The empty page, which devices keep for corridors without a network. Nothing on it is anybody's."""
    return show(request, "walks/without_network.html")


def offline_script(request: HttpRequest) -> HttpResponse:
    """The part of the browser that keeps it."""
    return offline.offline_script(
        request, name="walks", page=reverse("walks:without-network"), instead_of=r"/\d+/walking/$",
        files=["walks/sheets.js"],
    )  # fmt: skip


@login_required
@require_POST
def keeping(request: SignedIn, number: int) -> HttpResponse:
    """What the device has written, as often as it likes; without a script, one lesson at a time.

    It may be said again and again, so it needs no key of its own: of two words on a lesson the later stands.
    """
    walk = find_walk(request, number)
    walker = _walker(request, walk)
    is_device = "device" in request.POST
    try:
        said = _read(request.POST["device"]) if is_device else [_typed(request)]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return JsonResponse({"trouble": _("This could not be read.")}, status=422)
    try:
        Sheet.objects.keep(walker, said, at=clock.now())
    except NotNow:
        return JsonResponse({"trouble": _("The walk is over.")}, status=409) if is_device else redirect(walk)
    return JsonResponse(state(walk, walker)) if is_device else redirect(_address(walk))


@acts
@login_required
def finishing(request: SignedIn, number: int) -> HttpResponse:
    """Count it, and show the whole staff what was found."""
    walk = find_walk(request, number)
    ensure(policies.may_finish(request.user, walk))
    response = once(
        request, lambda: concluding.finish(walk, by=request.user, at=clock.now()),
        lambda _nothing: walk.get_absolute_url(),
    )  # fmt: skip
    messages.success(request, _("Finished. The staff read the result; the list of lessons is gone from your pages."))
    return response


def _walker(request: SignedIn, walk: Walk) -> Walker:
    """Whoever asks, as one of the two. Nobody else opens these pages."""
    found = walk.walkers.filter(person=request.user).first()
    if found is None:
        raise PermissionDenied
    return found


def _address(walk: Walk) -> str:
    return reverse("walks:walking", args=[walk.pk])


def _read(text: str) -> list[Said]:
    """What a device sends: for each lesson its steps, and when they were last touched there."""
    if len(text) > MOST_BYTES:
        raise ValueError
    return [
        Said(_number(one["stop"]), {_number(key): _step(step) for key, step in one["steps"].items()},
             min(int(one["changed"]), 2**53))
        for one in json.loads(text)["sheets"]
    ]  # fmt: skip


def _typed(request: SignedIn) -> Said:
    steps: dict[int, Any] = {
        _number(name.removeprefix("step-")): _step(value) for name, value in request.POST.items()
        if name.startswith("step-")
    }  # fmt: skip
    return Said(_number(request.POST["stop"]), steps, int(clock.now().timestamp() * 1000))


def _number(text: object) -> int:
    number = int(str(text))
    if not 0 <= number < 10**15:
        raise ValueError
    return number


def _step(value: object) -> int | None:
    """An empty one: nobody could tell."""
    return None if value in (None, "") else _number(value)
