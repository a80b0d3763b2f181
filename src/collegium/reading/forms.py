"""What people type about what they read together."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collegium.kit.forms import Several
from collegium.library.models import Work
from collegium.meetings.models import Meeting
from collegium.reading.models import Best, Spotted
from collegium.reading.models.best import DOTS
from collegium.reading.naming import names_in

MOST_SECTIONS = 40


class Begin(forms.Form):
    work = forms.ModelChoiceField(
        Work.objects.none(), label=_("What do you read together?"), empty_label=_("choose from the library")
    )

    def __init__(self, *args: Any, works: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work"].queryset = works  # type: ignore[attr-defined]


class Sections(forms.Form):
    """One line for each; pages after a bar."""

    sections = forms.CharField(
        label=_("What you read, one line for each part"), max_length=6000, required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Pages after a bar: “Questioning | 87–120”. The first is read for your next meeting, and so on."),
    )  # fmt: skip

    def clean_sections(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["sections"].splitlines():
            title, _bar, pages = (part.strip() for part in line.partition("|"))
            if title:
                found.append((title, pages))
        if len(found) > MOST_SECTIONS:
            raise ValidationError(_("At most 40 parts: put some of them together."))
        if any(len(title) > 120 or len(pages) > 40 for title, pages in found):
            raise ValidationError(_("A part has at most 120 characters, its pages 40."))
        return found


class Pick(forms.Form):
    text = forms.CharField(label=_("The idea, in a few words"), max_length=120)
    page = forms.CharField(label=_("Page"), max_length=20, required=False)
    why = forms.CharField(label=_("Why it would suit our classes"), max_length=500, required=False)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class React(forms.Form):
    text = forms.CharField(max_length=300)


class Dots(forms.Form):
    bests = Several(Best.objects.none())

    def __init__(self, *args: Any, bests: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bests"].queryset = bests  # type: ignore[attr-defined]

    def clean_bests(self) -> Any:
        if len(self.cleaned_data["bests"]) > DOTS:
            raise ValidationError(_("You have three dots: take one away first."))
        return self.cleaned_data["bests"]


class Comments(forms.Form):
    text = forms.CharField(
        label=_("What strikes you in these pages?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class When(forms.Form):
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), required=False, empty_label=_("no meeting in particular")
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class NewPhrase(forms.Form):
    drop = forms.CharField(label=_("What we no longer say"), max_length=120)
    instead = forms.CharField(label=_("What we say instead"), max_length=120)
    why = forms.CharField(label=_("Why"), max_length=300, required=False)


class Spot(forms.Form):
    """What was heard. A pupil's words come without a name, and somebody looks twice at what may be one."""

    text = forms.CharField(label=_("What was said"), max_length=300)
    kind = forms.ChoiceField(choices=Spotted.Kind.choices)
    no_names = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        names = names_in(cleaned.get("text", ""))
        if names and not cleaned.get("no_names"):
            said = ", ".join(names)
            self.add_error("text", _("Is this a pupil’s name: %(names)s? Then leave it out.") % {"names": said})
        return cleaned
