"""What people type about an agenda, about who does what, and about what they will do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from collegium.groups.models import Group
from collegium.kit.listing import in_a_row
from collegium.kit.text import LONGEST
from collegium.library.models import Work
from collegium.meetings.airtime import presenters
from collegium.meetings.forms import DayInput, TimeInput
from collegium.meetings.holding import courses_for
from collegium.meetings.models import Item, Meeting
from collegium.meetings.proposing import at_the_wall
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.programmes.models import ProtocolStep
from collegium.programmes.protocols import Course

LONGEST_ITEM = 240
LONGEST_PROTOCOL = 600


def members_of(group: Group) -> Any:
    """Those who belong today, by name."""
    now = group.memberships.current().values("person")
    return Person.objects.filter(pk__in=now).order_by(*by_first_name(), "pk")


class ItemForm(forms.Form):
    """One thing for the agenda."""

    title = forms.CharField(label=_("What"), max_length=100)
    minutes = forms.IntegerField(label=pgettext_lazy("how long", "Minutes"), initial=10)
    purpose = forms.ChoiceField(
        label=_("What for"), initial=Item.Purpose.DISCUSS,
        choices=[choice for choice in Item.Purpose.choices if choice[0] != Item.Purpose.PROTOCOL],
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who brings it"), required=False, empty_label=_("all of us")
    )
    work = forms.ModelChoiceField(
        Work.objects.none(), label=_("What you read, watch or use"), required=False, empty_label=_("nothing"),
        help_text=_("From the group’s shelf. Each sees it who may see it anyway."),
    )  # fmt: skip
    serves = forms.ChoiceField(
        label=_("It gives time for"), required=False,
        choices=[("", _("something else")), *ProtocolStep.Serves.choices],
    )  # fmt: skip
    in_turn = forms.BooleanField(label=_("Everybody is heard in turn"), required=False)

    def __init__(self, *args: Any, group: Group, person: Person, item: Item | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members_of(group)  # type: ignore[attr-defined]
        works = Work.objects.standing().visible_to(person)
        at_hand = works.filter(Q(shelvings__group=group) | Q(pk=item.work_id if item else None)).distinct()
        self.fields["work"].queryset = at_hand.order_by("title", "pk")  # type: ignore[attr-defined]
        if not at_hand.exists():
            del self.fields["work"]
        if item:
            self.keep(item, works)

    @classmethod
    def of(cls, item: Item, person: Person) -> "ItemForm":
        now = {"title": item.title, "minutes": item.minutes, "purpose": item.purpose, "owner": item.owner_id,
               "serves": item.serves, "in_turn": item.in_turn, "work": item.work_id}  # fmt: skip
        return cls(initial=now, group=item.meeting.group, person=person, item=item)

    def keep(self, item: Item, works: QuerySet[Work]) -> None:
        """A step of a protocol stays one, and what somebody put there whom this one cannot see stays there."""
        if item.purpose == Item.Purpose.PROTOCOL:
            del self.fields["purpose"]
        if item.work_id and not works.filter(pk=item.work_id).exists():
            self.fields.pop("work", None)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if not 1 <= minutes <= LONGEST_ITEM:
            raise ValidationError(
                _("An item takes between 1 and %(most)d minutes."), params={"most": LONGEST_ITEM}
            )
        return minutes


class CourseField(forms.ChoiceField):
    """One of the protocols that the group may use; what comes out is the protocol itself."""

    courses: dict[str, Course]

    def __init__(self, courses: dict[str, Course], **kwargs: Any) -> None:
        self.courses = courses
        super().__init__(choices=[(key, self.line(course)) for key, course in courses.items()], **kwargs)

    @staticmethod
    def line(course: Course) -> str:
        return ngettext("%(title)s (%(n)d minute)", "%(title)s (%(n)d minutes)", course.minutes) % {
            "title": course.title, "n": course.minutes,
        }  # fmt: skip

    def clean(self, value: Any) -> Course:
        return self.courses[super().clean(value)]


class ProtocolForm(forms.Form):
    """All the steps of a protocol at once, in as many minutes as there are."""

    def __init__(self, *args: Any, group: Group, at: datetime, **kwargs: Any) -> None:
        # It stands on one page with the item that one adds by hand.
        super().__init__(*args, **kwargs)
        self.auto_id = "protocol_%s"
        self.fields["protocol"] = CourseField(courses_for(group), label=_("A protocol"))
        self.fields["minutes"] = forms.IntegerField(
            label=_("In how many minutes"), required=False, help_text=_("Empty: as long as it usually takes.")
        )
        self.fields["presenter"] = forms.ModelChoiceField(
            members_of(group), label=_("Who presents"), required=False, empty_label=_("not settled, or nobody"),
            help_text=rota_words(group, at),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        minutes, course = given.get("minutes"), given.get("protocol")
        if course and minutes is not None:
            if minutes > LONGEST_PROTOCOL:
                self.add_error("minutes", _("At most %(most)d minutes.") % {"most": LONGEST_PROTOCOL})
            elif minutes < course.shortest:
                self.add_error("minutes", too_short(course, minutes))
        return given


class HoldForm(forms.Form):
    """A protocol for one item, in the minutes that the item has."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["protocol"] = CourseField(courses_for(item.meeting.group), label=_("A protocol"))

    def clean_protocol(self) -> Course:
        course: Course = self.cleaned_data["protocol"]
        if self.item.minutes < course.shortest:
            raise ValidationError(too_short(course, self.item.minutes))
        return course


def too_short(course: Course, minutes: int) -> str:
    """What a protocol needs, said to whoever has less."""
    return _("“%(title)s” needs %(least)d minutes at the least, and there are %(minutes)d.") % {
        "title": course.title, "least": course.shortest, "minutes": minutes,
    }  # fmt: skip


def rota_words(group: Group, at: datetime) -> str:
    """Whose turn it is to present, by how long ago it was."""
    names = [person.first_name for person in presenters(group, at=at)]
    return _("Longest ago first: %(names)s") % {"names": in_a_row(names)} if names else ""


class PromiseForm(forms.Form):
    """What somebody will try before the group meets again."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who"), empty_label=None)
    text = forms.CharField(label=_("What I will try"), max_length=300)
    with_class = forms.CharField(label=_("With which class"), max_length=60, required=False)
    instead_of = forms.CharField(label=_("What I stop doing to make room"), max_length=200, required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members_of(group)  # type: ignore[attr-defined]


class PromiseWording(forms.Form):
    """One's own promise in other words."""

    text = forms.CharField(
        label=_("What I will try"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("From now on the group reads these words."),
    )  # fmt: skip


class ActionForm(forms.Form):
    """What is to be done, by whom and by when."""

    text = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who"), required=False, empty_label=_("not settled")
    )
    due_on = forms.DateField(label=_("By"), required=False, widget=DayInput)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        # It stands on one page with what one promises.
        super().__init__(*args, **kwargs)
        self.auto_id = "action_%s"
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
