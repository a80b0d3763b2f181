from base64 import urlsafe_b64decode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.mail.ringing import is_known_service

LENGTH_OF_A_SECRET = 16


class Test(forms.Form):
    """Where the letter that tries the mail server goes."""

    to = forms.EmailField(label=_("Send a test letter to"))


class Browser(forms.Form):
    """What a browser says of itself when it is to ring: an address at its maker's, and two keys (RFC 8291)."""

    endpoint = forms.CharField(max_length=600)
    key = forms.CharField(max_length=100)
    secret = forms.CharField(max_length=30)

    def clean_endpoint(self) -> str:
        endpoint = str(self.cleaned_data["endpoint"])
        if not is_known_service(endpoint):
            raise forms.ValidationError(_("Collegium does not know the push service of this browser."))
        return endpoint

    def clean(self) -> dict[str, Any]:
        """A point of the curve, and sixteen bytes: else nothing could be written that it can read."""
        given = self.cleaned_data
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(given.get("key", "")))
            whole = len(_bytes(given.get("secret", ""))) == LENGTH_OF_A_SECRET
        except ValueError:
            whole = False
        if not whole and not self.errors:
            raise forms.ValidationError(_("What the browser said of itself did not arrive whole. Try once more."))
        return given


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
