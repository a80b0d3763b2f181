"""Who chairs, who takes notes: swapping a role, and taking one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure
from collegium.meetings import policies, swapping
from collegium.meetings.models import Meeting
from collegium.meetings.setting import members_of
from collegium.meetings.views.agenda import find_inside
from collegium.meetings.views.live import whole_number


@login_required
@acts
def swap(request: SignedIn, number: int, role: int) -> HttpResponse:
    """I can’t: this colleague does it, and I take theirs."""
    meeting = find_inside(request, number)
    ensure(policies.may_share_roles(request.user, meeting))
    colleague = get_object_or_404(members_of(meeting.group), pk=whole_number(request, "with"))
    at = clock.now()
    return settle(request, meeting, lambda: swapping.swap(meeting, role, colleague, by=request.user, at=at))


@login_required
@acts
def taking(request: SignedIn, number: int, role: int) -> HttpResponse:
    """I’ll do it."""
    meeting = find_inside(request, number)
    ensure(policies.may_share_roles(request.user, meeting))
    seen, at = whole_number(request, "seen"), clock.now()
    return settle(request, meeting, lambda: swapping.take(meeting, role, seen=seen, by=request.user, at=at))


def settle(request: SignedIn, meeting: Meeting, verb: Callable[[], Any]) -> HttpResponse:
    """Back to the meeting, which shows who has what; also where somebody else was quicker."""
    try:
        return once(request, verb, meeting)
    except swapping.TakenMeanwhile:
        messages.info(request, _("Somebody else has changed this meanwhile: see below who does what now."))
        return redirect(meeting)
