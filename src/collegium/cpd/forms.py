"""What somebody types about their own learning."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.cpd.models import Addition

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Add(forms.Form):
    on = forms.DateField(label=gettext_lazy("When"), widget=DATE)
    title = forms.CharField(label=gettext_lazy("What it was"), max_length=160)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"), min_value=0, max_value=1000, max_digits=6, decimal_places=2,
        help_text=gettext_lazy("1.5 is an hour and a half."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Of what kind"), choices=Addition.Kind.choices)
    role = forms.CharField(
        label=gettext_lazy("What you were there"), max_length=60, required=False,
        help_text=gettext_lazy("For example: participant, speaker. May stay empty."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def clean_hours(self) -> int:
        minutes = round(self.cleaned_data["hours"] * 60)
        if minutes < 1:
            raise forms.ValidationError(_("It took some time: say how many hours, for example 0.5."))
        return int(minutes)


class Certify(forms.Form):
    from_on = forms.DateField(label=gettext_lazy("From"), widget=DATE)
    until_on = forms.DateField(label=gettext_lazy("Until"), widget=DATE)
    with_tried = forms.BooleanField(
        label=gettext_lazy("With what I tried in class, and what became of it"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("That is before the first day."))
        if first and last and (last - first).days > 3700:
            self.add_error("until_on", _("Ten years at the most. Make two of it."))
        return given
