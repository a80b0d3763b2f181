"""Before the evening: announced, signed up for, made to fit, and drawn."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.groups.audience import choices_for, reach
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.teachmeets import forms, policies
from collegium.teachmeets.models import Coming, Full, NobodySpeaks, Over, Talk, TeachMeet, TooLittleTime
from collegium.teachmeets.showing import evening_of
from collegium.teachmeets.views.finding import find_hosted, find_meet, home_for, zone_of

A_PAGE = 20


@login_required
def teachmeets(request: SignedIn) -> HttpResponse:
    """What is to come, and where talks can be read again."""
    me, at = request.user, clock.now()
    known = TeachMeet.objects.visible_to(me).standing().select_related("person")
    coming = known.not_over(at)
    held = known.exclude(pk__in=coming.values("pk"))
    return show(
        request, "teachmeets/teachmeets.html", tab="teachmeets", zone=zone_of(me), may=policies.may_announce(me),
        coming=coming.order_by("starts_at", "pk")[:A_PAGE],
        leaf=leaf(held, "starts_at", A_PAGE, request.GET.get("before", "")),
    )  # fmt: skip


def _announcing(request: SignedIn, data: Any = None) -> forms.Announcing:
    reaches = choices_for(request.user)[::-1]
    return forms.Announcing(data, reaches=reaches, zone=zone_of(request.user))


@login_required
def new(request: SignedIn) -> HttpResponse:
    ensure(policies.may_announce(request.user))
    return show(request, "teachmeets/new.html", form=_announcing(request))


@login_required
@acts
def announcing(request: SignedIn) -> HttpResponse:
    ensure(policies.may_announce(request.user))
    form, at, me = _announcing(request, request.POST), clock.now(), request.user
    if not form.is_valid():
        return show(request, "teachmeets/new.html", status=422, form=form)
    given = dict(form.cleaned_data)
    reached = reach(given.pop("reach"), me)
    return once(
        request, lambda: TeachMeet.objects.announce(
            given.pop("title"), host=me, timezone=str(zone_of(me)), at=at, **given, **reached
        ),
    )  # fmt: skip


@login_required
def teachmeet(request: SignedIn, number: int) -> HttpResponse:
    return meet_page(request, find_meet(request, number))


def meet_page(
    request: SignedIn, found: TeachMeet, *, form: forms.SigningUp | None = None, status: int = 200
) -> HttpResponse:
    me = request.user
    evening = evening_of(found, me)
    first = {"title": evening.mine.title, "minutes": evening.mine.minutes} if evening.mine else None
    return show(
        request, "teachmeets/teachmeet.html", status=status, meet=found, evening=evening, zone=zone_of(me),
        form=(form or forms.SigningUp(longest=found.longest, initial=first))
        if policies.may_sign_up(me, found) else None,
        may_fit=policies.may_fit(me, found), is_listed=Coming.objects.filter(meet=found, person=me).exists(),
        listeners=Coming.objects.filter(meet=found).count(),
    )  # fmt: skip


@login_required
@acts
def signing_up(request: SignedIn, number: int) -> HttpResponse:
    """Two, seven or fifteen minutes; after the draw one speaks after the others."""
    found, at, me = find_meet(request, number), clock.now(), request.user
    ensure(policies.may_sign_up(me, found))
    home, form = home_for(me), forms.SigningUp(request.POST, longest=found.longest)
    if form.is_valid():
        try:
            return once(
                request, lambda: Talk.objects.sign_up(found, person=me, home=home, at=at, **form.cleaned_data), found
            )
        except Full:
            form.add_error(None, _("Sixty have signed up already: no evening holds more. Come and listen."))
        except Over:
            form.add_error(None, _("It is over, or was called off."))
    return meet_page(request, found, form=form, status=422)


@login_required
@acts
def coming(request: SignedIn, number: int) -> HttpResponse:
    """To listen, or not after all."""
    found, at = find_meet(request, number), clock.now()
    comes = "come" in request.POST
    return once(request, lambda: Coming.say(found, by=request.user, at=at, comes=comes), found)


@login_required
@acts
def fitting(request: SignedIn, number: int) -> HttpResponse:
    """A later end, no break, or shorter talks: so that everybody speaks."""
    found, at = find_hosted(request, number), clock.now()
    form = forms.Fitting(request.POST)
    ensure(policies.may_fit(request.user, found) and form.is_valid())
    return once(request, lambda: found.fit(by=request.user, at=at, **form.cleaned_data), found)


@login_required
@acts
def drawing(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_hosted(request, number), clock.now()
    try:
        return once(request, lambda: found.draw(by=request.user, at=at), found)
    except TooLittleTime:
        messages.warning(request, _("Not everybody would speak. Choose first what to change."))
    except NobodySpeaks:
        messages.warning(request, _("Nobody has signed up yet."))
    return meet_page(request, found, status=422)


@login_required
@acts
def cancelling(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_hosted(request, number), clock.now()
    ensure(policies.may_fit(request.user, found))
    return once(request, lambda: found.call_off(by=request.user, at=at), found)
