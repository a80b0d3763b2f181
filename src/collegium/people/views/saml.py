"""Signing in by SAML: what the provider is told of us, its answers, and where it is set up."""

import logging
from dataclasses import asdict
from importlib import import_module
from typing import Any

from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn
from collegium.people import saml
from collegium.people.models import SignOn
from collegium.people.saml_forms import SetUpBySaml
from collegium.people.views.sign_on import SET_UP, held_by, kept_school, page_of, sent_out

log = logging.getLogger("collegium.signing_in")

# Another site's form brings no cookie of ours along: what was heard waits in one of its own until the next page,
# which is asked for with all of them.
COOKIE, SALT, SECONDS = "saml", "collegium.people.saml", 120
# Who comes back unasked again and again is not asked again and again.
SOON = 20


@require_GET
def description(request: HttpRequest, slug: str) -> HttpResponse:
    """What a technician gives to the provider. It follows from the address alone, and tells of no school."""
    words = {"our_name": saml.our_name(slug), "our_door": saml.our_door(slug)}
    return render(request, "people/saml_description.xml", words, content_type="application/xml")


@csrf_exempt
@never_cache
@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the provider sends people back. Where it says that they go on to (RelayState) is not read."""
    sign_on = _going(slug)
    # Before anything is read: to look at a signature costs us much, and whoever sends it nothing.
    if too_many := ratelimit.consume_or_429(request, action="saml_answer"):
        return too_many
    try:
        hearing = import_module("collegium.people.saml.hearing")
        said = hearing.heard(sign_on, request.POST.get("SAMLResponse", ""), at=clock.now())
    except saml.Unasked:
        return redirect("people:saml-beginning", slug) if sign_on.begins_there else _refused(request, _begin_here())
    except saml.Refused as trouble:
        log.warning("A SAML answer was refused at %s: %s", slug, trouble)
        return _refused(request, trouble.words)
    response = redirect("people:saml-coming-in", slug)
    held = signing.dumps({"sign_on": sign_on.pk, **asdict(said)}, salt=SALT)
    response.set_cookie(
        COOKIE, held, max_age=SECONDS, path=response.url, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return response


@never_cache
@require_GET
def coming_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Only the browser that asked comes in by the answer, and only once."""
    sign_on = _going(slug)
    provider = get_adapter().get_provider(request, sign_on.provider)
    try:
        held: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
        if held.pop("sign_on") != sign_on.pk:
            raise PermissionDenied
        said = saml.Said(**held)
        login = provider.login_of(said)
        login.state = provider.unstash_redirect_state(request, said.question)
    except (signing.BadSignature, PermissionDenied):
        return _refused(request, _("You began in another browser, or too long ago. Begin again from this page."))
    response: HttpResponse = complete_social_login(request, login)
    response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
    return response


@never_cache
@require_GET
def beginning(request: HttpRequest, slug: str) -> HttpResponse:
    """Where colleagues begin at the provider's page, if the school chose that: the same way out as by the button."""
    sign_on = get_object_or_404(SignOn.objects.going(), school__slug=slug, kind=SignOn.Kind.SAML, begins_there=True)
    now = clock.now().timestamp()
    if now - request.session.get("saml began", 0) < SOON:
        return _refused(request, _begin_here())
    request.session["saml began"] = now
    return sent_out(request, sign_on)


@acts
@login_required
def setting_up(request: SignedIn, slug: str) -> HttpResponse:
    school = kept_school(request, slug)
    form = SetUpBySaml(request.POST, request.FILES, held=held_by(school, by_saml=True))
    if not form.is_valid():
        return page_of(request, school, saml_form=form, status=422)
    given, at = form.given(), clock.now()
    response = once(
        request, lambda: SignOn.objects.set_up(school, kind=SignOn.Kind.SAML, by=request.user, at=at, **given),
        lambda made: made.get_absolute_url(),
    )  # fmt: skip
    messages.success(request, SET_UP)
    return response


def _going(slug: str) -> SignOn:
    if not saml.is_installed():
        raise Http404
    return get_object_or_404(SignOn.objects.going(), school__slug=slug, kind=SignOn.Kind.SAML)


def _begin_here() -> str:
    return _("Your provider sent you here unasked. Begin from this page: press the button of your school.")


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("account_login")
