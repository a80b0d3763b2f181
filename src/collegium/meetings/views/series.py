"""A group's dates: what is confirmed, what is proposed, and the rhythm behind them."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings import policies, proposing
from collegium.meetings.forms import WEEKDAYS, Arrangement, More, Plan, Rhythm, possible_hosts
from collegium.meetings.hours import time_together
from collegium.meetings.models import Series
from collegium.meetings.showing import rows_of, with_roles
from collegium.people.letters import mail_works
from collegium.programmes.models import Programme


@login_required
def series(request: SignedIn, slug: str) -> HttpResponse:
    return series_page(request, find(request, slug), clock.now())


@login_required
@acts
def plan(request: SignedIn, slug: str) -> HttpResponse:
    """The first series of a group that has none."""
    group, at = find_to_arrange(request, slug), clock.now()
    form = Plan(request.POST, group=group)
    if not form.is_valid():
        return series_page(request, group, at, status=422, plan=form)
    given: dict[str, Any] = form.cleaned_data
    return once(request, lambda: proposing.propose(group, **given, by=request.user, at=at), here(group))


@login_required
@acts
def dates(request: SignedIn, slug: str) -> HttpResponse:
    """The group says yes to all the dates that are proposed."""
    group = find_to_arrange(request, slug)
    rhythm = get_object_or_404(Series, group=group)
    return once(request, lambda: rhythm.confirm(by=request.user, at=clock.now()), here(group))


@login_required
@acts
def rhythm(request: SignedIn, slug: str) -> HttpResponse:
    group, at = find_to_arrange(request, slug), clock.now()
    found = get_object_or_404(Series, group=group)
    form = Rhythm(request.POST)
    if not form.is_valid():
        return series_page(request, group, at, status=422, rhythm=form)
    given: dict[str, Any] = form.cleaned_data
    return once(request, lambda: proposing.change_rhythm(found, **given, by=request.user, at=at), here(group))


@login_required
@acts
def addition(request: SignedIn, slug: str) -> HttpResponse:
    """One more meeting."""
    group, at = find_to_arrange(request, slug), clock.now()
    form = Arrangement(request.POST, group=group, at=at, sees_video=policies.may_see_video(request.user, group))
    if not form.is_valid():
        return series_page(request, group, at, status=422, addition=form)
    found = Series.objects.filter(group=group).first()
    usual = {"video": found.video if found else ""}
    given = usual | {name: value for name, value in form.cleaned_data.items() if name != "seen"}
    return once(request, lambda: proposing.add(group, **given, by=request.user, at=at), here(group))


@login_required
@acts
def more(request: SignedIn, slug: str) -> HttpResponse:
    """Further dates in the same rhythm, after the last."""
    group, at = find_to_arrange(request, slug), clock.now()
    found = get_object_or_404(Series, group=group)
    form = More(request.POST)
    if not form.is_valid():
        return series_page(request, group, at, status=422, more=form)
    number: int = form.cleaned_data["number"]
    return once(request, lambda: proposing.propose_more(found, number=number, by=request.user, at=at), here(group))


def find(request: SignedIn, slug: str) -> Group:
    """The groups whose dates one may know: those one may see, and those of a programme that one leads."""
    planned = Group.objects.filter(programme__in=Programme.objects.led_by(request.user))
    known = Group.objects.visible_to(request.user) | planned
    return get_object_or_404(known.select_related("approach", "theme", "programme"), slug=slug)


def find_to_arrange(request: SignedIn, slug: str) -> Group:
    group = find(request, slug)
    ensure(policies.may_arrange(request.user, group))
    return group


def here(group: Group) -> str:
    return reverse("meetings:series", args=[group.slug])


def series_page(
    request: SignedIn, group: Group, at: datetime, *, status: int = 200, **bound: Any
) -> HttpResponse:
    found = Series.objects.filter(group=group).first()
    meetings = group.meetings.filter(cancelled_at=None).select_related("host", "sitting")
    standing = list(meetings.with_what_to_ask().order_by("starts_at"))
    close = proposing.too_soon(standing, found.least_days_between if found else 0)
    rows = with_roles(rows_of(standing, request.user, close, at=at), request.user)
    coming = [row for row in rows if not row.is_over]
    return show(
        request,
        "meetings/series.html",
        status=status,
        group=group,
        face=face(group, request.user),
        tab="meetings",
        series=found,
        weekday=WEEKDAYS[found.weekday][1] if found else "",
        coming=coming,
        past=[row for row in reversed(rows) if row.is_over],
        proposals=sum(not row.meeting.is_confirmed for row in coming),
        may_arrange=policies.may_arrange(request.user, group),
        time=time_together(group, at=at) if policies.may_see_video(request.user, group) else None,
        mail_works=mail_works(),
        sees_card=Group.objects.visible_to(request.user).filter(pk=group.pk).exists(),
        **(blank_forms(group, found, at, sees_video=policies.may_see_video(request.user, group)) | bound),
    )


def blank_forms(group: Group, found: Series | None, at: datetime, *, sees_video: bool) -> dict[str, Any]:
    hosts = list(possible_hosts(group).values_list("pk", flat=True))
    week_on = clock.day_of(at) + timedelta(days=7)
    if found is None:
        return {"plan": Plan(group=group, initial={"first_on": week_on, "hosts": hosts})}
    now = {"weekday": found.weekday, "starts_at": found.starts_at, "minutes": found.minutes}
    place = {"host": hosts[0] if hosts else None, "room": found.room, "video": found.video}
    return {
        "rhythm": Rhythm(initial=now),
        "more": More(),
        "addition": Arrangement(initial=now | place | {"on": week_on}, group=group, at=at, sees_video=sees_video),
    }
