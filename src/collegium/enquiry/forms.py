"""What people type about what they tried and thought of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import Verdict
from collegium.enquiry.words import BUTTONS
from collegium.groups.models import Group
from collegium.programmes.models import Theme


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
        label=_("What became of it?"), widget=forms.RadioSelect, initial=Verdict.KEPT,
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
    sources = forms.ModelMultipleChoiceField(Group.objects.none(), required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, reaches: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]
        self.fields["sources"].queryset = sources  # type: ignore[attr-defined]
