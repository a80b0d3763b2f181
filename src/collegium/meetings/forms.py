"""What people type about meetings: times on the wall where they meet, and places."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.groups.models import Group
from collegium.kit.forms import Several
from collegium.meetings.models import Meeting
from collegium.meetings.proposing import at_the_wall
from collegium.people.models import School

WEEKDAYS = [
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")),
    (5, _("Saturday")), (6, _("Sunday")),
]  # fmt: skip


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class Place(forms.Form):
    """How long, and where: a room, a video link, or both."""

    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), min_value=5, max_value=600, initial=75)
    room = forms.CharField(label=_("Room"), max_length=120, required=False)
    video = forms.URLField(
        label=_("Video link"), max_length=400, required=False, assume_scheme="https",
        help_text=_("Only members of the group see it."),
    )  # fmt: skip

    def clean_room(self) -> str:
        return " ".join(self.cleaned_data["room"].split())

    def clean_video(self) -> str:
        video: str = self.cleaned_data["video"]
        if video and not video.startswith("https://"):
            raise ValidationError(_("A video link begins with https://"))
        return video


class Arrangement(Place):
    """When and where one meeting takes place. Whoever plans for a group without belonging is not shown its link."""

    on = forms.DateField(label=_("Day"), widget=DayInput)
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput)
    host = forms.ModelChoiceField(
        School.objects.none(), label=_("At which school"), required=False, empty_label=_("No school: by video only")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["on", "starts_at", "minutes", "host", "room", "video", "seen"]

    def __init__(
        self, *args: Any, group: Group, at: datetime, sees_video: bool, meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.at, self.meeting = group, at, meeting
        self.fields["host"].queryset = possible_hosts(group)  # type: ignore[attr-defined]
        if not sees_video:
            del self.fields["video"]

    @classmethod
    def of(cls, meeting: Meeting, *, at: datetime, sees_video: bool) -> "Arrangement":
        """The form as the meeting stands, on the wall where it takes place."""
        now = {
            "on": meeting.local_start.date(), "starts_at": meeting.local_start.time(), "minutes": meeting.minutes,
            "host": meeting.host_id, "room": meeting.room, "video": meeting.video, "seen": meeting.sequence,
        }  # fmt: skip
        return cls(initial=now, group=meeting.group, at=at, sees_video=sees_video, meeting=meeting)

    def clean(self) -> dict[str, Any]:
        """The moment that was meant, by the clock of the school where the group meets."""
        given = super().clean() or {}
        if self.errors:
            return given
        zone = given["host"].timezone if given["host"] else self._zone()
        moment = at_the_wall(given.pop("on"), given["starts_at"], zone)
        if moment <= self.at:
            self.add_error("on", _("That is in the past."))
        elif self._is_taken(moment):
            self.add_error("on", _("This group has another meeting then."))
        return given | {"starts_at": moment, "timezone": zone}

    def _zone(self) -> str:
        return self.meeting.timezone if self.meeting else self.group.zone()

    def _is_taken(self, moment: datetime) -> bool:
        others = self.group.meetings.filter(starts_at=moment, cancelled_at=None)
        return any(other != self.meeting for other in others)


class Rhythm(forms.Form):
    """Weekday and time, for what is to come."""

    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int)
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput)
    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), min_value=5, max_value=600, initial=75)
    also_confirmed = forms.BooleanField(
        label=_("Move the confirmed meetings too; everybody’s calendar is changed"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the next date.
        super().__init__(*args, **kwargs)
        self.auto_id = "rhythm_%s"


class Plan(Place):
    """A first series for a group that has none."""

    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int, initial=1)
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput, initial="15:45")
    first_on = forms.DateField(label=_("Not before"), widget=DayInput)
    number = forms.IntegerField(
        label=_("How many meetings"), min_value=1, max_value=60, required=False,
        help_text=_("Leave it empty to meet until the school year ends."),
    )  # fmt: skip
    least_days_between = forms.IntegerField(
        label=_("Days between, at least"), min_value=1, max_value=120, initial=21,
        help_text=_("Time to try something in class: three weeks is usual."),
    )  # fmt: skip
    hosts = Several(
        School.objects.none(), label=_("Schools that take turns"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None, if you only meet by video."),
    )  # fmt: skip
    field_order = [
        "weekday", "starts_at", "minutes", "first_on", "number", "least_days_between", "hosts", "room", "video",
    ]  # fmt: skip

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hosts"].queryset = possible_hosts(group)  # type: ignore[attr-defined]


class More(forms.Form):
    """Further dates in the same rhythm."""

    number = forms.IntegerField(label=_("How many more"), min_value=1, max_value=30, initial=3)


def possible_hosts(group: Group) -> Any:
    """The group's own schools, and those that its members come from."""
    members = group.memberships.current().values("school")
    own = group.schools.values("pk")
    return (School.objects.filter(pk__in=members) | School.objects.filter(pk__in=own)).order_by("name")
