"""What people type about what they tried and thought of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import Cycle, Verdict
from collegium.enquiry.words import BUTTONS
from collegium.groups.models import Group
from collegium.kit.forms import Several
from collegium.people.models import Person
from collegium.programmes.models import Stage, Theme


class Tap(forms.Form):
    """One tap is a complete report."""

    verdict = forms.ChoiceField(choices=Verdict.choices)


class Details(forms.Form):
    """What one may add to it, if one likes."""

    with_class = forms.CharField(label=_("With which class"), max_length=60, required=False)
    went_well = forms.CharField(
        label=_("What went well"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    changed = forms.CharField(
        label=_("What I changed, or would change"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class Tried(Details):
    """Something that was tried without a promise."""

    text = forms.CharField(label=_("What did you try?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    verdict = forms.ChoiceField(
        label=_("What became of it?"), widget=forms.RadioSelect,
        choices=[(str(verdict), BUTTONS[verdict]) for verdict in Verdict if verdict != Verdict.NOT_YET],
    )  # fmt: skip
    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Who sees it"), required=False, empty_label=_("Only me")
    )

    field_order = ("text", "verdict", "group", "with_class", "went_well", "changed")

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class Intended(forms.Form):
    """What somebody means to try before their group meets again."""

    text = forms.CharField(label=_("What will you try?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    with_class = forms.CharField(label=_("With which class"), max_length=60, required=False)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class Sending(forms.Form):
    """Whether the author of an idea hears of it."""

    name = forms.ChoiceField(choices=[("with", ""), ("without", ""), ("back", "")])


class Card(forms.Form):
    """An idea in a minute: a title is enough."""

    title = forms.CharField(label=_("Your idea in a few words"), max_length=120)
    how = forms.CharField(
        label=_("How it goes"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What a colleague needs to try it on Monday."),
    )  # fmt: skip
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("none in particular")
    )
    subject = forms.CharField(label=_("Subject"), max_length=80, required=False)
    ages = forms.CharField(label=_("For which ages"), max_length=60, required=False)

    def __init__(self, *args: Any, themes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class NewCard(Card):
    """An idea, and whom it reaches."""

    reach = forms.ChoiceField(label=_("Who sees it"))
    sources = Several(Group.objects.none(), required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, reaches: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]
        self.fields["sources"].queryset = sources  # type: ignore[attr-defined]


class Title(forms.Form):
    title = forms.CharField(
        label=_("Which lesson or idea is it about?"), max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("Rewrite before the grade")}),
    )  # fmt: skip


class AtAStage(forms.Form):
    """What a member writes at a stage of the cycle."""

    stage = forms.ModelChoiceField(Stage.objects.none(), empty_label=None)
    text = forms.CharField(
        label=_("What we write down here"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(choices=[("note", ""), ("prediction", "")], required=False)
    pupil = forms.CharField(label=_("For which pupil, by a pseudonym"), max_length=30, required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages: Any = self.fields["stage"]
        stages.queryset = Stage.objects.filter(approach=cycle.group.approach_id)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == "prediction" and len(cleaned.get("text", "")) > 400:
            self.add_error("text", _("A prediction is a sentence or two: at most 400 characters."))
        return cleaned


class Plan(forms.Form):
    """A version of the lesson."""

    text = forms.CharField(label=_("The lesson as it is now"), max_length=8000)
    why = forms.CharField(label=_("What changed, and why"), max_length=400, required=False)


class Refined(forms.Form):
    """A question in better words."""

    text = forms.CharField(label=_("The question"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    why = forms.CharField(label=_("Why so?"), max_length=300, required=False)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class Ask(forms.Form):
    """A driving question, for what good of pupils, within a theme, and who sees it."""

    text = forms.CharField(
        label=_("What would you like to know about your own teaching?"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What is it to do for pupils?"), max_length=300, required=False
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("none in particular")
    )
    reach = forms.ChoiceField(label=_("Who sees it"))

    def __init__(self, *args: Any, themes: Any, reaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class Record(forms.Form):
    """A small piece of research, on one page."""

    purpose = forms.CharField(label=_("What it is to do for pupils"), max_length=300, required=False)
    method = forms.CharField(
        label=_("How we look into it"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.CharField(
        label=_("What we saw"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Without names of pupils or colleagues."),
    )  # fmt: skip
    finding = forms.CharField(
        label=_("What we found, and what we did not"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class Reflect(forms.Form):
    """One's own words, for oneself."""

    prompt = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Your own words"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))


class ShareReflection(forms.Form):
    """A group, or colleagues by name."""

    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("A group"), required=False, empty_label=_("no group")
    )
    people = Several(
        Person.objects.none(), label=_("Colleagues by name"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, groups: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.fields["people"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned["group"] and not cleaned["people"]:
            self.add_error("group", _("Choose a group, or tick a name."))
        return cleaned
