from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from collegium.kit import clock, languages
from collegium.kit.web import show
from collegium.people import forms, welcoming
from collegium.people.models import Link, Offer, School


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """A personal link: looking changes nothing; choosing a password uses it up."""
    if link := Link.objects.opened_by(token, welcoming.WELCOME, clock.now()):
        return _settle_in(request, link)
    if link := Link.objects.opened_by(token, welcoming.OFFER, clock.now()):
        offer = Offer.objects.open().select_related("school").filter(pk=link.thing).first()
        if offer:
            return show(request, "people/welcome_offer.html", offer=offer)
    return show(request, "people/welcome_over.html", status=404)


def _settle_in(request: HttpRequest, link: Link) -> HttpResponse:
    form = forms.Welcome(request.POST or None, person=link.person)
    if request.method == "GET" or not form.is_valid():
        schools = School.objects.filter(appointments__in=link.person.appointments.not_over())
        return show(
            request,
            "people/welcome.html",
            status=422 if form.is_bound else 200,
            form=form,
            person=link.person,
            schools=schools,
        )
    person = welcoming.settle_in(
        link, **form.cleaned_data, language=languages.current().code, at=clock.now()
    )
    if person is None:
        return show(request, "people/welcome_over.html", status=404)
    # Who has a second step keeps it: a link on paper does not go around it.
    if is_mfa_enabled(person) or not person.is_active:
        return redirect("account_login")
    login(request, person, backend="collegium.people.signin.Backend")
    return redirect("desk:today")
