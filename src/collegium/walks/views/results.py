"""What walks are to come, what they found, and how that was worked out: for the whole staff."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.programmes.models import Aspect
from collegium.walks import forms, policies
from collegium.walks.comparing import series_of
from collegium.walks.drawing import frame_of, in_order
from collegium.walks.letters import days, names
from collegium.walks.models import LookFor, Walk, prepared_by
from collegium.walks.models.walk import NOTICE_DAYS, READABLE_DAYS
from collegium.walks.showing import lessons_of, sent
from collegium.walks.telling import findings
from collegium.walks.views.finding import find_walk


@login_required
def walks(request: SignedIn) -> HttpResponse:
    """To come, under way, and past; and what was written in lessons of one's own."""
    known = Walk.objects.visible_to(request.user).filter(called_off_at=None).select_related("aspect", "school")
    found = list(known.prefetch_related("walkers__person", "look_fors").order_by("-first_on", "-pk")[:100])
    me = request.user.pk
    rows = [(walk, any(walker.person_id == me for walker in walk.walkers.all())) for walk in found]
    past = [(walk, findings(_in_order(walk))[:1]) for walk in found if walk.is_finished]
    return show(
        request, "walks/walks.html",
        open=[row for row in reversed(rows) if not row[0].is_finished], past=past,
        aspects=_side_by_side(found), mine=lessons_of(request.user), schools=list(prepared_by(request.user)),
        readable_days=READABLE_DAYS,
    )  # fmt: skip


@login_required
def walk(request: SignedIn, number: int) -> HttpResponse:
    return show_walk(request, find_walk(request, number))


@login_required
def how(request: SignedIn) -> HttpResponse:
    """How figures of walks are worked out, in words; and what is never done with them."""
    return show(request, "walks/how.html", notice_days=NOTICE_DAYS, readable_days=READABLE_DAYS)


@login_required
def aspect(request: SignedIn, number: int) -> HttpResponse:
    """Walks of several dates side by side, for one aspect."""
    found = get_object_or_404(Aspect.objects.visible_to(request.user).select_related("school"), pk=number)
    walks = Walk.objects.visible_to(request.user).walked().filter(aspect=found)
    series = series_of(list(walks.prefetch_related("look_fors").order_by("first_on", "pk")))
    return show(request, "walks/aspect.html", aspect=found, series=series)


def show_walk(request: SignedIn, walk: Walk, *, status: int = 200, **context: Any) -> HttpResponse:
    me = request.user
    may_change = policies.may_change(me, walk)
    if may_change:
        context.setdefault("form", forms.Announce(initial={"reviewed_on": Walk.objects.reviewed(walk.school)}))
        frame = frame_of(walk, [walker.person for walker in in_order(walk)], at=clock.now())
        context |= {"frame": frame, "wanted": frame.wanted(walk.margin), "notice": len(walk.notice(clock.now()))}
    look_fors = list(walk.looked_for())
    return show(
        request, "walks/walk.html", status=status, walk=walk, days=days(walk), names=names(walk),
        look_fors=look_fors, findings=findings(look_fors) if walk.is_finished else [],
        may_change=may_change, may_draw=policies.may_draw(me, walk), may_call_off=policies.may_call_off(me, walk),
        walks=policies.walks(me, walk), sent=sent(walk) if policies.may_finish(me, walk) else [],
        earliest=walk.earliest_draw() if walk.is_coming else None, is_early=not walk.may_be_drawn_on(clock.now()),
        notice_days=NOTICE_DAYS, readable_days=READABLE_DAYS, **context,
    )  # fmt: skip


def _in_order(walk: Walk) -> list[LookFor]:
    return sorted(walk.look_fors.all(), key=lambda one: one.order)


def _side_by_side(walks: list[Walk]) -> list[Aspect]:
    """The aspects of which there is more than one result."""
    seen: dict[int, list[Walk]] = {}
    for walk in walks:
        if walk.is_finished:
            seen.setdefault(walk.aspect_id, []).append(walk)
    return [several[0].aspect for several in seen.values() if len(several) > 1]

