"""What the lead fills in. A form cleans; it never saves."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.impact.models import Comparison
from collegium.people.models import Department, School
from collegium.people.models.year import year_starting
from collegium.programmes.models import Aspect
from collegium.statistics.comparing import Arms, Count

YEARS_BACK = 4
MOST = 100_000
LENGTHS = ((0, gettext_lazy("at all")), (3, gettext_lazy("three months or more")),
           (6, gettext_lazy("six months or more")))  # fmt: skip
KNOWN = (("no", gettext_lazy("No, nobody has")), ("yes", gettext_lazy("Yes, somebody has")))


class Registering(forms.Form):
    """The question, before anybody looks at the numbers."""

    aspect = forms.ModelChoiceField(
        Aspect.objects.none(), label=gettext_lazy("Aspect of practice"), empty_label=gettext_lazy("Choose one"),
    )  # fmt: skip
    year_starts_on = forms.TypedChoiceField(label=gettext_lazy("Members in"), coerce=date.fromisoformat)
    least_months = forms.TypedChoiceField(
        label=gettext_lazy("Member is who belonged"), coerce=int, choices=LENGTHS,
    )  # fmt: skip
    measure = forms.ChoiceField(label=gettext_lazy("What is counted"), choices=Comparison.Measure.choices)
    judged_on = forms.DateField(
        label=gettext_lazy("When it is counted"), widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    known = forms.ChoiceField(
        label=gettext_lazy("Has anybody seen these numbers yet?"), choices=KNOWN, widget=forms.RadioSelect,
        help_text=gettext_lazy("If so, it is still allowed, and says “looked at afterwards” wherever it appears."),
    )  # fmt: skip
    chose_to_join = forms.BooleanField(label=gettext_lazy("Members chose to join"), required=False, initial=True)
    blind = forms.BooleanField(
        label=gettext_lazy("Whoever judges does not know who was a member"), required=False,
    )  # fmt: skip
    agreement = forms.FloatField(
        label=gettext_lazy("How far two observers agreed (alpha)"), required=False, min_value=-1, max_value=1,
        help_text=gettext_lazy("From a learning walk, where some lessons were coded twice. Empty: not known."),
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )  # fmt: skip

    def __init__(self, *args: Any, school: School, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = year_starting(today)
        years = [this.replace(year=this.year - back) for back in range(YEARS_BACK)]
        self.fields["aspect"].queryset = school.aspects.in_use().in_order()  # type: ignore[attr-defined]
        self.fields["year_starts_on"].choices = [  # type: ignore[attr-defined]
            (year.isoformat(), f"{year.year}–{(year.year + 1) % 100:02}") for year in years
        ]
        self.fields["year_starts_on"].initial = years[1].isoformat()

    def words(self) -> dict[str, Any]:
        """As the verb takes them."""
        words = dict(self.cleaned_data)
        return words | {"known": words["known"] == "yes"}


def number_in(text: str) -> int:
    """Nought is nobody’s."""
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class FourNumbers:
    """Four numbers that belong together: none of them, or all."""

    NAMES = ("members_strong", "members_of", "others_strong", "others_of")

    def __init__(self, form: forms.Form, prefix: str = "") -> None:
        self.form, self.names = form, [prefix + name for name in self.NAMES]

    def clean(self, *, required: bool) -> Arms | None:
        """The counts, or an error at each number that is missing or too large."""
        numbers = [self.form.cleaned_data.get(name) for name in self.names]
        if any(name in self.form.errors for name in self.names):
            return None
        if all(number is None for number in numbers) and not required:
            return None
        for name, number in zip(self.names, numbers, strict=True):
            if number is None:
                self.form.add_error(name, _("This number is missing."))
        strong, of, other_strong, other_of = (number or 0 for number in numbers)
        for name, some, all_ in ((self.names[0], strong, of), (self.names[2], other_strong, other_of)):
            if some > all_:
                self.form.add_error(name, _("There cannot be more strong ones than there are."))
        return None if self.form.errors else Arms(Count(strong, of), Count(other_strong, other_of))


class Counting(forms.Form):
    """Four numbers, and four from before the year if there are any."""

    members_strong = _number(gettext_lazy("Members judged strong"))
    members_of = _number(gettext_lazy("Members, all"))
    others_strong = _number(gettext_lazy("Other staff judged strong"))
    others_of = _number(gettext_lazy("Other staff, all"))
    before_members_strong = _number(gettext_lazy("The same members judged strong before"))
    before_members_of = _number(gettext_lazy("Those members, all"))
    before_others_strong = _number(gettext_lazy("Other staff judged strong before"))
    before_others_of = _number(gettext_lazy("Other staff then, all"))

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        words["now"] = FourNumbers(self).clean(required=True)
        words["before"] = FourNumbers(self, "before_").clean(required=False)
        for name in ("members_of", "others_of", "before_members_of", "before_others_of"):
            if words.get(name) == 0:
                self.add_error(name, _("There must be somebody to compare."))
        return words


class Departments(forms.Form):
    """The same numbers, department by department."""

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments = departments
        for department in departments:
            for name, label in zip(FourNumbers.NAMES, HEADS, strict=True):
                self.fields[f"d{department.pk}_{name}"] = _number(f"{department}: {label}")

    def rows(self) -> list[tuple[Department, list[forms.BoundField]]]:
        """For each department its four fields."""
        return [(one, [self[f"d{one.pk}_{name}"] for name in FourNumbers.NAMES]) for one in self.departments]

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        tables = {one.name: FourNumbers(self, f"d{one.pk}_").clean(required=False) for one in self.departments}
        words["tables"] = {name: arms for name, arms in tables.items() if arms}
        return words


HEADS = (gettext_lazy("members strong"), gettext_lazy("members"), gettext_lazy("others strong"),
         gettext_lazy("others"))  # fmt: skip


def adds_up(tables: dict[str, Arms], whole: Arms) -> bool:
    """Whether the departments together are the whole that was typed."""
    sums = [sum(cells) for cells in zip(*(_four(one) for one in tables.values()), strict=True)]
    return sums == _four(whole)


def _four(arms: Arms) -> list[int]:
    return [arms.members.strong, arms.members.of, arms.others.strong, arms.others.of]


class File(forms.Form):
    """Counts in a file made after our pattern."""

    file = forms.FileField(label=gettext_lazy("A file with counts"))
