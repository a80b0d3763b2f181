"""What is typed about a pack, and about a school's own criteria."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.packs.criteria import shipped
from collegium.packs.kinds import KINDS
from collegium.packs.models import OwnList
from collegium.people.models import School

READERS = [
    ("here", _("our school: its leaders and governors")), ("out", _("others: an inspector, a label’s office")),
]  # fmt: skip


class _Days(forms.Form):
    """The days a pack looks at, and who reads it."""

    from_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until_on = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    readers = forms.ChoiceField(
        label=_("Who reads it"), choices=READERS,
        help_text=_("For others, what colleagues gave to the school alone is counted and not named."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("That is before the first day."))
        return given

    def days(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "from_on": given["from_on"], "until_on": given["until_on"], "goes_out": given["readers"] == "out",
        }  # fmt: skip


class Begin(_Days):
    criteria = forms.ChoiceField(label=_("Which criteria"))
    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), empty_label=None)
    field_order = ("criteria", "school", "from_on", "until_on", "readers")

    def __init__(self, *args: Any, schools: Any, own: Sequence[OwnList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = [(f"own-{one.pk}", one.title) for one in own]
        self.fields["criteria"].choices = [  # type: ignore[attr-defined]
            *((one.key, one.title) for one in shipped().values()), *([(_("Our own"), ours)] if ours else []),
        ]  # fmt: skip
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        self.own = {f"own-{one.pk}": one for one in own}
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0].pk

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        own = self.own.get(given.get("criteria", ""))
        if own and given.get("school") and own.school_id != given["school"].pk:
            self.add_error("criteria", _("This list is another school’s."))
        return given

    def chosen(self) -> dict[str, Any]:
        """The list and its name as the pack's first title."""
        key = self.cleaned_data["criteria"]
        own = self.own.get(key)
        title = own.title if own else shipped()[key].title
        return {"school": self.cleaned_data["school"], "title": title, "key": "" if own else key, "own": own}


class Words(_Days):
    title = forms.CharField(label=_("Title"), max_length=120)
    opening = forms.CharField(
        label=_("First words"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What readers should know before they look at the criteria."),
    )  # fmt: skip
    field_order = ("title", "opening", "from_on", "until_on", "readers")


class Answer(forms.Form):
    """What is ticked among what was found, and a sentence."""

    facts = forms.MultipleChoiceField(label=_("What is shown"), required=False)
    sentence = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, offered: Sequence[str], ask: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = [(ref, ref) for ref in offered]  # type: ignore[attr-defined]
        self.fields["sentence"].help_text = ask or _("A sentence that says what this shows, and what it does not.")


class BeginList(forms.Form):
    title = forms.CharField(label=_("What the list is called"), max_length=120)
    about = forms.CharField(label=_("What it is for"), max_length=400, required=False)
    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), empty_label=None)

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0].pk


class AddCriterion(forms.Form):
    title = forms.CharField(label=_("The criterion"), max_length=160)
    about = forms.CharField(label=_("What it means"), max_length=400, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("What would show it"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(kind.key, kind.title) for kind in KINDS.values()],
    )  # fmt: skip
    least = forms.IntegerField(label=_("How many of them at least"), min_value=1, max_value=50, initial=1)
    ask = forms.CharField(
        label=_("What somebody writes for it"), max_length=300, required=False,
        help_text=_("Where nothing above can show it, or something beside it has to be said."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("kinds") or given.get("ask")):
            self.add_error("kinds", _("Tick what would show it, or say below what somebody writes for it."))
        return given
