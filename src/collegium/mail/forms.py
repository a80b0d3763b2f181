from django import forms
from django.utils.translation import gettext_lazy as _


class Test(forms.Form):
    """Where the letter that tries the mail server goes."""

    to = forms.EmailField(label=_("Send a test letter to"))
