"""What of this year is offered again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.kit.forms import Several
from collegium.programmes.models import Programme, Slot, Theme


class Closing(forms.Form):
    """Nothing has to be ticked: a year can also begin with an empty page."""

    themes = Several(
        label=_("Themes to offer again"), queryset=Theme.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("The others rest with this year, where they can be read."),
    )  # fmt: skip
    slots = Several(
        label=_("Times that the school gives again"), queryset=Slot.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("A word to the groups that end"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("It stands on their page."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = programme.themes.in_order()  # type: ignore[attr-defined]
        self.fields["slots"].queryset = programme.slots.in_order()  # type: ignore[attr-defined]
        self.fields["slots"].initial = programme.slots.values_list("pk", flat=True)
        for name in ("themes", "slots"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]
