"""Where a keeper of accounts sets the school's VLE up."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.lti import forms
from collegium.lti.launching import launch_address
from collegium.lti.models import Key, Platform
from collegium.lti.registering import GOOD_FOR, PURPOSE
from collegium.people import policies
from collegium.people.models import Link, School
from collegium.people.views.finding import find_school


@login_required
def platforms(request: SignedIn, slug: str) -> HttpResponse:
    return _page(request, _kept(request, slug), forms.SetUp())


@acts
@login_required
def setting_up(request: SignedIn, slug: str) -> HttpResponse:
    school, at = _kept(request, slug), clock.now()
    form = forms.SetUp(request.POST)
    if not form.is_valid():
        return _page(request, school, form, status=422)
    Key.objects.ours(at=at)
    response = once(request, lambda: Platform.objects.set_up(school, by=request.user, at=at, **form.given()))
    messages.success(request, _("It is set up. Open Collegium from a course there, to see that it works."))
    return response


@acts
@login_required
def linking(request: SignedIn, slug: str) -> HttpResponse:
    """A link by which a VLE sets itself up, once."""
    school, at = _kept(request, slug), clock.now()

    def make() -> Link:
        return Link.objects.for_(PURPOSE, request.user, school.pk, until=at + GOOD_FOR)

    return once(request, make, lambda _link: reverse("lti:platforms", args=[slug]))


@acts
@login_required
def trusting(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found, at = _found(request, slug, number), clock.now()
    form = forms.Domains(request.POST, prefix=str(number))
    if not form.is_valid():
        return _page(request, found.school, forms.SetUp(), status=422, wrong=form, wrong_of=number)
    return once(request, lambda: found.trust(form.cleaned_data["domains"], by=request.user, at=at), found)


@acts
@login_required
def allowing(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found, at = _found(request, slug, number), clock.now()
    form = forms.Place(request.POST)
    if not form.is_valid():
        messages.error(request, _("Type the deployment ID that the VLE shows."))
        return _page(request, found.school, forms.SetUp(), status=422)
    place = form.cleaned_data["number"]
    return once(request, lambda: found.allow(place, by=request.user, at=at), lambda _place: found)


@acts
@login_required
def pausing(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found, at = _found(request, slug, number), clock.now()
    place = str(request.POST.get("number", "")).replace("\x00", "")
    return once(request, lambda: found.stop_from(place, by=request.user, at=at), found)


@acts
@login_required
def stopping(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found, at = _found(request, slug, number), clock.now()
    return once(request, lambda: found.stop(by=request.user, at=at), found)


def _kept(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return school


def _found(request: SignedIn, slug: str, number: int) -> Platform:
    return get_object_or_404(_kept(request, slug).platforms.going(), pk=number)


def _page(request: SignedIn, school: School, form: forms.SetUp, *, status: int = 200, **more: Any) -> HttpResponse:
    here = settings.ADDRESS
    alive = Link.objects.alive(clock.now())
    link = alive.filter(purpose=PURPOSE, person=request.user, thing=school.pk).first()
    held = list(school.platforms.going().prefetch_related("deployments"))
    wrong, wrong_of = more.get("wrong"), more.get("wrong_of")
    rows = [
        (one, wrong if one.pk == wrong_of else forms.Domains(prefix=str(one.pk), initial={
            "domains": ", ".join(one.domains)}))
        for one in held
    ]  # fmt: skip
    return show(
        request, "lti/platforms.html", status=status, school=school, form=form, rows=rows,
        link=here + reverse("lti:register", args=[link.token]) if link else "", until=link.until if link else None,
        addresses=[
            (_("Tool address, and address to return to"), launch_address(school)),
            (_("Address to begin signing in (initiate login)"), here + reverse("lti:login", args=[school.slug])),
            (_("Public keyset"), here + reverse("lti:keys")),
        ],
        is_plain=here.startswith("http://"),
    )  # fmt: skip
