"""What people type about a work."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.files.forms import Upload
from collegium.kit.forms import Several
from collegium.library import isbn
from collegium.library.labels import LEVELS, READERS, TYPES
from collegium.library.models import Work
from collegium.programmes.models import Theme


class Described(forms.Form):
    """A title and what it is are enough."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Work.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    authors = forms.CharField(label=_("By whom"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1450, max_value=2200, required=False)
    isbn = forms.CharField(
        label=_("ISBN"), max_length=24, required=False,
        help_text=_("The number on the back. We check it here, and ask nobody."),
    )  # fmt: skip
    link = forms.URLField(
        label=_("Where it is on the web"), max_length=400, required=False, assume_scheme="https",
        help_text=_("Nothing is fetched from there before somebody opens it."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("What it is about, and what it is good for"), max_length=20_000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    provider = forms.CharField(label=_("Who offers it"), max_length=120, required=False)
    language = forms.CharField(label=_("Language"), max_length=40, required=False)
    minutes = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=6000, required=False)
    shows_people = forms.BooleanField(label=_("People can be seen in it"), required=False)
    consent = forms.CharField(
        label=_("Who of them agreed, and to what"), max_length=300, required=False,
        help_text=_("Without it, nobody but you sees the film."),
    )  # fmt: skip
    themes = Several(
        Theme.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    types = forms.MultipleChoiceField(
        label=_("Education type"), choices=TYPES, required=False, widget=forms.CheckboxSelectMultiple
    )
    readers = forms.MultipleChoiceField(
        label=_("For whom"), choices=READERS, required=False, widget=forms.CheckboxSelectMultiple
    )
    levels = forms.MultipleChoiceField(
        label=_("Level"), choices=LEVELS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, themes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]

    def clean_isbn(self) -> str:
        typed = self.cleaned_data["isbn"].strip()
        found = isbn.plain(typed)
        if typed and not found:
            raise forms.ValidationError(_("One of these digits is wrong: the last one does not fit the others."))
        return found

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and urlsplit(link).scheme not in {"http", "https"}:
            raise forms.ValidationError(_("Only addresses that begin with https:// or http://."))
        return link

    def words(self) -> dict[str, Any]:
        """What the verbs of a work take."""
        given = dict(self.cleaned_data)
        given["labels"] = [*given.pop("types"), *given.pop("readers"), *given.pop("levels")]
        for other in ("reach", "file", "group"):
            given.pop(other, None)
        return given


class Brought(Described):
    """A work, and whom it reaches."""

    reach = forms.ChoiceField(label=_("Who sees it"))

    def __init__(self, *args: Any, reaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("shows_people") and not cleaned.get("consent") and cleaned.get("reach") != "me":
            self.add_error("consent", _("Say who agreed, or keep it to yourself for now."))
        return cleaned


class Document(forms.Form):
    """A file that becomes a note."""

    document = Upload(label=_("Word, Markdown or plain text"))


class Handout(forms.Form):
    """A file for a work."""

    file = Upload(label=_("A file"), help_text=_("PDF, Word, slides, a picture. At most 20 MB."))
    describes = forms.CharField(
        label=_("What a picture shows, for colleagues who cannot see it"), max_length=300, required=False
    )


class Used(forms.Form):
    words = forms.CharField(label=_("What for, in a few words"), max_length=300, required=False)

