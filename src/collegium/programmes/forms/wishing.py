"""What a member of staff fills in: a minute for one's wishes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.programmes.models import Answer, Programme, Slot, Theme


class Wishes(forms.Form):
    """A minute for one's wishes: themes in order, times one can, and how one would like to take part."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = list(programme.slots.in_order())
        themes = list(programme.themes.wishable().in_order())
        self.ranks = [f"wish_{rank}" for rank in range(1, min(programme.most_wishes, len(themes)) + 1)]
        for rank, name in enumerate(self.ranks, 1):
            self.fields[name] = ThemeChoice(themes, label=ORDINALS[rank], required=False)
        self.fields["question"] = forms.CharField(
            label=_("A question of your own"), required=False, max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("If one drives you. Choose the theme nearest to it as your first wish."),
        )  # fmt: skip
        if self.slots:
            self.fields["can"] = forms.TypedMultipleChoiceField(
                label=_("When you can"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
                choices=[(slot.pk, str(slot)) for slot in self.slots], initial=[slot.pk for slot in self.slots],
                help_text=_("Untick what you cannot do. Your lead sees “cannot then”, and never why."),
            )  # fmt: skip
        self.fields["would_lead"] = forms.BooleanField(label=_("I would lead a group"), required=False)
        self.fields["joins_as_given"] = forms.BooleanField(
            label=_("I will join the group I am given"), required=False,
            help_text=_("Without this tick you are asked to say yes first."),
        )  # fmt: skip
        if programme.alone_allowed:
            self.fields["alone"] = forms.BooleanField(
                label=_("This year I work on a project of my own"), required=False
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        themes = [said[name] for name in self.ranks if said.get(name)]
        if len(set(themes)) < len(themes):
            self.add_error(None, _("You chose one theme twice. Choose another, or leave one empty."))
        if not (themes or said.get("question") or said.get("joins_as_given") or said.get("alone")):
            self.add_error(None, _("Choose at least one theme, or tick that you will join the group you are given."))
        return said

    @property
    def wished(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ranks]

    def said(self) -> dict[str, Any]:
        """As ``Programme.answer`` takes it."""
        data = self.cleaned_data
        can = set(data.get("can", []))
        return {
            "wishes": [data[name] for name in self.ranks if data.get(name)],
            "cannot": [slot for slot in self.slots if slot.pk not in can],
            "question": data["question"],
            "would_lead": data["would_lead"],
            "joins_as_given": data["joins_as_given"],
            "alone": data.get("alone", False),
        }


class ThemeChoice(forms.TypedChoiceField):
    """One of a programme's themes, asked for once for all the wishes of a form."""

    def __init__(self, themes: list[Theme], **kwargs: Any) -> None:
        self.themes = {str(theme.pk): theme for theme in themes}
        choices = [("", _("Choose…")), *((theme.pk, theme.title) for theme in themes)]
        super().__init__(choices=choices, coerce=self.themes.__getitem__, empty_value=None, **kwargs)


ORDINALS = {
    1: _("First wish"), 2: _("Second wish"), 3: _("Third wish"), 4: _("Fourth wish"), 5: _("Fifth wish"),
}  # fmt: skip


def filled(answer: Answer, slots: list[Slot]) -> dict[str, Any]:
    """What somebody answered, as the form shows it."""
    ranked = {f"wish_{wish.rank}": wish.theme_id for wish in answer.wishes.all()}
    return ranked | {
        "question": answer.question,
        "can": [slot.pk for slot in slots if answer.can(slot)],
        "would_lead": answer.would_lead,
        "joins_as_given": answer.joins_as_given,
        "alone": answer.alone,
    }
