"""Where this Collegium can be reached, and how its letters leave: what a technician may also set in the file."""

import smtplib
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from collegium.kit import configuration
from collegium.kit.web import SignedIn, ensure, show
from collegium.mail.posting import in_words
from collegium.people import policies

SECURITY = (
    ("starttls", gettext_lazy("STARTTLS, usually port 587")),
    ("tls", gettext_lazy("TLS, usually port 465")),
    ("none", gettext_lazy("none, only inside the school")),
)


class Server(forms.Form):
    """The public address, and the mail server if there is one."""

    address = forms.CharField(
        label=gettext_lazy("The address at which colleagues open Collegium"),
        help_text=gettext_lazy("Links in letters, calendar feeds and passkeys use it, so change it rarely."),
        max_length=200,
    )
    mail_host = forms.CharField(
        label=gettext_lazy("Mail server"),
        help_text=gettext_lazy("Leave it empty for now if you like: letters wait, and invitations can be printed."),
        required=False,
        max_length=200,
    )
    mail_port = forms.IntegerField(label=gettext_lazy("Port"), initial=587, min_value=1, max_value=65535)
    mail_security = forms.ChoiceField(label=gettext_lazy("Security"), choices=SECURITY)
    mail_user = forms.CharField(label=gettext_lazy("User name"), required=False, max_length=200)
    mail_password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("Leave it empty to keep the one that is set."),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    mail_from = forms.EmailField(label=gettext_lazy("Letters come from"), required=False)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        parts = urlsplit(address if "://" in address else f"https://{address}")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValidationError(_("Write it like https://collegium.school.example, without anything behind it."))
        return parts._replace(path="", fragment="").geturl()

    def clean(self) -> dict[str, Any]:
        typed, kept = self.cleaned_data, current()
        if typed.get("mail_password"):
            return typed
        typed["mail_password"] = kept["mail_password"]
        # Else a test letter to a server of one's own would tell the password that no page shows.
        if kept["mail_password"] and typed.get("mail_host") not in {"", kept["mail_host"]}:
            self.add_error("mail_password", _("This is another mail server: type the password for it."))
        return typed


@sensitive_post_parameters("mail_password")
@login_required
@require_http_methods(["GET", "POST"])
def server(request: SignedIn) -> HttpResponse:
    """Shown after the first run and kept for later. “Send me a test” uses what is typed, and keeps nothing."""
    ensure(policies.may_set_server(request.user))
    if request.method == "GET":
        return _show(request, Server(initial=current() | {"mail_password": "", "address": settings.ADDRESS}))
    form = Server(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    if "test" in request.POST:
        return _show(request, form, **try_out(form.cleaned_data, request.user.email or ""))
    configuration.write(settings.DATA, form.cleaned_data)
    messages.success(request, _("Kept. Collegium uses it from now on; that takes a moment."))
    return redirect("people:first-steps")


def current() -> dict[str, Any]:
    return configuration.read(settings.DATA)


def try_out(typed: dict[str, Any], to: str) -> dict[str, Any]:
    """Send one letter as typed, and say what the mail server said."""
    if not typed["mail_host"]:
        return {"trouble": _("There is no mail server to try: fill in its name first.")}
    backend = EmailBackend(
        host=typed["mail_host"],
        port=typed["mail_port"],
        username=typed["mail_user"],
        password=typed["mail_password"],
        use_tls=typed["mail_security"] == "starttls",
        use_ssl=typed["mail_security"] == "tls",
        timeout=10,
    )
    letter = EmailMessage(
        subject=_("Collegium can send mail"),
        body=_("This is the test letter. You can close the page or keep the settings now."),
        from_email=typed["mail_from"] or settings.DEFAULT_FROM_EMAIL,
        to=[to],
        connection=backend,
    )
    try:
        letter.send()
    except (OSError, smtplib.SMTPException) as trouble:
        return {"trouble": in_words(trouble)}
    return {"sent_to": to}


def _show(request: SignedIn, form: Server, status: int = 200, **context: Any) -> HttpResponse:
    return show(request, "desk/server.html", status=status, form=form, **context)
