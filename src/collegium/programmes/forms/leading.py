"""What a lead fills in while a programme runs, and a colleague who replies to its vision."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.kit import clock
from collegium.kit.forms import Several
from collegium.people.alphabet import by_surname
from collegium.people.models import Person
from collegium.programmes.forms.setting_up import DateInput
from collegium.programmes.models import Programme, Unanswered


class Until(forms.Form):
    """Until which day wishes are collected (again)."""

    wishes_until = forms.DateField(label=_("Wishes until"), widget=DateInput())

    def clean_wishes_until(self) -> date:
        day: date = self.cleaned_data["wishes_until"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over."))
        if day > clock.today() + timedelta(days=400):
            raise forms.ValidationError(_("This is more than a year away."))
        return day


class Reply(forms.Form):
    text = forms.CharField(
        label=_("Your reply"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("All staff of this programme read it, with your name."),
    )  # fmt: skip


class Apart(forms.Form):
    """Two people who shall not be in one group."""

    one = forms.ModelChoiceField(Person.objects.none(), label=_("This person"), empty_label=_("Choose…"))
    other = forms.ModelChoiceField(Person.objects.none(), label=_("and this person"), empty_label=_("Choose…"))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = Person.objects.on_staff_of(programme.schools.all()).order_by(*by_surname(), "pk")
        for name in ("one", "other"):
            self.fields[name].queryset = everybody  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        pair = super().clean() or {}
        if pair.get("one") and pair.get("one") == pair.get("other"):
            self.add_error("other", _("Choose two different people."))
        return pair


class Deciding(forms.Form):
    """What becomes of those who never answered."""

    choice = forms.ChoiceField(choices=Unanswered.Choice.choices)
    person = Several(
        Person.objects.none(), error_messages={"required": _("Tick the people you mean.")}
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = programme.not_answered()  # type: ignore[attr-defined]
