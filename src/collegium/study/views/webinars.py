"""Webinars that reach somebody: to come, one of them, and how to announce one."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.groups.audience import choices_for, reach
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.study import forms, policies
from collegium.study.models import Webinar

MOST = 50
A_PAGE = 20


def zone_of(person: Person) -> ZoneInfo:
    school = person.schools_now().order_by("pk").values_list("timezone", flat=True).first()
    return ZoneInfo(person.timezone or school or settings.TIME_ZONE)


@login_required
def webinars(request: SignedIn) -> HttpResponse:
    return _page(request, _announcing(request))


def _announcing(request: SignedIn, data: Any = None) -> forms.Announce | None:
    if not policies.may_announce(request.user):
        return None
    return forms.Announce(data, reaches=choices_for(request.user), zone=zone_of(request.user))


def _page(request: SignedIn, form: forms.Announce | None, *, status: int = 200) -> HttpResponse:
    me, at = request.user, clock.now()
    known = Webinar.objects.visible_to(me).standing().select_related("person", "school", "group")
    return show(
        request, "study/webinars.html", status=status, form=form, zone=zone_of(me),
        coming=list(known.filter(starts_at__gte=at).order_by("starts_at", "pk")[:MOST]),
        leaf=leaf(known.filter(starts_at__lt=at), "starts_at", A_PAGE, request.GET.get("before", "")),
    )  # fmt: skip


@login_required
@acts
def announcing(request: SignedIn) -> HttpResponse:
    ensure(policies.may_announce(request.user))
    form, at = _announcing(request, request.POST), clock.now()
    assert form is not None
    if not form.is_valid():
        return _page(request, form, status=422)
    given = dict(form.cleaned_data)
    to = reach(given.pop("reach"), request.user)
    return once(request, lambda: Webinar.objects.announce(**given, **to, person=request.user, at=at))


def _find(request: SignedIn, number: int) -> Webinar:
    known = Webinar.objects.visible_to(request.user).select_related("person", "school", "group")
    found: Webinar = get_object_or_404(known, pk=number)
    return found


@login_required
def webinar(request: SignedIn, number: int) -> HttpResponse:
    found, me = _find(request, number), request.user
    return show(
        request, "study/webinar.html", webinar=found, zone=zone_of(me),
        is_mine=policies.may_call_off(me, found), is_over=found.ends_at < clock.now(),
    )  # fmt: skip


@login_required
@acts
def widening(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    ensure(policies.may_call_off(request.user, found))
    audience, at = request.POST.get("audience", ""), clock.now()
    return once(request, lambda: found.widen(audience, by=request.user, at=at), found)


@login_required
@acts
def calling_off(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    ensure(policies.may_call_off(request.user, found))
    at = clock.now()
    return once(request, lambda: found.call_off(by=request.user, at=at), "study:webinars")
