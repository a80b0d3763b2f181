from typing import Any, cast

from allauth.account import views as allauth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.people import signins_of_the_demo as demo
from collegium.people.beginning import nobody_is_here
from collegium.people.letters import mail_works
from collegium.people.models import SignOn

MOST_BUTTONS = 12


def login(request: HttpRequest) -> HttpResponse:
    """allauth's own page with our words around it; while nobody is here, the way to the first run."""
    if request.method == "GET" and nobody_is_here():
        return redirect("people:first-run")
    response = cast(HttpResponse, allauth.login(request))
    if isinstance(response, TemplateResponse):
        response.context_data = {**(response.context_data or {}), **_around()}
        _dress(response.context_data["form"])
    return response


def _around() -> dict[str, Any]:
    shown = demo.SIGNINS if settings.DEMO and demo.is_here_alone() else ()
    return {
        "mail_works": mail_works(),
        "code_url": reverse("account_request_login_code"),
        "sign_ons": list(SignOn.objects.going()[:MOST_BUTTONS]),
        "demo_signins": shown,
        "demo_password": demo.PASSWORD if shown else "",
    }


def _dress(form: Any) -> None:
    """Labels say it once: allauth repeats them in grey inside the fields."""
    form.fields["login"].label = _("Work address")
    form.fields["password"].help_text = ""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
