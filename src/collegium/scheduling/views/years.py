"""A group's year: what it wants, up to three possible ones, what members say, and taking one."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.forms import possible_hosts
from collegium.meetings.models import Series
from collegium.scheduling import offering, policies
from collegium.scheduling.counting import count
from collegium.scheduling.forms import AskForYears
from collegium.scheduling.looking import faces
from collegium.scheduling.models import Choosing, Moment, Poll, Refused, Settled
from collegium.scheduling.planner import Broken
from collegium.scheduling.views.finding import find_choosing, find_group, find_year
from collegium.scheduling.words import say_unmet, who_can

A_WEEK = timedelta(days=7)


@login_required
def year(request: SignedIn, slug: str) -> HttpResponse:
    """The years that lie before the group; without any, what it wants of its year."""
    group = find_group(request, slug)
    lying = Choosing.objects.open().filter(group=group).first()
    if lying and "time" not in request.GET and "anew" not in request.GET:
        return redirect(lying)
    return show_wanted(request, group, clock.now())


@login_required
@acts
def years(request: SignedIn, slug: str) -> HttpResponse:
    """Work out possible years. It takes a second."""
    group, at = find_group(request, slug), clock.now()
    ensure(policies.may_ask(request.user, group))
    poll = latest_poll(group)
    form = AskForYears(request.POST, group=group, times=times_of(group, poll))
    if not form.is_valid():
        return show_wanted(request, group, at, form=form, status=422)
    try:
        years, unmet = offering.work_out(group, form.chosen(), form.wanted(), poll=poll)
    except Broken:
        form.add_error(None, _("That took too long. Fewer meetings or fewer schools are quicker."))
        return show_wanted(request, group, at, form=form, status=422)
    wanted = form.wanted()

    def lay() -> Choosing:
        return Choosing.objects.offer(
            group, years, by=request.user, at=at, poll=poll, unmet=unmet, minutes=wanted.minutes,
            number=wanted.number, least_days_between=wanted.least_days_between,
        )  # fmt: skip

    return once(request, lay)


@login_required
def choosing(request: SignedIn, choosing: int) -> HttpResponse:
    return show_choosing(request, find_choosing(request, choosing))


@login_required
@acts
def agreement(request: SignedIn, year: int) -> HttpResponse:
    """I could live with this one; or rather not, after all."""
    found, at = find_year(request, year), clock.now()
    ensure(policies.may_ask(request.user, found.choosing.group))
    verb = found.take_back if "back" in request.POST else found.agree
    try:
        return once(request, lambda: verb(request.user, at=at), found.choosing)
    except Settled:
        return show_choosing(request, find_choosing(request, found.choosing_id), status=409)


@login_required
@acts
def taking(request: SignedIn, year: int) -> HttpResponse:
    """The group takes this year: dates stand, invitations go out."""
    found, at = find_year(request, year), clock.now()
    group = found.choosing.group
    ensure(policies.may_take(request.user, group))
    to = reverse("meetings:series", args=[group.slug])
    try:
        done = once(request, lambda: found.take(by=request.user, at=at), to)
    except (Settled, Refused):
        return show_choosing(request, find_choosing(request, found.choosing_id), status=409, too_late=True)
    messages.info(request, _("The dates stand. Every member gets an invitation for each."))
    return done


@login_required
@acts
def dropping(request: SignedIn, choosing: int) -> HttpResponse:
    """None of them."""
    found = find_choosing(request, choosing)
    ensure(policies.may_take(request.user, found.group))
    return once(
        request,
        lambda: found.drop(by=request.user, at=clock.now()),
        reverse("meetings:series", args=[found.group.slug]),
    )


def show_wanted(
    request: SignedIn, group: Group, at: datetime, *, form: AskForYears | None = None, status: int = 200
) -> HttpResponse:
    poll = latest_poll(group)
    times = times_of(group, poll)
    initial = _usual(group, times, at, request.GET.get("time", ""), poll)
    return show(
        request,
        "scheduling/wanted.html",
        status=status,
        group=group,
        face=face(group, request.user),
        tab="meetings",
        times=times,
        poll=poll,
        is_open=poll is not None and poll.is_open(at),
        form=form or AskForYears(group=group, times=times, initial=initial),
        may_ask=policies.may_ask(request.user, group),
        standing=group.meetings.upcoming(at).confirmed().count(),
    )


def show_choosing(
    request: SignedIn, choosing: Choosing, *, status: int = 200, too_late: bool = False
) -> HttpResponse:
    group = choosing.group
    found = faces(choosing, request.user)
    reason, attempt = say_unmet(choosing.unmet) if not found else ("", "")
    return show(
        request,
        "scheduling/choosing.html",
        status=status,
        choosing=choosing,
        group=group,
        face=face(group, request.user),
        tab="meetings",
        years=found,
        reason=reason,
        attempt=attempt,
        too_late=too_late,
        may_agree=choosing.is_open and policies.may_ask(request.user, group),
        may_take=choosing.is_open and policies.may_take(request.user, group),
    )


def latest_poll(group: Group) -> Poll | None:
    return Poll.objects.filter(group=group).order_by("-at", "-pk").first()


def times_of(group: Group, poll: Poll | None) -> list[tuple[Moment, str]]:
    """The times a year may use, each with what is known of it: the poll's, the group's own, the programme's."""
    found: dict[tuple[int, Any], tuple[Moment, str]] = {}
    for tally in count(poll).tallies if poll else ():
        if not tally.is_refused and tally.option.weekday < offering.FIVE_DAYS:
            option = tally.option
            found[option.weekday, option.starts_at] = (
                Moment(option.weekday, option.starts_at), f"{option}: {who_can(tally)}",
            )  # fmt: skip
    if found:
        return list(found.values())
    series = Series.objects.filter(group=group).first()
    known = [Moment(series.weekday, series.starts_at)] if series else []
    if group.programme:
        known += [Moment(slot.weekday, slot.starts_at) for slot in group.programme.slots.in_order()]
    for moment in known:
        if moment.weekday < offering.FIVE_DAYS:
            found.setdefault((moment.weekday, moment.starts_at), (moment, _said(moment)))
    return list(found.values())


def _said(moment: Moment) -> str:
    return f"{WEEKDAYS[moment.weekday]} {moment.starts_at:%H:%M}"


def _usual(
    group: Group, times: list[tuple[Moment, str]], at: datetime, time: str, poll: Poll | None
) -> dict[str, Any]:
    """A fresh form: the time that was chosen or the best one, after what is confirmed already."""
    keys = [f"{moment.weekday}-{moment.starts_at:%H:%M}" for moment, _words in times]
    chosen = poll.options.filter(pk=int(time)).first() if poll and time.isdecimal() else None
    key = f"{chosen.weekday}-{chosen.starts_at:%H:%M}" if chosen else (keys or [""])[0]
    series = Series.objects.filter(group=group).first()
    least = series.least_days_between if series else 21
    last = group.meetings.upcoming(at).confirmed().order_by("-starts_at").first()
    first_on = clock.day_of(at) + A_WEEK
    if last:
        first_on = max(first_on, last.local_start.date() + timedelta(days=least))
    return {
        "times": [key] if key in keys else keys[:1],
        "first_on": first_on,
        "number": None if last else 6,
        "least_days_between": least,
        "minutes": poll.minutes if poll else series.minutes if series else 75,
        "hosts": list(possible_hosts(group).values_list("pk", flat=True)),
    }
