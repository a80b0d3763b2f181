"""What a keeper of accounts gives of a provider that speaks SAML."""

from importlib import import_module
from typing import Any

import requests
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.kit import fetching
from collegium.people.models import SignOn
from collegium.people.saml import Described, Refused, is_installed
from collegium.people.sign_on_forms import domains_needed

LARGEST = 1_000_000


class SetUpBySaml(forms.Form):
    """The provider's description comes as a file, as text or from its address: one of the three."""

    # Beside the other form, on the same page.
    prefix = "saml"

    file = forms.FileField(label=gettext_lazy("The provider’s metadata (an XML file)"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Its text"), required=False, max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("All of it, from the first < to the last >."),
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Its address"), required=False, max_length=1024,
        help_text=gettext_lazy("It begins with https://. It is read once, now."),
    )  # fmt: skip
    attribute = forms.CharField(
        label=gettext_lazy("Which attribute is the mail address?"), required=False, max_length=200,
        help_text=gettext_lazy(
            "Such as mail. Empty: the usual names, and else the name itself (NameID) where that is a mail address."
        ),
    )  # fmt: skip
    domains = forms.CharField(
        label=gettext_lazy("Mail addresses of your school end with"), max_length=500,
        help_text=gettext_lazy("What comes after the @, such as northgate.example; several with commas."),
    )  # fmt: skip
    begins_there = forms.BooleanField(
        label=gettext_lazy("Colleagues may also begin at the provider’s page"), required=False,
        help_text=gettext_lazy("What it sends unasked opens nothing even then: we ask it ourselves first."),
    )  # fmt: skip

    def __init__(self, *args: Any, held: SignOn | None = None, **kwargs: Any) -> None:
        self.held = held
        if held:
            now = {"attribute": held.attribute, "begins_there": held.begins_there, "domains": ", ".join(held.domains)}
            kwargs["initial"] = now
        super().__init__(*args, **kwargs)
        needed = {
            "file": _("only if it has changed") if held else _("or the text, or the address"),
            "text": _("or the file, or the address"),
            "address": _("or the file, or the text"),
        }
        for name, words in needed.items():
            self.fields[name].needed_for = words  # type: ignore[attr-defined]

    def clean_domains(self) -> list[str]:
        return domains_needed(self.cleaned_data["domains"])

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not is_installed():
            raise ValidationError(_("The part that speaks SAML is not installed here. Ask your technician."))
        if self.errors:
            return typed
        place = next((name for name in ("file", "text", "address") if typed[name]), "")
        if not place and not self.held:
            self.add_error("file", _("Choose the file, paste its text, or give its address."))
        elif place:
            self._read(place, typed)
        return typed

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        told: dict[str, Any] = {name: typed[name] for name in ("attribute", "domains", "begins_there")}
        described: Described | None = typed.get("described")
        if described:
            return told | {
                "issuer": described.name, "goes_to": described.goes_to, "certificates": list(described.certificates)
            }  # fmt: skip
        return told | {name: getattr(self.held, name) for name in ("issuer", "goes_to", "certificates")}

    def _read(self, place: str, typed: dict[str, Any]) -> None:
        try:
            content = _content(place, typed[place])
            typed["described"] = import_module("collegium.people.saml.describing").describe(content)
        except Refused as trouble:
            self.add_error(place, trouble.words)


def _content(place: str, typed: Any) -> bytes:
    if place == "address":
        return _fetched(typed.strip())
    content: bytes = typed.read(LARGEST + 1) if place == "file" else typed.encode()
    if len(content) > LARGEST:
        raise Refused(_("This is larger than any provider’s metadata."), "large")
    return content


def _fetched(address: str) -> bytes:
    try:
        with fetching.door(inside=settings.SIGN_ON_INSIDE) as session:
            answer = session.get(address)
    except fetching.NotOutside:
        raise Refused(_("This address leads to a machine inside. Paste the text instead."), "inside") from None
    except (requests.RequestException, ValueError):
        raise Refused(_("Nothing answers at this address. Paste the text instead."), "silent") from None
    if answer.status_code != requests.codes.ok:
        raise Refused(_("Nothing answers at this address. Paste the text instead."), str(answer.status_code))
    return answer.content
