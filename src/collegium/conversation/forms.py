"""What members write to each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.conversation.models import Thread
from collegium.kit.text import LONGEST

WORDS = _("A few lines are enough. *Asterisks* make words slanted, a line that begins with a dash a list.")


class Said(forms.Form):
    """Something to say in a thread, and to whom above all."""

    text = forms.CharField(
        label=_("Your words"), max_length=LONGEST, help_text=WORDS, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("That is more than a post can hold (%(limit_value)d characters, yours has "
                                        "%(show_value)d). Shorten it, or say it in two.")},
    )  # fmt: skip
    to = forms.TypedMultipleChoiceField(
        label=_("For somebody above all?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("They find it on their Today. Everybody in the group can read it."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if others:
            self.fields["to"].choices = others  # type: ignore[attr-defined]
        else:
            del self.fields["to"]


class Opening(Said):
    """A new thread: its title, whether it is for thinking or for arrangements, and its first words."""

    title = forms.CharField(label=_("What is it about?"), max_length=150)
    kind = forms.ChoiceField(
        label=_("Which kind?"), choices=Thread.Kind.choices, initial=Thread.Kind.THINKING, widget=forms.RadioSelect
    )

    field_order = ("title", "kind", "text", "to")


class Mending(forms.Form):
    """One's own words, said better."""

    text = forms.CharField(label=_("Your words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))
    seen = forms.IntegerField(widget=forms.HiddenInput)
