"""Where this Collegium can be reached, and how its letters leave: what a technician may also set in the file."""

import smtplib
import socket
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from collegium.kit import configuration
from collegium.kit.web import SignedIn, ensure, show
from collegium.mail import fetching
from collegium.mail.fetching import Box
from collegium.mail.posting import in_words
from collegium.people import policies

SECURITY = (
    ("starttls", gettext_lazy("STARTTLS, usually port 587")),
    ("tls", gettext_lazy("TLS, usually port 465")),
    ("none", gettext_lazy("none, only inside the school")),
)
MAILBOX_SECURITY = (
    ("tls", gettext_lazy("TLS, usually port 993")),
    ("starttls", gettext_lazy("STARTTLS, usually port 143")),
    ("none", gettext_lazy("none, only inside the school")),
)
# What a form without them, as the first run had, leaves as it is.
MAILBOX = ("imap_port", "imap_security")
KEEP = gettext_lazy("Leave it empty to keep the one that is set.")


class Server(forms.Form):
    """The public address, the mail server if there is one, and the mailbox into which answers come."""

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
        help_text=KEEP,
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    mail_from = forms.EmailField(label=gettext_lazy("Letters come from"), required=False)
    imap_host = forms.CharField(
        label=gettext_lazy("Server of the mailbox (IMAP)"),
        help_text=gettext_lazy("A mailbox that Collegium alone reads. Empty: letters are answered by their link."),
        required=False,
        max_length=200,
    )
    imap_port = forms.IntegerField(
        label=gettext_lazy("Port of the mailbox"), initial=993, min_value=1, max_value=65535, required=False
    )
    imap_security = forms.ChoiceField(
        label=gettext_lazy("Security of the mailbox"), choices=MAILBOX_SECURITY, required=False
    )
    imap_user = forms.CharField(
        label=gettext_lazy("User name"),
        help_text=gettext_lazy("Empty: as for the mail server, and its password, too."),
        required=False,
        max_length=200,
    )
    imap_password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=KEEP,
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    @property
    def address_part(self) -> list[forms.BoundField]:
        return [self["address"]]

    @property
    def letters_part(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("mail_")]

    @property
    def answers_part(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("imap_")]

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        parts = urlsplit(address if "://" in address else f"https://{address}")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValidationError(_("Write it like https://collegium.school.example, without anything behind it."))
        return parts._replace(path="", fragment="").geturl()

    def clean(self) -> dict[str, Any]:
        typed, kept = self.cleaned_data, current()
        fresh, known = typed.get("mail_password"), kept["mail_password"]
        self._guard("mail", kept, known, fresh, _("This is another mail server: type the password for it."))
        fresh, known = typed.get("imap_password") or fresh, kept["imap_password"] or known
        self._guard("imap", kept, known, fresh, _("This is another mailbox: type the password for it."))
        if typed.get("imap_host") and not (typed.get("mail_from") or kept["reply_address"]):
            self.add_error("mail_from", _("Answers go to this address: say which it is."))
        same = {name: typed.get(name) or kept[name] for name in ("mail_password", "imap_password", *MAILBOX)}
        return typed | same

    def _guard(self, part: str, kept: dict[str, Any], known: str, fresh: str | None, words: str) -> None:
        """A password that no page shows goes to the server for which it was typed, and to no other."""
        if known and not fresh and self.cleaned_data.get(f"{part}_host") not in {"", kept[f"{part}_host"]}:
            self.add_error(f"{part}_password", words)


@sensitive_post_parameters("mail_password", "imap_password")
@login_required
@require_http_methods(["GET", "POST"])
def server(request: SignedIn) -> HttpResponse:
    """Shown after the first run and kept for later. Trying out uses what is typed, and keeps nothing."""
    ensure(policies.may_set_server(request.user))
    if request.method == "GET":
        shown = {"mail_password": "", "imap_password": "", "address": settings.ADDRESS}
        return _show(request, Server(initial=current() | shown))
    form = Server(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    if "test" in request.POST:
        return _show(request, form, **try_out(form.cleaned_data, request.user.email or ""))
    if "look" in request.POST:
        return _show(request, form, **look_into(form.cleaned_data))
    configuration.write(settings.DATA, form.cleaned_data)
    messages.success(request, _("Kept. Collegium uses it from now on; that takes a moment."))
    return redirect("people:first-steps")


def one_of_several() -> str:
    """The name of this computer, where others may serve the same database; one file is served by one alone."""
    return socket.gethostname() if connection.vendor == "postgresql" else ""


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


def look_into(typed: dict[str, Any]) -> dict[str, Any]:
    """Open the mailbox as typed and read nothing, and say what is in the way."""
    if not typed["imap_host"]:
        return {"trouble": _("There is no mailbox to look into: fill in its server first.")}
    box = Box(
        typed["imap_host"], typed["imap_port"], typed["imap_user"] or typed["mail_user"],
        typed["imap_password"] or typed["mail_password"], typed["imap_security"],
    )  # fmt: skip
    trouble = fetching.try_out(box)
    return {"trouble": trouble} if trouble else {"is_open": True}


def _show(request: SignedIn, form: Server, status: int = 200, **context: Any) -> HttpResponse:
    return show(request, "desk/server.html", status=status, form=form, here_alone=one_of_several(), **context)
