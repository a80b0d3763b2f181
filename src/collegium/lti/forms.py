"""What a keeper of accounts copies from the VLE's page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.lti.registering import is_address
from collegium.people.sign_on_forms import domains_typed


class Domains(forms.Form):
    """For which mail addresses a VLE may speak."""

    domains = forms.CharField(
        label=gettext_lazy("Mail addresses for which it speaks end with"), max_length=500, required=False,
        help_text=gettext_lazy(
            "What comes after the @, such as northgate.example. Only if nobody can change their own address in the "
            "VLE; leave it empty, and it shows what is public."
        ),
    )  # fmt: skip

    def clean_domains(self) -> list[str]:
        return domains_typed(self.cleaned_data["domains"])


class Place(forms.Form):
    """One more place in the VLE from which it opens."""

    number = forms.CharField(label=gettext_lazy("Deployment ID"), max_length=255)


class SetUp(Domains):
    name = forms.CharField(
        label=gettext_lazy("What your school calls it"), max_length=80, help_text=gettext_lazy("Such as Moodle.")
    )
    issuer = forms.CharField(label=gettext_lazy("Platform ID (issuer)"), max_length=200)
    client = forms.CharField(label=gettext_lazy("Client ID"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Deployment ID"), max_length=255)
    login_address = forms.CharField(label=gettext_lazy("Authentication request address"), max_length=500)
    keys_address = forms.CharField(label=gettext_lazy("Public keyset address"), max_length=500)

    field_order = ["name", "issuer", "client", "number", "keys_address", "login_address", "domains"]

    def clean_login_address(self) -> str:
        return self._address("login_address")

    def clean_keys_address(self) -> str:
        return self._address("keys_address")

    def _address(self, name: str) -> str:
        typed: str = self.cleaned_data[name]
        if not is_address(typed):
            raise ValidationError(_("The address begins with https://."))
        return typed

    def given(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"deployments": [typed.pop("number")], **typed}
