"""What the lead fills in: the rules of a try, where somebody goes, what a group is called, how groups are shared."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.forming.rules import Rules
from collegium.people.models import Person

Choices = list[tuple[str, str]]


class TryRules(forms.Form):
    """The rules of a try."""

    smallest = forms.IntegerField(label=_("Smallest group"), min_value=2, max_value=40)
    largest = forms.IntegerField(label=_("Largest group"), min_value=2, max_value=40)
    seconds = forms.TypedChoiceField(
        label=_("How long to look at most"),
        coerce=int,
        choices=[(20, _("20 seconds")), (60, _("a minute")), (180, _("3 minutes")), (600, _("10 minutes"))],
        help_text=_("It ends sooner when no arrangement can be better."),
    )
    anybody_leads = forms.BooleanField(
        label=_("Anybody may lead a group, not only those who said they would"), required=False
    )
    place_new_staff = forms.BooleanField(label=_("New staff are grouped for their induction"), required=False)
    place = forms.TypedMultipleChoiceField(
        label=_("Who did not answer: tick whom the planner may place"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In any theme, taking every time as possible. Whoever is not ticked is left out, and listed."),
    )

    def __init__(self, *args: Any, unanswered: Iterable[Person], has_induction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Choices = [(str(person.pk), person.name) for person in unanswered]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["place"]
        if not has_induction:
            del self.fields["place_new_staff"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("smallest", 0) > cleaned.get("largest", 99):
            self.add_error("largest", _("The largest group cannot be smaller than the smallest."))
        return cleaned

    def rules(self) -> Rules:
        given: dict[str, Any] = {"place": (), "place_new_staff": False} | self.cleaned_data
        return Rules(**(given | {"place": tuple(sorted(given["place"]))}))


class Move(forms.Form):
    """Where somebody goes, and where the page that asks saw them. Empty: in no group."""

    into = forms.CharField(required=False, max_length=20)
    was = forms.CharField(required=False, max_length=20)


class Arrange(forms.Form):
    """A group's name, leader and time."""

    title = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("Empty: its theme."))
    leader = forms.TypedChoiceField(label=_("Who leads it"), coerce=int)
    slot = forms.TypedChoiceField(label=_("When it meets"), coerce=int)

    def __init__(self, *args: Any, leaders: Choices, slots: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = [("0", _("nobody yet")), *leaders]  # type: ignore[attr-defined]
        self.fields["slot"].choices = slots  # type: ignore[attr-defined]


class Share(forms.Form):
    """What the groups begin with."""

    first_on = forms.DateField(
        label=_("First meetings on or after"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Each group meets first on its own weekday, on the first day on which its school is open."),
    )
    number = forms.IntegerField(
        label=_("Meetings proposed"), min_value=1, max_value=20, initial=5,
        help_text=_("Only the first is fixed. The group confirms or changes the others there."),
    )  # fmt: skip
    least_days_between = forms.IntegerField(
        label=_("Days between two meetings, at least"), min_value=1, max_value=120, initial=21
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["first_on"].initial = today + timedelta(days=7)

    def clean_first_on(self) -> date:
        first_on: date = self.cleaned_data["first_on"]
        if first_on < self.today:
            self.add_error("first_on", _("This day is over."))
        if first_on > self.today + timedelta(days=366):
            self.add_error("first_on", _("This is more than a year ahead."))
        return first_on


class Adjust(forms.Form):
    """Somebody new, somebody who leaves, and the groups that may change although they have met."""

    newcomers = forms.TypedMultipleChoiceField(
        label=_("Who is new"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Staff who are in no group of this programme. They are asked, and say yes or no themselves."),
    )  # fmt: skip
    leavers = forms.TypedMultipleChoiceField(
        label=_("Who leaves"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Their place becomes free when you carry it out, and not before."),
    )  # fmt: skip
    opened = forms.MultipleChoiceField(
        label=_("Groups that may change although they have met"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All others keep everybody they have, and may gain members. Mostly none is needed."),
    )  # fmt: skip

    def __init__(self, *args: Any, newcomers: Choices, leavers: Choices, opened: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("newcomers", newcomers), ("leavers", leavers), ("opened", opened)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = {"newcomers": [], "leavers": [], "opened": []} | (super().clean() or {})
        if not self.errors and not cleaned["newcomers"] and not cleaned["leavers"]:
            raise forms.ValidationError(_("Tick who is new or who leaves."))
        return cleaned
