"""What people type about an evening of short talks."""

from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.files.forms import Upload
from collegium.teachmeets.models import Talk

BEGINS = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Announcing(forms.Form):
    """Where and when, and whom it reaches."""

    title = forms.CharField(label=_("What is it called?"), max_length=120)
    starts_at = forms.DateTimeField(label=_("Begins"), widget=BEGINS)
    minutes = forms.TypedChoiceField(
        label=_("Takes"), coerce=int, initial=120,
        choices=[(60, _("an hour")), (90, _("an hour and a half")), (120, _("two hours")), (180, _("three hours"))],
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=160, help_text=_("Room and school. A kettle helps."))
    reach = forms.ChoiceField(label=_("Who may come"))
    pause = forms.TypedChoiceField(
        label=_("Break"), coerce=int, initial=15,
        choices=[
            (0, pgettext_lazy("no break", "none")), (10, _("10 minutes")), (15, _("15 minutes")),
            (30, _("30 minutes")),
        ],
    )  # fmt: skip
    about = forms.CharField(
        label=_("A line about it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, reaches: list[tuple[str, Any]], zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]

    def clean_starts_at(self) -> datetime:
        """As the clocks say where the host is."""
        found: datetime = self.cleaned_data["starts_at"]
        return found.replace(tzinfo=self.zone)


class SigningUp(forms.Form):
    title = forms.CharField(
        label=_("What would you tell?"), max_length=120,
        help_text=_("Something that happens in your classroom now. Nothing is sold, and no slide is read out."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(
        label=_("How long?"), coerce=int, choices=Talk.Length.choices, widget=forms.RadioSelect, initial=2
    )

    def __init__(self, *args: Any, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        minutes: Any = self.fields["minutes"]
        minutes.choices = [(value, words) for value, words in Talk.Length.choices if value <= longest]


class Fitting(forms.Form):
    """One of the ways that the page offered."""

    minutes = forms.IntegerField(min_value=20, max_value=480)
    pause = forms.IntegerField(min_value=0, max_value=60)
    longest = forms.TypedChoiceField(coerce=int, choices=[(value, value) for value in Talk.Length.values])


class Seen(forms.Form):
    seen = forms.IntegerField(min_value=0)


class Telling(forms.Form):
    """What stands on the page of a talk."""

    title = forms.CharField(label=_("Title"), max_length=120)
    note = forms.CharField(
        label=_("What you told, in a few lines"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=_("So that somebody who was not there can try it."),
    )  # fmt: skip
    link = forms.URLField(label=_("A link"), max_length=400, required=False, assume_scheme="https")


class Handout(forms.Form):
    file = Upload(label=_("A file"))
    describes = forms.CharField(
        label=_("What a picture shows, in words"), max_length=300, required=False,
        help_text=_("For colleagues who cannot see it. No pupil is named or shown."),
    )  # fmt: skip
