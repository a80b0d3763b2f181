"""What is typed about a booklet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.booklets.models import Licence
from collegium.booklets.models.booklet import READERS
from collegium.kit.forms import Several
from collegium.outcomes.models import Report
from collegium.people.models import School


class Colour(forms.TextInput):
    """There is always one, so HTML knows no empty one that it could require."""

    input_type = "color"

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class Begin(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), empty_label=None)
    reach = forms.ChoiceField(
        label=_("Who reads it"), choices=READERS,
        help_text=_("Only reports that their authors shared at least as far can stand in it."),
    )  # fmt: skip
    licence = forms.ChoiceField(label=_("What readers may do with it"), choices=Licence.choices)

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]


class Words(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    subtitle = forms.CharField(label=_("Under the title"), max_length=160, required=False)
    preface = forms.CharField(
        label=_("Before the first piece"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    colour = forms.RegexField(
        r"^#[0-9a-f]{6}\Z", label=_("The school’s colour"), widget=Colour()
    )
    reach = forms.ChoiceField(label=_("Who reads it"), choices=READERS)
    licence = forms.ChoiceField(
        label=_("What readers may do with it"), choices=Licence.choices,
        help_text=_("For other readers, or under another licence, each author is asked again."),
    )  # fmt: skip

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"]
        if lightness(colour) > LIGHTEST:
            raise forms.ValidationError(_("White letters stand on it: choose a darker one."))
        return colour


class Choose(forms.Form):
    reports = Several(Report.objects.none(), label=_("Reports"), required=False)

    def __init__(self, *args: Any, possible: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports"].queryset = possible  # type: ignore[attr-defined]


# White on it has 4.5 to 1, as WCAG asks of text.
LIGHTEST = 1.05 / 4.5 - 0.05


def lightness(colour: str) -> float:
    """The relative luminance of WCAG, from 0 for black to 1 for white."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    found: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return found
