"""What people type about visits."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.people.models import Person, School
from collegium.visits.models import Rules, When
from collegium.visits.reading_days import NotUnderstood, understand_day

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = {"type": "time"}


class Time(forms.Form):
    """One of the times that the timetables offer, or a day and a time of one's own."""

    offer = forms.CharField(required=False, max_length=40)
    day = forms.DateField(label=gettext_lazy("Another day"), required=False, widget=DATE)
    begins = forms.TimeField(label=gettext_lazy("From"), required=False, widget=forms.TimeInput(attrs=TIME))
    ends = forms.TimeField(label=gettext_lazy("Until"), required=False, widget=forms.TimeInput(attrs=TIME))

    def __init__(self, *args: Any, offers: list[When], school: School | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {when.starts_at.isoformat(): when for when in offers}
        self.school, self.today = school, today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        offer = said.get("offer")
        if offer:
            if offer not in self.offers:
                raise forms.ValidationError(_("That time has gone meanwhile. Choose another."))
            said["when"] = self.offers[offer]
        elif not self.errors:
            said["when"] = self._own(said.get("day"), said.get("begins"), said.get("ends"))
        return said

    def _own(self, day: date | None, begins: time | None, ends: time | None) -> When:
        if not (day and begins and ends and self.school):
            raise forms.ValidationError(_("Choose a lesson, or give the day and both times."))
        if day < self.today:
            raise forms.ValidationError(_("That day is over."))
        if ends <= begins or (ends.hour - begins.hour) > 4:
            raise forms.ValidationError(_("The lesson ends after it begins, within a few hours."))
        zone = ZoneInfo(self.school.timezone)
        return When(datetime.combine(day, begins, tzinfo=zone), datetime.combine(day, ends, tzinfo=zone))


class Ask(Time):
    """Come and see my Year 8 on Tuesday, period 3, and look at …"""

    visitor = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Whom would you like to come?"),
                                     widget=forms.RadioSelect, empty_label=None)  # fmt: skip
    focus = forms.CharField(
        label=gettext_lazy("What would you like them to look at?"), max_length=300, required=False,
        help_text=gettext_lazy("A question is best. Only the two of you read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    class_name = forms.CharField(label=gettext_lazy("Which class?"), max_length=60, required=False)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visitor"].queryset = colleagues  # type: ignore[attr-defined]

    def clean_focus(self) -> str:
        return " ".join(self.cleaned_data["focus"].split())


class Focus(forms.Form):
    focus = forms.CharField(
        label=gettext_lazy("What would you like them to look at?"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A question is best. Only the two of you read it."),
    )  # fmt: skip

    def clean_focus(self) -> str:
        return " ".join(self.cleaned_data["focus"].split())


class Line(forms.Form):
    text = forms.CharField(label=gettext_lazy("What I take away"), max_length=300)


class Window(forms.Form):
    """From when to when visits are planned."""

    first_on = forms.DateField(label=gettext_lazy("From"), widget=DATE)
    last_on = forms.DateField(label=gettext_lazy("Until"), widget=DATE)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        if first and last:
            if first <= self.today:
                self.add_error("first_on", _("Begin tomorrow or later, so that everybody can say yes or no first."))
            if last < first:
                self.add_error("last_on", _("This is before the first day."))
            elif (last - first).days > 120:
                self.add_error("last_on", _("Plan one term at a time, at most: timetables change."))
        return said


class VisitRules(forms.ModelForm):
    class Meta:
        model = Rules
        fields = ["most_visits", "most_minutes", "feedback_days", "settling_weeks"]
        labels = {
            "most_visits": gettext_lazy("Visits to one teacher in a year, at most"),
            "most_minutes": gettext_lazy("Minutes of visits to one teacher in a year, at most"),
            "feedback_days": gettext_lazy("The talk comes within so many school days"),
            "settling_weeks": gettext_lazy("Weeks in which a new colleague is not visited"),
        }
        help_texts = {
            "most_visits": gettext_lazy("Three, where your school keeps what unions and schools usually agree on."),
            "most_minutes": gettext_lazy("Both hold: 180 minutes are three hours."),
        }


class SchoolDay(forms.Form):
    """The periods as lines that one can read aloud."""

    lines = forms.CharField(
        label=gettext_lazy("The periods of the day"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One in each line: its name, from, until. Leave out breaks and lunch."),
    )  # fmt: skip
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("How do your weeks go round?"), coerce=int, widget=forms.RadioSelect,
        choices=[(1, gettext_lazy("Every week is the same")), (2, gettext_lazy("Two weeks in turn, A and B"))],
    )  # fmt: skip
    a_week_on = forms.DateField(
        label=gettext_lazy("A day in a week A"), required=False, widget=DATE,
        help_text=gettext_lazy("From there they take turns; weeks in which the school is shut do not count."),
    )  # fmt: skip

    def clean_lines(self) -> Any:
        try:
            return understand_day(self.cleaned_data["lines"])
        except NotUnderstood as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("weeks") == 2 and not said.get("a_week_on") and "a_week_on" not in self.errors:
            self.add_error("a_week_on", _("Name any day of a week A."))
        return said


class Quiet(forms.Form):
    title = forms.CharField(label=gettext_lazy("What is on"), max_length=80)
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=DATE)
    ends_on = forms.DateField(label=gettext_lazy("Until"), widget=DATE)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("This is before the first day."))
        return said
