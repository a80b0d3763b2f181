"""What people type about finding a time."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.groups.models import Group
from collegium.kit.forms import Several
from collegium.meetings.forms import WEEKDAYS, DayInput, TimeInput, possible_hosts
from collegium.meetings.models import Meeting
from collegium.people.models import School
from collegium.scheduling.models import Moment, Option, Vote
from collegium.scheduling.moving import Shift
from collegium.scheduling.offering import MOST_MEETINGS, Wanted

# Before school, at lunch, after school, and two more that a school may have.
LINES = 5
LONGEST_POLL = timedelta(days=60)


class Ask(forms.Form):
    """Which days and which times a poll asks about, and until when."""

    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"), choices=WEEKDAYS[:5], coerce=int, widget=forms.CheckboxSelectMultiple,
        initial=[0, 1, 2, 3, 4], error_messages={"required": _("Choose at least one day.")},
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=5, max_value=600, initial=75)
    closes_on = forms.DateField(
        label=_("Answers until"), widget=DayInput,
        help_text=_("Whoever has not answered is reminded once, two days before."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for line in range(1, LINES + 1):
            self.fields[f"time_{line}"] = forms.TimeField(label=_("Time"), required=False, widget=TimeInput)
            self.fields[f"name_{line}"] = forms.CharField(label=_("What you call it"), required=False, max_length=40)
            if line > 1:
                # Only the first line has its labels above it.
                for field in (self.fields[f"time_{line}"], self.fields[f"name_{line}"]):
                    field.widget.attrs["aria-label"] = f"{field.label} {line}"

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """Time and name, side by side."""
        return [(self[f"time_{line}"], self[f"name_{line}"]) for line in range(1, LINES + 1)]

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if day < self.today:
            raise ValidationError(_("That day is over."))
        if day > self.today + LONGEST_POLL:
            raise ValidationError(_("Two months at most: people forget what they have been asked."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(f"time_{line}") for line in range(1, LINES + 1)) and not self.errors:
            self.add_error("time_1", _("Enter at least one time."))
        return given

    def moments(self) -> list[Moment]:
        """Every chosen day at every time."""
        given = self.cleaned_data
        lines = [(given[f"time_{line}"], given[f"name_{line}"]) for line in range(1, LINES + 1)]
        times = {starts_at: name for starts_at, name in lines if starts_at}
        return [Moment(day, starts_at, name) for day in given["days"] for starts_at, name in times.items()]


def usual_times(times: Iterable[tuple[time, str]]) -> dict[str, Any]:
    """The first lines filled in."""
    filled: dict[str, Any] = {}
    for line, (starts_at, name) in enumerate(list(times)[:LINES], start=1):
        filled |= {f"time_{line}": starts_at, f"name_{line}": name}
    return filled


class Answer(forms.Form):
    """Yes, if need be or no to each time. What is left open is a no; nothing at all needs to be meant."""

    none = forms.BooleanField(label=_("None of these times suits me"), required=False)

    def __init__(self, *args: Any, options: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        for option in options:
            self.fields[f"option-{option.pk}"] = forms.ChoiceField(choices=Vote.Says.choices, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("none") and not self.said():
            raise ValidationError(_("Tap yes or if need be for at least one time, or tick that none suits you."))
        return given

    def said(self) -> dict[int, str]:
        said = {option.pk: self.cleaned_data.get(f"option-{option.pk}", "") for option in self.options}
        return {number: word for number, word in said.items() if word}

    @property
    def days(self) -> list["Day"]:
        """The times by their days, each with what is ticked."""
        found: list[Day] = []
        for option in self.options:
            if not found or found[-1].weekday != option.weekday:
                found.append(Day(option.weekday, option.day))
            field = self[f"option-{option.pk}"]
            found[-1].cells.append((option, field.html_name, field.value() or ""))
        return found

    @property
    def is_short(self) -> bool:
        """So few that no day needs to be folded."""
        return len(self.options) <= FEW


# With so few times no day is folded.
FEW = 10
FURTHEST_AHEAD = timedelta(days=366)


class Day:
    def __init__(self, weekday: int, name: str) -> None:
        self.weekday = weekday
        self.name = name
        self.cells: list[tuple[Option, str, str]] = []


class Suggest(forms.Form):
    """Another time to ask about."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=WEEKDAYS[:5], coerce=int)
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput)

    def moment(self) -> Moment:
        return Moment(self.cleaned_data["weekday"], self.cleaned_data["starts_at"])


QUORUMS = {"two-thirds": (2, 3), "half": (1, 2), "all": (1, 1)}


class AskForYears(forms.Form):
    """What a group wants of its year."""

    times = forms.MultipleChoiceField(
        label=_("At which times?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one time.")},
    )  # fmt: skip
    first_on = forms.DateField(label=_("Not before"), widget=DayInput)
    number = forms.IntegerField(
        label=_("How many meetings"), min_value=1, max_value=MOST_MEETINGS, required=False,
        help_text=_("Leave it empty to meet until the school year ends."),
    )  # fmt: skip
    least_days_between = forms.IntegerField(
        label=_("Days between, at least"), min_value=1, max_value=120, initial=21,
        help_text=_("Time to try something in class: three weeks is usual."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), min_value=5, max_value=600, initial=75)
    quorum = forms.ChoiceField(
        label=_("How many of you have to be able to come"), initial="two-thirds",
        choices=[("two-thirds", _("two thirds")), ("half", _("half")), ("all", _("everybody"))],
    )  # fmt: skip
    hosts = Several(
        School.objects.none(), label=_("Schools that take turns"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None, if you only meet by video."),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=_("What the room has to have"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("projector", _("a projector")), ("internet", _("internet"))],
    )  # fmt: skip

    def __init__(self, *args: Any, group: Group, times: Sequence[tuple[Moment, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments = {f"{moment.weekday}-{moment.starts_at:%H:%M}": moment for moment, _words in times}
        words = [words for _moment, words in times]
        self.fields["times"].choices = list(zip(self.moments, words, strict=True))  # type: ignore[attr-defined]
        self.fields["hosts"].queryset = possible_hosts(group)  # type: ignore[attr-defined]

    def chosen(self) -> list[Moment]:
        return [self.moments[key] for key in self.cleaned_data["times"]]

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            first_on=given["first_on"], hosts=tuple(given["hosts"]), minutes=given["minutes"],
            number=given["number"], least_days_between=given["least_days_between"],
            quorum=QUORUMS[given["quorum"]], needs=frozenset(given["needs"]),
        )  # fmt: skip


class Elsewhere(forms.Form):
    """Another day and another school for one meeting."""

    on = forms.DateField(label=_("New day"), widget=DayInput)
    host = forms.ModelChoiceField(
        School.objects.none(), label=_("At which school"), required=False, empty_label=_("No school: by video only")
    )

    def __init__(self, *args: Any, hosts: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day <= self.today:
            raise ValidationError(_("That is in the past."))
        if day > self.today + FURTHEST_AHEAD:
            raise ValidationError(_("That is more than a year ahead."))
        return day


class Shifts(forms.Form):
    """The difference that was shown, as it comes back: number, sequence, day and host of each meeting."""

    shifts = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meetings: dict[int, Meeting], hosts: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings, self.today = meetings, today
        self.hosts = {school.pk: school for school in hosts} | {
            meeting.host_id: meeting.host for meeting in meetings.values()
        }

    @staticmethod
    def written(shifts: Iterable[Shift]) -> str:
        return " ".join(
            f"{shift.meeting.pk},{shift.meeting.sequence},{shift.on.isoformat()},{shift.host.pk if shift.host else 0}"
            for shift in shifts
        )

    def clean_shifts(self) -> list[tuple[Shift, int]]:
        try:
            return [self._read(*words.split(",")) for words in self.cleaned_data["shifts"].split()]
        except (KeyError, TypeError, ValueError):
            raise ValidationError(_("The dates have changed meanwhile: look again.")) from None

    def _read(self, number: str, sequence: str, on: str, host: str) -> tuple[Shift, int]:
        day = date.fromisoformat(on)
        if not self.today < day <= self.today + FURTHEST_AHEAD:
            raise ValueError
        meeting = self.meetings[int(number)]
        return Shift(meeting, day, self.hosts[int(host)] if int(host) else None), int(sequence)

    def moved(self) -> list[Shift]:
        return [shift for shift, _sequence in self.cleaned_data["shifts"]]

    def seen(self) -> dict[int, int]:
        return {shift.meeting.pk: sequence for shift, sequence in self.cleaned_data["shifts"]}


class PlanProgramme(forms.Form):
    """What a lead wants of the year of all groups."""

    first_on = forms.DateField(label=_("Not before"), widget=DayInput)
    number = forms.IntegerField(
        label=_("How many meetings for each group"), min_value=1, max_value=MOST_MEETINGS, initial=6
    )
    least_days_between = forms.IntegerField(
        label=_("Days between, at least"), min_value=1, max_value=120, initial=21,
        help_text=_("Time to try something in class: three weeks is usual."),
    )  # fmt: skip
