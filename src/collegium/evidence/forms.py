"""What people type about evidence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.evidence.models import Results
from collegium.evidence.naming import names_a_colleague
from collegium.evidence.reading_results import PUPILS, NotTotals, Totals, totals_in
from collegium.files.forms import Upload
from collegium.kit.tables import UnreadableTable, read_table
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OfASchool(forms.Form):
    """With the school's aspects, and the names of its staff, which stand in nothing that is kept here."""

    def __init__(self, *args: Any, school: School, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.staff = list(Person.objects.on_staff_of([school.pk]).values_list("first_name", "last_name"))
        if "aspect" in self.fields:
            aspects = Aspect.objects.in_use().filter(school=school).in_order()
            self.fields["aspect"].queryset = aspects  # type: ignore[attr-defined]

    def not_to_come(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def unnamed(self, name: str) -> str:
        text = " ".join(str(self.cleaned_data[name]).split())
        if found := names_a_colleague(text, self.staff):
            raise forms.ValidationError(_("“%(name)s” is a colleague. Leave the name out.") % {"name": found})
        return text


def aspect() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Aspect.objects.none(), label=gettext_lazy("Aspect of practice"), required=False,
        empty_label=gettext_lazy("The school as a whole"),
    )  # fmt: skip


class Bring(OfASchool):
    """A table of totals."""

    kind = forms.ChoiceField(label=gettext_lazy("What was measured"), choices=Results.Kind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    measured_on = forms.DateField(label=gettext_lazy("When it was measured"), widget=DATE)
    aspect = aspect()
    source = forms.CharField(label=gettext_lazy("Where the numbers come from"), max_length=200, required=False)
    file = forms.FileField(label=gettext_lazy("The table, as CSV, XLSX or ODS"), allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A row for each group of pupils, with a column “%(pupils)s” that says how many. A file with names, or "
            "with a row for each pupil, is refused, and nothing of it is kept."
        ) % {"pupils": PUPILS}

    def clean_measured_on(self) -> date:
        return self.not_to_come("measured_on")

    def clean_title(self) -> str:
        return self.unnamed("title")

    def clean_file(self) -> Totals:
        sent = self.cleaned_data["file"]
        try:
            return totals_in(read_table(sent, sent.name), self.staff)
        except (UnreadableTable, NotTotals) as error:
            raise forms.ValidationError(str(error)) from error


class Quote(OfASchool):
    """What somebody from outside said."""

    text = forms.CharField(
        label=gettext_lazy("Their words"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Word for word, and without the name of a colleague."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Who said it"), max_length=120,
        help_text=gettext_lazy("For example: Ofsted, inspection report"),
    )
    said_on = forms.DateField(label=gettext_lazy("When"), widget=DATE)
    aspect = aspect()
    address = forms.URLField(
        label=gettext_lazy("Where it can be read"), required=False, max_length=400, assume_scheme="https"
    )

    def clean_text(self) -> str:
        return self.unnamed("text")

    def clean_said_on(self) -> date:
        return self.not_to_come("said_on")


class Add(OfASchool):
    """A piece of work."""

    title = forms.CharField(label=gettext_lazy("What it is"), max_length=120)
    about = forms.CharField(
        label=gettext_lazy("What it shows"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = Upload(label=gettext_lazy("The file"))
    names_removed = forms.BooleanField(label=gettext_lazy("No name, face or voice can be made out in it"))
    consent = forms.CharField(
        label=gettext_lazy("Who said yes"), max_length=200,
        help_text=gettext_lazy("Not by name: “the pupil and a parent, on paper in the office”."),
    )  # fmt: skip
    consent_on = forms.DateField(label=gettext_lazy("On"), widget=DATE)

    def clean_consent_on(self) -> date:
        return self.not_to_come("consent_on")

    def clean_title(self) -> str:
        return self.unnamed("title")
