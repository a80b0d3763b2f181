"""Moving one meeting and looking at the later ones, before anything is changed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings import policies
from collegium.meetings.forms import possible_hosts
from collegium.meetings.models import ChangedMeanwhile, Meeting
from collegium.scheduling import moving
from collegium.scheduling.forms import Elsewhere, Shifts
from collegium.scheduling.planner import Broken


@require_safe
@login_required
def move(request: SignedIn, meeting: int) -> HttpResponse:
    """Another day for this meeting; with one given, what that would mean for the later ones."""
    found = find(request, meeting)
    ensure(policies.may_change(request.user, found))
    return show_move(request, found)


@login_required
@acts
def moves(request: SignedIn, meeting: int) -> HttpResponse:
    """Do what was looked at."""
    found, at = find(request, meeting), clock.now()
    ensure(policies.may_change(request.user, found))
    known = {one.pk: one for one in [found, *moving.following(found, at=at)]}
    form = Shifts(request.POST, meetings=known, hosts=possible_hosts(found.group), today=clock.day_of(at))
    if not form.is_valid():
        return show_move(request, found, status=422, changed=True)
    shifts, seen = form.moved(), form.seen()
    if "only" in request.POST:
        shifts = [shift for shift in shifts if shift.meeting == found]
    try:
        done = once(request, lambda: moving.move_all(shifts, seen, by=request.user, at=at), found)
    except ChangedMeanwhile:
        return show_move(request, find(request, meeting), status=409, changed=True)
    messages.info(request, _("Moved. Whoever was invited gets the change."))
    return done


def show_move(request: SignedIn, meeting: Meeting, *, status: int = 200, changed: bool = False) -> HttpResponse:
    at = clock.now()
    hosts = possible_hosts(meeting.group)
    is_asked = "on" in request.GET
    now = {"on": meeting.local_start.date(), "host": meeting.host_id}
    form = Elsewhere(request.GET if is_asked else None, hosts=hosts, today=clock.day_of(at), initial=now)
    context: dict[str, Any] = {}
    if is_asked and form.is_valid():
        context = _difference(meeting, form.cleaned_data["on"], form.cleaned_data["host"])
    return show(
        request, "scheduling/move.html", status=status, meeting=meeting, group=meeting.group, form=form,
        changed=changed, later=len(moving.following(meeting, at=at)), **context,
    )  # fmt: skip


def _difference(meeting: Meeting, on: date, host: Any) -> dict[str, Any]:
    at = clock.now()
    try:
        shifts = moving.look_ahead(meeting, on, host, at=at)
    except Broken:
        shifts = None
    alone = [moving.Shift(meeting, on, host)]
    return {
        "shifts": shifts or alone,
        "cannot_follow": shifts is None,
        "moved": sum(shift.changes for shift in shifts[1:]) if shifts else 0,
        "told": any(shift.meeting.is_confirmed for shift in shifts or alone if shift.changes),
        "written": Shifts.written(shifts or alone),
    }


def find(request: SignedIn, meeting: int) -> Meeting:
    known = Meeting.objects.visible_to(request.user).select_related("group", "host")
    return get_object_or_404(known, pk=meeting)
