"""What is left of a meeting: who came, what was noted, what each will try and see to, and when it goes on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from collegium.mail.models import Letter
from collegium.meetings import letters
from collegium.meetings.models import Action, Attendance, Item, Meeting, Note, Promise, Sitting, Spell
from collegium.meetings.screen import following, number_of
from collegium.people.models import Person


@dataclass(frozen=True)
class Point:
    """An item as it went: what was noted, the minutes that were meant, and those that it took."""

    item: Item
    note: Note | None
    taken: int | None


@dataclass(frozen=True)
class Minutes:
    """A meeting as its members read it afterwards."""

    meeting: Meeting
    sitting: Sitting | None
    number: int
    came: list[Person]
    away: list[Person]
    points: list[Point]
    promises: list[Promise]
    actions: list[Action]
    next_meeting: Meeting | None

    @property
    def noted(self) -> list[Point]:
        return [point for point in self.points if point.note and point.note.text.strip()]

    def named(self) -> list[Person]:
        """Whoever stands in them by name, or by their words."""
        writers = [point.note.by for point in self.noted if point.note]
        said = [promise.person for promise in self.promises]
        return [*self.came, *self.away, *writers, *said, *(one.owner for one in self.actions if one.owner)]

    def promises_of(self, person: Person) -> list[Promise]:
        return [promise for promise in self.promises if promise.person_id == person.pk]

    def actions_of(self, person: Person) -> list[Action]:
        return [action for action in self.actions if action.owner_id == person.pk]


def minutes_of(meeting: Meeting) -> Minutes:
    """The same number of questions, however much was said."""
    words: dict[str, list[Person]] = {}
    for row in Attendance.objects.filter(meeting=meeting).select_related("person").order_by("at", "pk"):
        words.setdefault(row.word, []).append(row.person)
    return Minutes(
        meeting=meeting,
        sitting=Sitting.objects.filter(meeting=meeting).select_related("closed_by").first(),
        number=number_of(meeting),
        came=words.get(Attendance.Word.HERE, []),
        away=words.get(Attendance.Word.APOLOGIES, []),
        points=_points(meeting),
        promises=list(
            Promise.objects.open().filter(meeting=meeting).select_related("person", "by").order_by("made_at", "pk")
        ),
        actions=list(Action.objects.standing().filter(meeting=meeting).select_related("owner").order_by("pk")),
        next_meeting=following(meeting),
    )


def send(meeting: Meeting, *, at: datetime) -> None:
    """A letter with the minutes to each member of today whom one can reach. Sent twice, nobody gets a second."""
    with transaction.atomic():
        meeting.locked()
        told = set(Letter.objects.filter(kind=letters.MINUTES, thing=meeting.pk).values_list("person", flat=True))
        members = meeting.group.memberships.current().values("person")
        reached = Person.objects.signing_in().filter(pk__in=members, email__isnull=False).exclude(pk__in=told)
        whole = minutes_of(meeting)
        for person in reached.order_by("pk"):
            letters.send_minutes(whole, person, at=at)


def is_wanted(letter: Letter) -> bool:
    """The person still belongs: minutes are not for whoever has left."""
    person = letter.person
    return person is not None and Meeting.objects.of_member(person).filter(pk=letter.thing).exists()


def _points(meeting: Meeting) -> list[Point]:
    taken: dict[int, timedelta] = {}
    for spell in Spell.objects.filter(item__meeting=meeting):
        taken[spell.item_id] = taken.get(spell.item_id, timedelta()) + spell.ended_at - spell.began_at
    items = meeting.items.standing().select_related("note__by", "owner").in_order()
    return [Point(item, getattr(item, "note", None), _minutes(taken.get(item.pk))) for item in items]


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds() / 60)
