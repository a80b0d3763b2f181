"""What people type about an agenda, about who does what, and about what they will do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.kit.text import LONGEST
from collegium.meetings.forms import DayInput, TimeInput
from collegium.meetings.models import Item, Meeting
from collegium.meetings.proposing import at_the_wall
from collegium.people.models import Person
from collegium.programmes.models import Protocol, ProtocolStep

LONGEST_ITEM = 240


def members_of(group: Group) -> Any:
    """Those who belong today, by name."""
    now = group.memberships.current().values("person")
    return Person.objects.filter(pk__in=now).order_by("first_name", "last_name", "pk")


class ItemForm(forms.Form):
    """One thing for the agenda."""

    title = forms.CharField(label=_("What"), max_length=100)
    minutes = forms.IntegerField(label=_("Minutes"), initial=10)
    purpose = forms.ChoiceField(
        label=_("What for"), initial=Item.Purpose.DISCUSS,
        choices=[choice for choice in Item.Purpose.choices if choice[0] != Item.Purpose.PROTOCOL],
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who brings it"), required=False, empty_label=_("all of us")
    )
    serves = forms.ChoiceField(
        label=_("It gives time for"), required=False,
        choices=[("", _("something else")), *ProtocolStep.Serves.choices],
    )  # fmt: skip
    in_turn = forms.BooleanField(label=_("Everybody is heard in turn"), required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members_of(group)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, item: Item) -> "ItemForm":
        now = {"title": item.title, "minutes": item.minutes, "purpose": item.purpose, "owner": item.owner_id,
               "serves": item.serves, "in_turn": item.in_turn}  # fmt: skip
        form = cls(initial=now, group=item.meeting.group)
        form.keep_protocol(item)
        return form

    def keep_protocol(self, item: Item) -> None:
        """A step of a protocol stays one, whatever else of it is changed."""
        if item.purpose == Item.Purpose.PROTOCOL:
            del self.fields["purpose"]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if not 1 <= minutes <= LONGEST_ITEM:
            raise ValidationError(
                _("An item takes between 1 and %(most)d minutes."), params={"most": LONGEST_ITEM}
            )
        return minutes


class ProtocolForm(forms.Form):
    """All the steps of a protocol at once."""

    protocol = forms.ModelChoiceField(Protocol.objects.none(), label=_("A protocol"), empty_label=None)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Protocol.objects.filter(approach=group.approach_id).order_by("pk")
        self.fields["protocol"].queryset = found  # type: ignore[attr-defined]
        self.fields["protocol"].label_from_instance = lambda protocol: protocol.title  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    """What somebody will try before the group meets again."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who"), empty_label=None)
    text = forms.CharField(label=_("What I will try"), max_length=300)
    with_class = forms.CharField(label=_("With which class"), max_length=60, required=False)
    instead_of = forms.CharField(label=_("What I stop doing to make room"), max_length=200, required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members_of(group)  # type: ignore[attr-defined]


class ActionForm(forms.Form):
    """What is to be done, by whom and by when."""

    text = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who"), required=False, empty_label=_("not settled")
    )
    due_on = forms.DateField(label=_("By"), required=False, widget=DayInput)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members_of(group)  # type: ignore[attr-defined]


class SaidForm(forms.Form):
    """One press in the list of the room: who, and whether they are there. No word: nothing is known."""

    said = forms.RegexField(r"^\d{1,15}:(here|away|coming)?$")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "said" not in given:
            return given
        number, _colon, word = given["said"].partition(":")
        person = members_of(self.group).filter(pk=int(number)).first()
        if person is None:
            raise ValidationError(_("They do not belong to this group any more."))
        return {"person": person, "word": word}


class AfterwardsForm(forms.Form):
    """What happened at a meeting without a screen: a line for each member, and the next date."""

    notes = forms.CharField(
        label=_("What was said and decided"), required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    next_on = forms.DateField(label=_("Next time, on"), required=False, widget=DayInput)
    next_from = forms.TimeField(label=_("From"), required=False, widget=TimeInput)

    def __init__(self, *args: Any, meeting: Meeting, members: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.members = meeting, members
        words = [("here", _("was there")), ("away", _("apologies")), ("", "–")]
        for person in members:
            self.fields[f"word_{person.pk}"] = forms.ChoiceField(label=person.name, required=False, choices=words)
            self.fields[f"promise_{person.pk}"] = forms.CharField(
                label=_("What %(name)s will try") % {"name": person.first_name}, max_length=300, required=False
            )

    @property
    def lines(self) -> list[tuple[Person, Any, Any]]:
        return [(person, self[f"word_{person.pk}"], self[f"promise_{person.pk}"]) for person in self.members]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        day, begins = given["next_on"], given["next_from"] or self.meeting.local_start.time()
        return {
            "words": {person: given[f"word_{person.pk}"] for person in self.members},
            "promises": {person: given[f"promise_{person.pk}"].strip() for person in self.members},
            "notes": given["notes"],
            "next_at": at_the_wall(day, begins, self.meeting.timezone) if day else None,
        }
