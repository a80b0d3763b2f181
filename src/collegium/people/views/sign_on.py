"""Signing in with the school's own accounts: the button, the way out and back, and where it is set up."""

from datetime import timedelta

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.models import Allowance
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import policies
from collegium.people.models import School, SignOn
from collegium.people.models.sign_on import returns_to
from collegium.people.sign_on_forms import SetUp
from collegium.people.views.finding import find_school

# A large school on a Monday morning. Each press asks the provider, and a thread of ours waits for it.
MOST_A_MINUTE = 300


@never_cache
@require_POST
def going_out(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider by a page of ours: a form may lead to nobody else's page."""
    sign_on = get_object_or_404(SignOn.objects.going(), school__slug=slug)
    if not Allowance.objects.use(
        f"sign-on {sign_on.school_id}", most=MOST_A_MINUTE, within=timedelta(minutes=1), at=clock.now()
    ):
        messages.error(request, _("Many sign in at this moment. Try again in a minute, or use a password or a code."))
        return redirect("account_login")
    try:
        answer = get_adapter().get_provider(request, slug).redirect(request, process="login")
        address = str(answer.url)
    except (OAuth2Error, requests.RequestException, ImmediateHttpResponse, KeyError, ValueError):
        messages.error(request, _("The provider does not answer now. Sign in with a password or a code."))
        return redirect("account_login")
    page = render(request, "people/going_out.html", {"address": address, "name": sign_on.get_kind_display()})
    page["Refresh"] = f"0; url={address}"
    return page


def nothing_here(request: HttpRequest, slug: str = "") -> HttpResponse:
    """allauth has pages on which people link accounts themselves, and a way out that could link: here the school
    decides, and there is nothing."""
    return redirect("people:me" if request.user.is_authenticated else "account_login")


@login_required
def sign_on(request: SignedIn, slug: str) -> HttpResponse:
    """What the provider must be told, what it gave in return, and for whom it speaks."""
    school = _kept(request, slug)
    return _page(request, school, SetUp(held=school.sign_ons.going().first()))


@acts
@login_required
def setting_up(request: SignedIn, slug: str) -> HttpResponse:
    school = _kept(request, slug)
    form = SetUp(request.POST, held=school.sign_ons.going().first())
    if not form.is_valid():
        return _page(request, school, form, status=422)
    given, at = form.given(), clock.now()
    response = once(
        request, lambda: SignOn.objects.set_up(school, by=request.user, at=at, **given),
        lambda made: made.get_absolute_url(),
    )  # fmt: skip
    messages.success(request, _("Colleagues find the button where they sign in. Try it in another window."))
    return response


@acts
@login_required
def stopping(request: SignedIn, slug: str) -> HttpResponse:
    school, at = _kept(request, slug), clock.now()
    found = get_object_or_404(school.sign_ons.going())
    return once(
        request, lambda: found.stop(by=request.user, at=at), lambda _nothing: reverse("people:sign-on", args=[slug])
    )


def _kept(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return school


def _page(request: SignedIn, school: School, form: SetUp, *, status: int = 200) -> HttpResponse:
    return show(
        request, "people/sign_on.html", status=status, school=school, form=form, held=school.sign_ons.going().first(),
        returns_to=returns_to(school), is_plain=settings.ADDRESS.startswith("http://"),
    )  # fmt: skip
