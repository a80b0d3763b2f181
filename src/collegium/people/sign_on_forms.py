"""What a keeper of accounts copies from the provider's page."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.people.models import SignOn
from collegium.people.signing_on import is_answered

GOOGLE = "https://accounts.google.com"
MICROSOFT = "https://login.microsoftonline.com/{tenant}/v2.0"
TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
DOMAIN = re.compile(r"(?=.{4,100}$)([a-z0-9-]+\.)+[a-z]{2,}")
# Whoever asks for one of these gets it: they say nothing about where somebody works.
FREE_FOR_ALL = {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com",
                "gmx.de", "gmx.net", "web.de", "orange.fr", "libero.it", "wp.pl", "proton.me"}  # fmt: skip


def domains_typed(text: str) -> list[str]:
    """How a school's addresses end, as somebody typed it; what nobody may speak for is named."""
    found = [part for part in (part.strip().lower().lstrip("@") for part in text.split(",")) if part]
    for one in found:
        if not DOMAIN.fullmatch(one):
            raise ValidationError(_("“%(domain)s” is not how an address ends.") % {"domain": one})
        if one in FREE_FOR_ALL:
            raise ValidationError(_("Everybody can have an address at %(domain)s.") % {"domain": one})
    return found


def domains_needed(text: str) -> list[str]:
    found = domains_typed(text)
    if not found:
        raise ValidationError(_("Say how the mail addresses of your school end."))
    return found


class SetUp(forms.Form):
    """Google and Microsoft need no address: it is known, or follows from the school's number there."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Where do colleagues have accounts?"),
        choices=[one for one in SignOn.Kind.choices if one[0] != SignOn.Kind.SAML],
        widget=forms.RadioSelect,
    )  # fmt: skip
    tenant = forms.CharField(
        label=gettext_lazy("Directory (tenant) ID"), required=False, max_length=60,
        help_text=gettext_lazy("It looks like 72f988bf-86f1-41af-91ab-2d7cd011db47."),
    )  # fmt: skip
    issuer = forms.CharField(
        label=gettext_lazy("Address of the provider (issuer)"), required=False, max_length=200,
        help_text=gettext_lazy("It begins with https://, and is called issuer there."),
    )  # fmt: skip
    client = forms.CharField(label=gettext_lazy("Client ID"), max_length=191)
    secret = forms.CharField(
        label=gettext_lazy("Client secret"), max_length=191, required=False, strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Leave it empty to keep the one that is set."),
    )  # fmt: skip
    domains = forms.CharField(
        label=gettext_lazy("Mail addresses of your school end with"), max_length=500,
        help_text=gettext_lazy("What comes after the @, such as northgate.example; several with commas."),
    )  # fmt: skip

    def __init__(self, *args: Any, held: SignOn | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        needed = {
            "tenant": _("only for Microsoft, and needed there"),
            "issuer": _("only for another, and needed there"),
            "secret": "" if held else _("needed"),
        }
        for name, words in needed.items():
            self.fields[name].needed_for = words  # type: ignore[attr-defined]

    def clean_tenant(self) -> str:
        tenant: str = self.cleaned_data["tenant"].strip()
        if self.cleaned_data.get("kind") == SignOn.Kind.MICROSOFT and not TENANT.fullmatch(tenant):
            raise ValidationError(_("Copy the directory (tenant) ID from the overview page of your registration."))
        return tenant.lower()

    def clean_domains(self) -> list[str]:
        return domains_needed(self.cleaned_data["domains"])

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if self.errors:
            return typed
        issuer, place = self._issuer(typed)
        if not issuer.startswith("https://") and "//localhost" not in issuer:
            self.add_error(place, _("The address begins with https://."))
        elif trouble := is_answered(issuer):
            self.add_error(place, trouble)
        if not typed["secret"] and not (self.held and self.held.issuer == issuer):
            self.add_error("secret", _("Copy the secret that the provider gave you."))
        return typed | {"issuer": issuer}

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        secret = typed["secret"] or (self.held.secret if self.held else "")
        return {name: typed[name] for name in ("kind", "issuer", "client", "domains")} | {"secret": secret}

    @staticmethod
    def _issuer(typed: dict[str, Any]) -> tuple[str, str]:
        """The address of the provider, and the field in which somebody would mend it."""
        if typed["kind"] == SignOn.Kind.GOOGLE:
            return GOOGLE, "kind"
        if typed["kind"] == SignOn.Kind.MICROSOFT:
            return MICROSOFT.format(tenant=typed["tenant"]), "tenant"
        return typed["issuer"].strip().rstrip("/"), "issuer"
