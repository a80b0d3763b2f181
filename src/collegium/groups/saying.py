"""What people type when a group sets itself up or decides."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from collegium.groups.matters import Matter
from collegium.groups.models import Word

DAYS = [(3, _("three days")), (7, _("a week")), (14, _("two weeks"))]


class Say(forms.Form):
    """A member's word on what was put to the group."""

    says = forms.ChoiceField(choices=Word.Says.choices)
    reason = forms.CharField(
        label=_("Why not, as things are?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The group reads this with your name, so that somebody can talk with you."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("says") == Word.Says.OBJECT and not given.get("reason"):
            self.add_error("reason", _("Say in a few words why: the others can only talk with you about a reason."))
        return given


class Answer(forms.Form):
    """An answer to one of the questions of setting up: as many of choice, number and words as the question has."""

    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="")
    number = forms.IntegerField(required=False, min_value=1, max_value=60)
    words = forms.CharField(
        label=_("In your words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter
        choices: Any = self.fields["choice"]
        choices.label = matter.asks
        choices.choices = [
            (one.key, format_html("<span>{} <small>{}</small></span>", one.title, one.about))
            for one in matter.choices
        ]
        if not matter.choices:
            choices.widget = forms.HiddenInput()
        if matter.counts:
            self.fields["number"].label = str(matter.counted)
        else:
            del self.fields["number"]
        self.fields["words"].widget.attrs["placeholder"] = matter.hint

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        choice, words = given.get("choice", ""), " ".join(given.get("words", "").split())
        counts = self.matter.needs_number(choice)
        number = given.get("number") if counts else None
        if not (choice or words or number):
            raise ValidationError(_("Choose one, or write it in your words."))
        if counts and self.matter.counted_for and number is None:
            self.add_error("number", _("How many?"))
        return {"choice": choice, "words": words, "number": number}


class Writing(Answer):
    """The group's answer, and which one it had before."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    deed = forms.ChoiceField(choices=[("say", ""), ("write", "")], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data.get(name) for name in ("seen", "deed")}
        return super().clean() | kept


class Until(forms.Form):
    days = forms.TypedChoiceField(
        label=_("Open for"), choices=DAYS, coerce=int, initial=7, help_text=_("Everybody’s word is waited for.")
    )


class Change(Answer, Until):
    """One point of the agreement in other words, and why."""

    reason = forms.CharField(label=_("Why?"), max_length=300, required=False)

    field_order = ("choice", "number", "words", "reason", "days")

    def clean(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data.get(name) for name in ("reason", "days")}
        return super().clean() | kept


class Asking(Until):
    """Something that the whole group should decide."""

    words = forms.CharField(
        label=_("What should we decide?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As a question that can be agreed to: “Shall we …?”"),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False)

    field_order = ("words", "reason", "days")


class Ending(Until):
    words = forms.CharField(
        label=_("Why now? What did you find?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    field_order = ("words", "days")


class Pack(forms.Form):
    """What a newcomer reads first."""

    agreement = forms.BooleanField(required=False, label=_("Our agreement"))
    question = forms.BooleanField(required=False, label=_("Our question"))
    dates = forms.BooleanField(required=False, label=_("When we meet next"))
    minutes = forms.BooleanField(required=False, label=_("The minutes of our last meeting"))
    promises = forms.BooleanField(required=False, label=_("What we have promised to try"))
