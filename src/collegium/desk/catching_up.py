"""What a newcomer reads first: a page made of what the group has ticked, and has seen."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse

from collegium.desk.group_home import is_new, next_meetings
from collegium.groups import policies
from collegium.groups.faces import face
from collegium.groups.matters import MATTERS
from collegium.groups.models import Agreement, CatchUp, Group
from collegium.groups.saying import Pack
from collegium.groups.views.finding import find_own
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.minutes import Minutes, minutes_of
from collegium.meetings.models import Meeting, Promise


@login_required
def catching_up(request: SignedIn, slug: str) -> HttpResponse:
    """The pack as a newcomer reads it; beside it, for all members, what is in it."""
    group = find_own(request, slug)
    pack = CatchUp.of(group)
    seen = face(group, request.user)
    form = Pack(initial={part: getattr(pack, part) for part in CatchUp.PARTS})
    return show(
        request, "desk/catching_up.html", group=group, face=seen, tab="about", pack=pack, form=form,
        **parts_of(pack, group, request), is_new=is_new(seen), may_tick=policies.may_put(request.user, group),
    )  # fmt: skip


def parts_of(pack: CatchUp, group: Group, request: SignedIn) -> dict[str, Any]:
    """Only what is ticked is looked up at all."""
    agreement = Agreement.objects.standing().filter(group=group).first() if pack.agreement else None
    points = {point.matter: point for point in agreement.points.all()} if agreement else {}
    return {
        "agreement": agreement,
        "points": [(matter, points[matter.key]) for matter in MATTERS if matter.key in points],
        "meetings": next_meetings(group, request.user) if pack.dates else [],
        "minutes": last_minutes(group) if pack.minutes else None,
        "promises": standing_promises(group) if pack.promises else [],
    }


def last_minutes(group: Group) -> Minutes | None:
    held = Meeting.objects.filter(group=group, sitting__closed_at__isnull=False).order_by("-starts_at").first()
    return minutes_of(held) if held else None


def standing_promises(group: Group) -> list[Promise]:
    """What members of today said themselves that they would try, the newest first."""
    members = group.memberships.current().values("person")
    said = Promise.objects.open().filter(group=group, person__in=members, confirmed_at__isnull=False)
    return list(said.select_related("person").order_by("-made_at", "-pk")[:12])


@login_required
@acts
def parts(request: SignedIn, slug: str) -> HttpResponse:
    """Any member ticks what a newcomer reads; the others see it on the same page."""
    group, at = find_own(request, slug), clock.now()
    ensure(policies.may_put(request.user, group))
    form = Pack(request.POST)
    form.is_valid()
    ticked = {part: bool(form.cleaned_data.get(part)) for part in CatchUp.PARTS}
    to = reverse("desk:catching-up", args=[group.slug])
    return once(request, lambda: CatchUp.tick(group, ticked, by=request.user, at=at), to)
