"""What is typed about a survey, and what pupils and staff answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collegium.kit import clock
from collegium.people.alphabet import by_surname
from collegium.people.models import Person
from collegium.surveys.models import Item, Kind, Survey
from collegium.surveys.models.survey import MOST_OPTIONS
from collegium.surveys.models.wave import MOST_PUPILS
from collegium.surveys.models.words import LONGEST_WORDS

# Raw counts and words are deleted after this day; a school year and a summer are enough for any enquiry.
LONGEST_KEPT = timedelta(days=500)


class Prepare(forms.Form):
    """Which questions to begin with."""

    title = forms.CharField(label=_("What is it about?"), max_length=120)
    questions = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sets: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            *((one.key, f"{one.title}: {one.about}") for one in sets), ("own", _("Questions of our own"))
        ]  # fmt: skip


class Ask(forms.Form):
    """One more question."""

    text = forms.CharField(label=_("Question"), max_length=200, help_text=_("Short words, one thought."))
    kind = forms.ChoiceField(label=_("How it is answered"), choices=Kind.choices, widget=forms.RadioSelect)
    options = forms.CharField(
        label=_("Answers to choose from, one on each line"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For a scale: from least to most. Not needed for yes or no, nor for their own words."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        options = [line.strip() for line in cleaned.get("options", "").splitlines() if line.strip()]
        if kind == Kind.YES_NO:
            options = [str(_("Yes")), str(_("No"))]
        elif kind == Kind.OPEN:
            options = []
        elif kind and not self.errors and not self._fit(options):
            self.add_error("options", _("Between 2 and 7 different answers, each of at most 60 characters."))
        return cleaned | {"options": options}

    def _fit(self, options: list[str]) -> bool:
        fits = all(len(option) <= 60 for option in options) and len(set(options)) == len(options)
        return fits and 2 <= len(options) <= MOST_OPTIONS


class Account(forms.Form):
    """The ethics and data record."""

    who = forms.CharField(label=_("Who is asked?"), max_length=300, help_text=_("Which pupils, how many, how old."))
    why = forms.CharField(label=_("What do we want to know, and what for?"), max_length=300)
    consent = forms.CharField(
        label=_("Who knows, and who says yes?"), max_length=300,
        help_text=_("Pupils may always say no. Ask your school whether parents are told."),
    )  # fmt: skip
    help = forms.CharField(
        label=_("Whom can a pupil talk to for help?"), max_length=200,
        help_text=_("A person or a place by name: pupils read it on the page."),
    )  # fmt: skip
    kept_until = forms.DateField(
        label=_("How long do we keep the counts?"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Counts and words are deleted the day after. What was shown by then stays."),
    )  # fmt: skip
    checker = forms.ModelChoiceField(
        label=_("Who looks through what pupils write?"), queryset=Person.objects.none(), empty_label=None,
        help_text=_("Only this colleague reads it before names are out. Without open questions there is nothing."),
    )  # fmt: skip
    lead = forms.ModelChoiceField(
        label=_("Who is the safeguarding lead?"), queryset=Person.objects.none(), required=False,
        empty_label=_("nobody: no open questions"),
    )  # fmt: skip
    goes_up = forms.BooleanField(
        label=_("Our figures may count in those of our theme, which leadership reads: never ours alone"),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        if survey.group is not None:
            members = Person.objects.filter(memberships__in=survey.group.memberships.current())
            staff = Person.objects.on_staff_of(survey.group.schools.all())
            self._choose("checker", members)
            self._choose("lead", staff)
        else:
            del self.fields["checker"], self.fields["lead"], self.fields["goes_up"]
            self.fields["help"].label = _("Whom can a colleague talk to?")
            self.fields["help"].help_text = ""
            self.fields["consent"].help_text = _("Answering is free; nobody is counted by name.")

    def _choose(self, name: str, people: Any) -> None:
        self.fields[name].queryset = people.order_by(*by_surname(), "pk").distinct()  # type: ignore[attr-defined]

    def clean_kept_until(self) -> date:
        day: date = self.cleaned_data["kept_until"]
        if not clock.today() < day <= clock.today() + LONGEST_KEPT:
            raise ValidationError(_("A day to come, at most about sixteen months from now."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "anonymous" in self.data:
            raise ValidationError(_("Answers here are anonymous. That cannot be switched off."))
        if "lead" in self.fields and not cleaned.get("lead") and self.survey.items.filter(kind=Kind.OPEN).exists():
            self.add_error("lead", _("Pupils can write in their own words: say who the safeguarding lead is."))
        return cleaned


class HandOut(forms.Form):
    label = forms.CharField(label=_("Which class?"), max_length=60, help_text=_("Such as 8B English."))
    pupils = forms.IntegerField(label=_("How many pupils?"), min_value=1, max_value=MOST_PUPILS)


class More(forms.Form):
    number = forms.IntegerField(label=_("How many?"), min_value=1, max_value=60)


class Answers(forms.Form):
    """The questions themselves. Every one may be left out."""

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"q{item.pk}"] = _field(item)

    @property
    def chosen(self) -> dict[int, int]:
        return {
            item.pk: int(self.cleaned_data[f"q{item.pk}"])
            for item in self.items
            if not item.is_open and self.cleaned_data[f"q{item.pk}"]
        }

    @property
    def said(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[f"q{item.pk}"] for item in self.items if item.is_open}


def _field(item: Item) -> forms.Field:
    if item.is_open:
        return forms.CharField(
            label=item.text, required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"max_length": _(
                "That is %(show_value)d characters. Please write at most %(limit_value)d; nothing was kept yet."
            )},
        )  # fmt: skip
    choices = [(str(place), option) for place, option in enumerate(item.options)]
    return forms.ChoiceField(label=item.text, required=False, choices=choices, widget=forms.RadioSelect)


class Sheet(Answers):
    """A sheet of paper, typed in by a colleague."""

    code = forms.CharField(label=_("Code on the sheet"), max_length=20)


class Table(forms.Form):
    file = forms.FileField(label=_("The table"))


class LookThrough(forms.Form):
    text = forms.CharField(max_length=LONGEST_WORDS, required=False, strip=True)


class Tell(forms.Form):
    said = forms.CharField(label=_("You said"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    changed = forms.CharField(label=_("We changed"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
