"""What a lead fills in while a programme is set up."""

from datetime import date, time
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.kit import clock
from collegium.kit.forms import Several
from collegium.people.models import School
from collegium.people.models.year import year_starting
from collegium.programmes.models import Approach, Programme, Theme


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Drafting(forms.Form):
    """Which way of working a programme follows, and where."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), empty_label=None)
    approach = forms.SlugField()

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]


class Words(forms.Form):
    """What the programme is called and what it is for."""

    title = forms.CharField(label=_("What staff will call it"), max_length=120)
    vision = forms.CharField(
        label=_("The vision"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Why we learn together this year, in your own words. "
            "Staff read it where they give their wishes, and may reply."
        ),
    )  # fmt: skip
    approach = forms.ModelChoiceField(Approach.objects.none(), label=_("Way of working"), empty_label=None)
    year_starts_on = forms.TypedChoiceField(label=_("School year"), coerce=date.fromisoformat)
    begins_on = forms.DateField(label=_("Begins on"), required=False, widget=DateInput())
    ends_on = forms.DateField(label=_("Ends on"), required=False, widget=DateInput())
    schools = Several(
        School.objects.none(), label=_("Schools that take part beside yours"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = year_starting(clock.today())
        years = {this, programme.year_starts_on, date(this.year + 1, 9, 1)}
        self.fields["year_starts_on"].choices = [  # type: ignore[attr-defined]
            (year.isoformat(), f"{year.year}–{(year.year + 1) % 100:02}") for year in sorted(years)
        ]
        self.fields["approach"].queryset = programme.school.approaches.filter(  # type: ignore[attr-defined]
            Q(is_for_groups=True, pk__in=Approach.objects.in_use().values("pk")) | Q(pk=programme.approach_id)
        ).order_by("pk")
        partners = School.objects.filter(networks__in=programme.school.networks.all()).exclude(pk=programme.school_id)
        self.fields["schools"].queryset = partners.distinct().order_by("name")  # type: ignore[attr-defined]
        if not partners.exists():
            del self.fields["schools"]

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        begins, ends = words.get("begins_on"), words.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("This is before it begins."))
        return words


class ThemeForm(forms.Form):
    """One theme to choose from."""

    title = forms.CharField(
        label=_("Theme"), max_length=100,
        help_text=_("For example: feedback that pupils use, or talk in every lesson."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("In one or two sentences"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    aspect = forms.CharField(
        label=_("Aspect of practice"), required=False, max_length=80,
        help_text=_("The part of teaching it is about, named the same each year: written feedback, questioning …"),
    )  # fmt: skip
    priority = forms.CharField(label=_("Priority of the school that it answers"), required=False, max_length=160)
    most_groups = forms.IntegerField(
        label=_("Most groups"), required=False, min_value=1, max_value=99,
        help_text=_("Empty: as many as are wished for."),
    )  # fmt: skip
    is_induction = forms.BooleanField(
        label=_("For new staff, instead of a choice"), required=False,
        help_text=_("Colleagues in their first year here are placed in it and choose from next year."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = programme.themes.exclude(pk=theme.pk or 0 if theme else 0)
        self.auto_id = f"theme_{theme.pk if theme else 'new'}_%s"
        for name in ("aspect", "priority"):
            self.fields[name].widget.attrs["list"] = f"school-{name}"

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.others.filter(title__iexact=title).exists():
            raise forms.ValidationError(_("There is a theme of this title already."))
        return title


class SlotForm(forms.Form):
    """One time that the school gives."""

    weekday = forms.TypedChoiceField(
        label=_("Day"), coerce=int, choices=[(day, WEEKDAYS[day]) for day in range(7)]
    )
    starts_at = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), min_value=10, max_value=480, initial=60)


class WeekForm(forms.Form):
    """The whole weekly grid."""

    times = forms.CharField(
        label=_("Times of day"), max_length=200, help_text=_("With commas between them: 08:00, 12:30, 15:45.")
    )
    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), min_value=10, max_value=480, initial=60)

    def clean_times(self) -> list[time]:
        try:
            times = [time.fromisoformat(part.strip().zfill(5)) for part in self.cleaned_data["times"].split(",")]
        except ValueError:
            raise forms.ValidationError(_("Write each time like 15:45, with commas between them.")) from None
        if len(times) > 12:
            raise forms.ValidationError(_("Twelve times of day are the most."))
        return times


class Sizes(forms.Form):
    """How large groups may be, and until when staff give their wishes."""

    smallest = forms.IntegerField(label=_("Fewest in a group"), min_value=2, max_value=200)
    largest = forms.IntegerField(label=_("Most in a group"), min_value=2, max_value=200)
    most_wishes = forms.TypedChoiceField(
        label=_("Wishes each person may give"), coerce=int, choices=[(n, n) for n in range(1, 6)]
    )
    wishes_until = forms.DateField(
        label=_("Wishes until"), required=False, widget=DateInput(),
        help_text=_("The whole day counts. You can also give it later, when you ask for wishes."),
    )  # fmt: skip
    alone_allowed = forms.BooleanField(
        label=_("Staff may choose to work on a project of their own this year"), required=False
    )
    lists_groups = forms.BooleanField(
        label=_("All staff see the groups and who is in them"), required=False,
        help_text=_("What happens inside a group is never seen by others."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        sizes = super().clean() or {}
        if sizes.get("smallest") and sizes.get("largest") and sizes["largest"] < sizes["smallest"]:
            self.add_error("largest", _("This is fewer than the fewest."))
        return sizes
