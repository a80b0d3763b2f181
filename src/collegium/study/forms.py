"""What people type about a course."""

from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.files.forms import Upload
from collegium.kit.forms import Several
from collegium.people.models import Person, School
from collegium.study.models import Help
from collegium.study.models.mentoring import MOST_AT_ONCE
from collegium.study.prompts import PROMPTS

MOST_MODULES = 30


def day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class Begin(forms.Form):
    title = forms.CharField(label=_("Which course?"), max_length=200)
    provider = forms.CharField(label=_("Who offers it"), max_length=120, required=False)
    language = forms.CharField(label=_("Language"), max_length=40, required=False)
    link = forms.URLField(label=_("Where it is on the web"), max_length=400, required=False, assume_scheme="https")
    portal = forms.CharField(
        label=_("Its number there"), max_length=80, required=False,
        help_text=_("What the European School Education Platform or another portal calls it."),
    )  # fmt: skip
    starts_on = day(_("From"))
    ends_on = day(_("Until"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))
        if cleaned.get("link") and not cleaned["link"].startswith(("https://", "http://")):
            self.add_error("link", _("Only addresses that begin with https:// or http://."))
        return cleaned


class Modules(forms.Form):
    modules = forms.CharField(
        label=_("Its modules, one line for each"), max_length=6000, required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What you do together after a bar: “Sharing aims | rewrite one of ours”. One opens each week."),
    )  # fmt: skip

    def clean_modules(self) -> list[tuple[str, str]]:
        lines = (line.partition("|") for line in self.cleaned_data["modules"].splitlines())
        found = [(title.strip(), task.strip()) for title, _bar, task in lines if title.strip()]
        if len(found) > MOST_MODULES:
            raise ValidationError(_("At most 30 modules."))
        if any(len(title) > 120 or len(task) > 200 for title, task in found):
            raise ValidationError(_("A module has at most 120 characters, what you do together 200."))
        return found


class SayHelp(forms.Form):
    kind = forms.ChoiceField(label=_("With what?"), choices=Help.Kind.choices)
    offers = forms.TypedChoiceField(
        label=_("Which way?"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("I can help")), ("no", _("I would like help"))],
    )  # fmt: skip
    words = forms.CharField(label=_("In a few words"), max_length=200, required=False)


class SetGoal(forms.Form):
    text = forms.CharField(label=_("What I want to come away with"), max_length=300)
    for_group = forms.BooleanField(label=_("My whole group sees it"), required=False)
    people = Several(
        Person.objects.none(), label=_("Or these see it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = members  # type: ignore[attr-defined]


class Keep(forms.Form):
    words = forms.CharField(
        label=_("How far I came"), max_length=200,
        help_text=_("All of it, three of five modules: both are an answer."),
    )
    certificate = Upload(label=_("Certificate"), required=False)
    is_shown = forms.BooleanField(label=_("My group sees it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Its page has other words too, those of help: each label names its own field.
        super().__init__(*args, **{"auto_id": "kept_%s"} | kwargs)


class Plan(forms.Form):
    """The group's action plan: each prompt in its own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prompt, words in PROMPTS:
            self.fields[prompt] = forms.CharField(
                label=words, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )


class ShareDesign(forms.Form):
    story = forms.CharField(
        label=_("How it went, for a school that begins"), max_length=6000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=_("A link to a page or a film may be in it."),
    )  # fmt: skip
    reach = forms.ChoiceField(label=_("Who sees it"))

    def __init__(self, *args: Any, reaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]


class Announce(forms.Form):
    title = forms.CharField(label=_("What is it about?"), max_length=160)
    purpose = forms.CharField(label=_("What it is for, in a line"), max_length=300)
    starts_at = forms.DateTimeField(
        label=_("Begins"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), min_value=5, max_value=480, initial=45)
    link = forms.URLField(label=_("Where one joins"), max_length=400, assume_scheme="https")
    reach = forms.ChoiceField(label=_("Who sees it"))

    def __init__(self, *args: Any, reaches: Any, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]

    def clean_starts_at(self) -> datetime:
        """As the clocks say where the speaker is."""
        found: datetime = self.cleaned_data["starts_at"]
        return found.replace(tzinfo=self.zone)

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if not link.startswith(("https://", "http://")):
            raise ValidationError(_("Only addresses that begin with https:// or http://."))
        return link


class OfferMentoring(forms.Form):
    words = forms.CharField(
        label=_("What you have done, and can help with"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    most = forms.TypedChoiceField(
        label=_("With how many at once"), coerce=int, choices=[(n, n) for n in range(1, MOST_AT_ONCE + 1)]
    )
    reach = forms.ChoiceField(label=_("Who sees it"))

    def __init__(self, *args: Any, reaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "offer_%s"} | kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]


class AskAlong(forms.Form):
    words = forms.CharField(
        label=_("Where you are, and what would help"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )


class Copy(forms.Form):
    title = forms.CharField(label=_("What your group is called"), max_length=120)
    school = forms.ModelChoiceField(School.objects.none(), label=_("At which school"), empty_label=None)
    starts_on = day(_("The course begins on"))

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
