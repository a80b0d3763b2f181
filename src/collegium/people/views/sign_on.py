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
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.models import Allowance
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import policies, saml
from collegium.people.models import School, SignOn
from collegium.people.models.sign_on import returns_to
from collegium.people.saml_forms import SetUpBySaml
from collegium.people.sign_on_forms import SetUp
from collegium.people.views.finding import find_school

# A large school on a Monday morning. Each press asks the provider, and a thread of ours waits for it.
MOST_A_MINUTE = 300
SET_UP = gettext_lazy("Colleagues find the button where they sign in. Try it in another window.")


@never_cache
@require_POST
def going_out(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider by a page of ours: a form may lead to nobody else's page."""
    return sent_out(request, get_object_or_404(SignOn.objects.going(), school__slug=slug))


def sent_out(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    if not Allowance.objects.use(
        f"sign-on {sign_on.school_id}", most=MOST_A_MINUTE, within=timedelta(minutes=1), at=clock.now()
    ):
        messages.error(request, _("Many sign in at this moment. Try again in a minute, or use a password or a code."))
        return redirect("account_login")
    try:
        answer = get_adapter().get_provider(request, sign_on.provider).redirect(request, process="login")
        address = str(answer.url)
    except (OAuth2Error, requests.RequestException, ImmediateHttpResponse, ImportError, KeyError, ValueError):
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
    school = kept_school(request, slug)
    return page_of(request, school)


@acts
@login_required
def setting_up(request: SignedIn, slug: str) -> HttpResponse:
    school = kept_school(request, slug)
    form = SetUp(request.POST, held=held_by(school))
    if not form.is_valid():
        return page_of(request, school, form=form, status=422)
    given, at = form.given(), clock.now()
    response = once(
        request, lambda: SignOn.objects.set_up(school, by=request.user, at=at, **given),
        lambda made: made.get_absolute_url(),
    )  # fmt: skip
    messages.success(request, SET_UP)
    return response


@acts
@login_required
def stopping(request: SignedIn, slug: str) -> HttpResponse:
    school, at = kept_school(request, slug), clock.now()
    found = get_object_or_404(school.sign_ons.going())
    return once(
        request, lambda: found.stop(by=request.user, at=at), lambda _nothing: reverse("people:sign-on", args=[slug])
    )


def kept_school(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return school


def held_by(school: School, *, by_saml: bool = False) -> SignOn | None:
    """What is set up now, if it is of this way."""
    held = school.sign_ons.going().first()
    return held if held and held.is_by_saml == by_saml else None


def page_of(
    request: SignedIn, school: School, *, form: SetUp | None = None, saml_form: SetUpBySaml | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    held, is_installed = school.sign_ons.going().first(), saml.is_installed()
    return show(
        request, "people/sign_on.html", status=status, school=school, held=held,
        lacks_its_part=held is not None and held.is_by_saml and not is_installed,
        form=form or SetUp(held=held_by(school)),
        saml_form=saml_form or SetUpBySaml(held=held_by(school, by_saml=True)), saml_is_installed=is_installed,
        our_name=saml.our_name(school.slug), our_door=saml.our_door(school.slug),
        our_beginning=settings.ADDRESS + reverse("people:saml-beginning", args=[school.slug]),
        returns_to=returns_to(school), is_plain=settings.ADDRESS.startswith("http://"),
    )  # fmt: skip
