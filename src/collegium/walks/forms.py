"""What people type about learning walks."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.people.alphabet import by_surname
from collegium.people.models import Person, School
from collegium.people.models.year import in_words, year_starting
from collegium.programmes.models import Aspect
from collegium.walks.models import LookingFor, Walk
from collegium.walks.models.walk import LONGEST_MINUTES, MOST_DAYS, MOST_LOOK_FORS, SHORTEST_MINUTES
from collegium.walks.scales import CHOICES
from collegium.walks.wording import trouble_with

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MARGINS = [(10, gettext_lazy("10 points")), (15, gettext_lazy("15 points")), (20, gettext_lazy("20 points"))]


class Prepare(forms.Form):
    """What is looked at, when, and by whom."""

    aspect = forms.ModelChoiceField(
        Aspect.objects.none(), label=gettext_lazy("Aspect of practice"), empty_label=None,
        help_text=gettext_lazy("Walks of one aspect can be set side by side later."),
    )  # fmt: skip
    focus = forms.CharField(
        label=gettext_lazy("What is looked at"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A sentence that all staff read beforehand: about lessons, never about a person."),
    )  # fmt: skip
    first_on = forms.DateField(label=gettext_lazy("On"), widget=DATE)
    last_on = forms.DateField(
        label=gettext_lazy("Until"), widget=DATE, required=False, help_text=gettext_lazy("Empty: that day alone.")
    )
    begins_at = forms.TimeField(label=gettext_lazy("Lessons from"), widget=TIME, initial=time(8))
    ends_at = forms.TimeField(label=gettext_lazy("Until"), widget=TIME, initial=time(16))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes in each lesson"), min_value=SHORTEST_MINUTES, max_value=LONGEST_MINUTES,
        initial=10,
    )
    margin = forms.TypedChoiceField(
        label=gettext_lazy("How near should the figure be?"), choices=MARGINS, coerce=int, initial=15,
        help_text=gettext_lazy("The nearer, the more lessons."),
    )  # fmt: skip
    members_in = forms.TypedChoiceField(
        label=gettext_lazy("Count the lessons of members apart?"), coerce=date.fromisoformat, required=False,
        empty_value=None,
        help_text=gettext_lazy(
            "As two numbers, for a comparison of members and others. The walkers do not see who belongs; the staff "
            "are told beforehand."
        ),
    )  # fmt: skip
    one = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Who walks"), empty_label=gettext_lazy("Choose")
    )
    other = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("And who else"), required=False,
        empty_label=gettext_lazy("Nobody else"),
        help_text=gettext_lazy("With two, some lessons are looked at twice, and the result says how far two agree."),
    )  # fmt: skip

    def __init__(self, *args: Any, school: School, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.today = school, today
        staff = Person.objects.on_staff_of([school.pk])
        self.fields["aspect"].queryset = Aspect.objects.in_use().filter(school=school).in_order()  # type: ignore[attr-defined]
        for name in ("one", "other"):
            self.fields[name].queryset = staff.order_by(*by_surname(), "pk")  # type: ignore[attr-defined]
        years = [year_starting(today).replace(year=year_starting(today).year - back) for back in range(2)]
        self.fields["members_in"].choices = [("", _("No, all lessons alike"))] + [  # type: ignore[attr-defined]
            (year.isoformat(), _("Members of groups on it in %(year)s") % {"year": in_words(year)}) for year in years
        ]
        self.names = list(staff.values_list("first_name", "last_name"))
        for number in range(1, MOST_LOOK_FORS + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("To look for"), max_length=160, required=number == 1
            )
            self.fields[f"scale_{number}"] = forms.ChoiceField(label=_("How it is said"), choices=CHOICES)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of the things to look for, two by two."""
        return [(self[f"text_{number}"], self[f"scale_{number}"]) for number in range(1, MOST_LOOK_FORS + 1)]

    @property
    def has_more(self) -> bool:
        """Whether a third thing is there to be seen, or to be put right."""
        return any(text.value() or text.errors or scale.errors for text, scale in self.rows[2:])

    def clean_focus(self) -> str:
        return self._about_lessons("focus")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in range(1, MOST_LOOK_FORS + 1):
            name = f"text_{number}"
            if said.get(name) and (trouble := trouble_with(said[name], self.names)):
                self.add_error(name, trouble)
        if said.get("one") and said.get("one") == said.get("other"):
            self.add_error("other", _("Choose two different colleagues, or one alone."))
        self._clean_days(said)
        return said

    def _clean_days(self, said: dict[str, Any]) -> None:
        first, last = said.get("first_on"), said.get("last_on") or said.get("first_on")
        said["last_on"] = last
        if first and last and last < first:
            self.add_error("last_on", _("This is before the first day."))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last_on", _("Five days at the most. Later lessons are another walk."))
        if first and first <= self.today:
            self.add_error("first_on", _("Choose a day to come: the staff hear of it before."))
        if said.get("begins_at") and said.get("ends_at") and said["ends_at"] <= said["begins_at"]:
            self.add_error("ends_at", _("This is before the first lesson."))

    def _about_lessons(self, name: str) -> str:
        text = " ".join(self.cleaned_data[name].split())
        if trouble := trouble_with(text, self.names):
            raise forms.ValidationError(trouble)
        return text

    def as_said(self) -> dict[str, Any]:
        """What ``prepare`` and ``change`` take."""
        said = dict(self.cleaned_data)
        rows = range(1, MOST_LOOK_FORS + 1)
        look_fors = [LookingFor(said.pop(f"text_{n}"), said.pop(f"scale_{n}")) for n in rows]
        walkers = [person for person in (said.pop("one"), said.pop("other")) if person]
        return said | {"walkers": walkers, "look_fors": [one for one in look_fors if one.text]}


def as_typed(walk: Walk) -> dict[str, Any]:
    """A walk that is changed, back in its form."""
    walkers = [walker.person_id for walker in walk.walkers.order_by("place")]
    names = ("focus", "first_on", "last_on", "begins_at", "ends_at", "minutes", "margin", "members_in")
    typed = {name: getattr(walk, name) for name in names} | {
        "aspect": walk.aspect_id, "one": walkers[0], "other": walkers[1] if len(walkers) > 1 else None,
    }  # fmt: skip
    for number, one in enumerate(walk.looked_for(), start=1):
        typed |= {f"text_{number}": one.text, f"scale_{number}": one.scale}
    return typed


class Announce(forms.Form):
    agreed_with = forms.CharField(
        label=gettext_lazy("With whom, and when, was it agreed?"), max_length=200,
        help_text=gettext_lazy("For example: staff meeting of 3 November, and the union’s representative."),
    )  # fmt: skip
    reviewed_on = forms.DateField(
        label=gettext_lazy("When did you last look with the staff at how walks are done?"), widget=DATE,
        help_text=gettext_lazy("Within the last year: the notice, the number of walkers, what is kept and how long."),
    )  # fmt: skip
