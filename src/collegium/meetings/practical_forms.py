"""What an organiser types: the way in, who brings what, a video, and what oneself must not eat."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collegium.meetings.models import Arrival, Check, Meeting, Video


class WayForm(forms.Form):
    """How a visitor gets there. What belongs to the school and what belongs to its room are kept apart."""

    finding_room = forms.CharField(label=_("How to find the room"), max_length=300, required=False)
    finding = forms.CharField(label=_("How to get to the school"), max_length=300, required=False)
    parking = forms.CharField(label=_("Parking"), max_length=300, required=False)
    signing_in = forms.CharField(label=_("Signing in"), max_length=300, required=False)
    booking = forms.CharField(
        label=_("Who gives out the rooms"), max_length=200, required=False,
        help_text=_("To whom one says that a room is needed, or free again."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not meeting.room:
            del self.fields["finding_room"]

    @classmethod
    def of(cls, meeting: Meeting, school: Arrival | None, room: Arrival | None) -> "WayForm":
        now = {name: getattr(school, name, "") for name in ("finding", "parking", "signing_in", "booking")}
        return cls(initial=now | {"finding_room": room.finding if room else ""}, meeting=meeting)

    @property
    def of_school(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "finding_room"}


class RefreshmentsForm(forms.Form):
    """Who brings what."""

    text = forms.CharField(label=_("Who brings what"), max_length=300, required=False)


class VideoForm(forms.Form):
    """A video for the agenda."""

    title = forms.CharField(label=_("Which video"), max_length=120)
    link = forms.URLField(
        label=_("Link"), max_length=400, required=False, assume_scheme="https",
        help_text=_("None, if it is on a stick."),
    )  # fmt: skip

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise ValidationError(_("A link begins with https://"))
        return link


class CheckForm(forms.Form):
    """One tap in the list: what, of which video, and whether it is done."""

    said = forms.RegexField(r"^[a-z]{1,10}:\d{0,15}:(yes|no)$")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "said" not in given:
            return given
        what, number, done = given["said"].split(":")
        if what not in Check.What.values:
            raise ValidationError(_("This is not on the list."))
        video = Video.objects.standing().filter(meeting=self.meeting, pk=int(number)).first() if number else None
        if number and video is None:
            raise ValidationError(_("This video is no longer shown."))
        return {"what": what, "video": video, "done": done == "yes"}


class FoodForm(forms.Form):
    """What oneself must not eat."""

    text = forms.CharField(
        label=_("What I must not eat"), max_length=200, required=False,
        help_text=_("For example: nuts, coeliac. Leave it empty and nothing is kept."),
    )  # fmt: skip

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())
