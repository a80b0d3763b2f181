from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.kit import clock, languages
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import forms, policies
from collegium.people.models import Offer, Responsibility


@login_required
def me(request: SignedIn) -> HttpResponse:
    """What one's schools have of one, how one signs in, and what waits for an answer."""
    return _show(request)


@acts
@login_required
@ones_own
def timezone(request: SignedIn) -> HttpResponse:
    form, at = forms.Zone(request.POST), clock.now()
    if not form.is_valid():
        return _show(request, zone=form)
    response = once(request, lambda: request.user.live_in(form.cleaned_data["timezone"], at=at), "people:me")
    messages.success(request, _("Times are shown in your zone now."))
    return response


@acts
@login_required
@ones_own
def language(request: SignedIn) -> HttpResponse:
    form, at = forms.Speech(request.POST), clock.now()
    if not form.is_valid():
        return _show(request, speech=form)
    chosen = form.cleaned_data["language"]
    response = once(request, lambda: request.user.speak(chosen, at=at), "people:me")
    with override(chosen):
        messages.success(request, _("Pages and letters are in this language now."))
    return response


@acts
@login_required
def acceptance(request: SignedIn, offer: int) -> HttpResponse:
    found = _find(request, offer)
    return once(request, lambda: found.accept(at=clock.now()), "people:me")


@acts
@login_required
def refusal(request: SignedIn, offer: int) -> HttpResponse:
    found = _find(request, offer)
    return once(request, lambda: found.decline(at=clock.now()), "people:me")


def _find(request: SignedIn, offer: int) -> Offer:
    found = get_object_or_404(Offer.objects.visible_to(request.user).select_related("school"), pk=offer)
    ensure(policies.may_answer(request.user, found))
    return found


def _show(
    request: SignedIn, zone: forms.Zone | None = None, speech: forms.Speech | None = None
) -> HttpResponse:
    person = request.user
    return show(
        request,
        "people/me.html",
        status=422 if zone or speech else 200,
        person=person,
        zone=zone or forms.Zone(initial={"timezone": person.timezone}),
        speech=speech or forms.Speech(initial={"language": languages.current().code}),
        places=person.appointments.not_over().select_related("school", "department").order_by("starts_on"),
        duties=Responsibility.objects.current().filter(person=person).select_related("school", "network"),
        offers=Offer.objects.open().filter(person=person).select_related("school").order_by("pk"),
        passkeys=Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count(),
        has_app=Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists(),
        sessions=UserSession.objects.filter(user=person).count(),
    )
