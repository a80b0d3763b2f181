"""What people type about groups."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from collegium.groups.agreeing import Weekly
from collegium.groups.models import Group
from collegium.kit.forms import Several
from collegium.people.models import Person, School
from collegium.programmes.models import Approach

QUESTION = _("A question you would like to answer together. It can wait, and it can change.")


class Words(forms.Form):
    """What a group calls itself, and what it asks."""

    title = forms.CharField(label=_("Name of the group"), max_length=120)
    question = forms.CharField(label=_("Your question"), max_length=300, required=False, help_text=QUESTION,
                               widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())


class Colleagues(forms.Form):
    """Whom to ask: names of one's own staff, and addresses of colleagues elsewhere."""

    colleagues = Several(
        Person.objects.none(), label=_("Colleagues"), required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.CharField(
        label=_("Colleagues from other schools"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Mo Khan, mo@school.example, St Brannoc’s")}),
        help_text=_("One in each line: name, e-mail address, school. They see this group and nothing else."),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleagues"].queryset = colleagues  # type: ignore[attr-defined]

    def clean_guests(self) -> list[tuple[str, str, str]]:
        return [guest(line) for line in self.cleaned_data["guests"].splitlines() if line.strip()]


def guest(line: str) -> tuple[str, str, str]:
    """Name, address and school out of one line, in any order of name and address."""
    parts = [part.strip() for part in re.split(r"[,;\t]", line, maxsplit=2)]
    address = next((part for part in parts if "@" in part), "")
    others = [part for part in parts if part != address and part]
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("“%(line)s” needs a name, an e-mail address and a school, with commas between."), params={"line": line}
        ) from None
    if len(others) < 2 or len(address) > 254:
        raise ValidationError(
            _("“%(line)s” needs a name, an e-mail address and a school, with commas between."), params={"line": line}
        )
    return others[0][:120], address, others[1][:160]


class Start(Words, Colleagues):
    """A group of one's own: a name is enough."""

    approach = forms.ModelChoiceField(
        Approach.objects.none(), label=_("How would you like to work?"), widget=forms.RadioSelect, empty_label=None
    )
    school = forms.ModelChoiceField(School.objects.none(), label=_("For which of your schools?"), empty_label=None)
    weekday = forms.TypedChoiceField(
        label=_("Day"), required=False, coerce=int, empty_value=None,
        choices=[("", _("we agree later")), *((day, WEEKDAYS[day]) for day in range(5))],
    )  # fmt: skip
    starts_at = forms.TimeField(label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    field_order = ("title", "question", "colleagues", "guests", "school", "weekday", "starts_at", "approach")

    def __init__(self, *args: Any, approaches: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What would you like to work on?")
        approach: Any = self.fields["approach"]
        approach.queryset = approaches
        approach.label_from_instance = lambda one: format_html("{} <small>{}</small>", one.title, one.summary)
        school: Any = self.fields["school"]
        school.queryset = schools
        if len(schools) == 1:
            school.widget, school.initial = forms.HiddenInput(), schools[0]
            school.required = False

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        day, begins = given.get("weekday"), given.get("starts_at")
        if day is not None and begins is None and "starts_at" not in self.errors:
            self.add_error("starts_at", _("At what time? Or leave the day for later."))
        if begins is not None and day is None and "weekday" not in self.errors:
            self.add_error("weekday", _("On which day? Or leave the time empty."))
        given["meets"] = Weekly(day, begins) if day is not None and begins is not None else None
        return given

    def clean_school(self) -> School:
        schools: Any = self.fields["school"]
        school: School = self.cleaned_data["school"] or schools.queryset[0]
        return school


class Invite(Colleagues):
    """Whom to ask, and why."""

    reason = forms.CharField(
        label=_("Why them?"), max_length=300, required=False, help_text=_("The group and the colleague read this.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned["colleagues"] and not cleaned["guests"]:
            raise ValidationError(_("Tick a name, or write an address."))
        return cleaned


class Reason(forms.Form):
    reason = forms.CharField(max_length=300, required=False)


class Ending(forms.Form):
    reason = forms.CharField(
        label=_("Why now? What did you find?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class Seats(forms.Form):
    cap = forms.IntegerField(
        label=_("At most this many members"), required=False, min_value=1, max_value=500,
        help_text=_("Leave it empty for no limit."),
    )  # fmt: skip


class Rule(forms.Form):
    entry = forms.ChoiceField(label=_("Who may join"), choices=Group.Entry.choices, widget=forms.RadioSelect)


class Listing(forms.Form):
    listed = forms.BooleanField(required=False)


class Answer(forms.Form):
    """The invited colleague's own."""

    accepts = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")


class Role(forms.Form):
    """Who does what from now on."""

    member = forms.IntegerField()
    role = forms.SlugField()
    deed = forms.ChoiceField(choices=[("take", ""), ("give-up", ""), ("hand-over", "")])
