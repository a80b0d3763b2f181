"""What an editor types: a few words, and ticks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.bulletins.drafting import Draft
from collegium.bulletins.models import Bulletin, Section
from collegium.bulletins.sources import SOURCES
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person, School


class Start(forms.Form):
    title = forms.CharField(
        label=_("What shall it be called?"), max_length=80,
        help_text=_("Elsewhere they are called “Tuesday Teaching Treats” or “Weekly Butterflies”."),
    )  # fmt: skip
    school = forms.ModelChoiceField(School.objects.none(), label=_("For which school?"), empty_label=None)

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school: Any = self.fields["school"]
        school.queryset = schools
        if len(schools) == 1:
            school.widget, school.initial = forms.HiddenInput(), schools[0]


class Ticked(forms.MultipleChoiceField):
    """Lines by source and number. One that was taken back while the page stood open is simply no longer there."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        return None

    def clean(self, value: Any) -> list[tuple[str, int]]:
        parted = (one.rpartition("-") for one in super().clean(value))
        return [
            (key, int(number)) for key, _dash, number in parted
            if key in SOURCES and number.isdecimal() and len(number) < 18
        ]  # fmt: skip


class Writing(forms.Form):
    """One field of words and one of ticks for each slot."""

    opening = forms.CharField(
        label=_("A word before it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two lines are enough. It may also do without."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, drafts: list[Draft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = drafts
        for place, draft in enumerate(drafts):
            self.fields[f"words_{place}"] = forms.CharField(
                label=_("Your own words in it"), max_length=1000, required=False, initial=draft.words,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"lines_{place}"] = Ticked(
                label=draft.title, required=False, choices=[(one.value, one.told.title) for one in draft.choices],
                initial=[one.value for one in draft.choices if one.ticked],
            )  # fmt: skip

    def slots(self) -> list[dict[str, Any]]:
        """For the page: each slot with its lines, ticked as they stand in the form."""
        rows = []
        for place, draft in enumerate(self.drafts):
            ticked = {str(one) for one in self[f"lines_{place}"].value() or []}
            lines = [(one.value, one.told, one.value in ticked) for one in draft.choices]
            rows.append({"title": draft.title, "words": self[f"words_{place}"], "lines": lines, "place": place})
        return rows

    def sections(self) -> list[Section]:
        """Only what was proposed: an editor points to nothing that the others may not read."""
        given, found = self.cleaned_data, []
        for place, draft in enumerate(self.drafts):
            known = {one.value for one in draft.choices}
            things = [(key, number) for key, number in given[f"lines_{place}"] if f"{key}-{number}" in known]
            found.append(Section(draft.title, given[f"words_{place}"], things))
        return found


class Arranging(forms.Form):
    """The name, the editor, and each slot's title, number and place; without a title it is left out."""

    title = forms.CharField(label=_("What it is called"), max_length=80)
    editor = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who puts it together"), required=False,
        empty_label=_("whoever leads learning here"),
    )  # fmt: skip

    def __init__(self, *args: Any, bulletin: Bulletin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff: Any = self.fields["editor"]
        colleagues = Person.objects.signing_in().on_staff_of([bulletin.school_id])
        staff.queryset = colleagues.order_by(*by_first_name(), "pk")
        self.fields["title"].initial, staff.initial = bulletin.title, bulletin.editor
        self.slots = list(bulletin.slots.order_by("place"))
        for number, slot in enumerate(self.slots):
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Heading"), max_length=80, required=False, initial=slot.title
            )
            self.fields[f"most_{number}"] = forms.IntegerField(
                label=_("Ticked at first"), min_value=0, max_value=12, initial=slot.most
            )
            self.fields[f"place_{number}"] = forms.IntegerField(
                label=_("Place"), min_value=1, max_value=20, initial=number + 1
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"slot": slot, "title": self[f"title_{n}"], "most": self[f"most_{n}"], "place": self[f"place_{n}"],
             "sources": ", ".join(str(SOURCES[key].title) for key in slot.sources if key in SOURCES)}
            for n, slot in enumerate(self.slots)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        titles = [given.get(f"title_{n}") for n in range(len(self.slots)) if given.get(f"title_{n}")]
        if len(titles) != len(set(titles)):
            raise forms.ValidationError(_("Two headings are the same: give each its own."))
        return given

    def arranged(self) -> list[dict[str, Any]]:
        given = self.cleaned_data
        rows = [
            (given[f"place_{n}"], n,
             {"title": given[f"title_{n}"], "most": given[f"most_{n}"], "sources": slot.sources})
            for n, slot in enumerate(self.slots) if given[f"title_{n}"]
        ]  # fmt: skip
        return [row for _place, _n, row in sorted(rows, key=lambda one: one[:2])]
