"""What the screen of a meeting in progress shows, to everybody the same but for what one may press."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from collegium.groups.models import Membership
from collegium.library.models import Work
from collegium.meetings.agenda import works_on
from collegium.meetings.airtime import last_heard
from collegium.meetings.heard import Heard, heard_about
from collegium.meetings.models import Action, Attendance, Item, Meeting, Note, Promise, Sitting, Spoken, Video
from collegium.meetings.organising import Duty, rota_of
from collegium.meetings.speaking import still_to_hear
from collegium.people.alphabet import in_alphabet
from collegium.people.models import Person

# As many as fit above the notes: older ones stand on the group's pages.
MOST_PROMISES = 3

# Whose turn it was to chair is not said once somebody has the chair: a screen with two would leave nobody sure.
CHAIR = "chair"


@dataclass(frozen=True)
class Told:
    """A promise from before, and the last word on it if there is one."""

    promise: Promise
    heard: Heard | None


def last_promises(meeting: Meeting, reader: Person) -> list[Told]:
    """What members promised since the meeting before, and older ones of which nothing was heard yet."""
    earlier = previous(meeting)
    members = meeting.group.memberships.current().values("person")
    found = list(
        Promise.objects.open()
        .filter(group=meeting.group_id, made_at__lt=before(meeting), person__in=members)
        .exclude(meeting=meeting)
        .select_related("person")
        .order_by("-made_at", "-pk")[:60]
    )
    heard = heard_about(found, reader)
    shown: dict[int, list[Told]] = {}
    for promise in found:
        if earlier and promise.made_at < earlier.starts_at and promise.pk in heard:
            continue
        mine = shown.setdefault(promise.person_id, [])
        if len(mine) < MOST_PROMISES:
            mine.append(Told(promise, heard.get(promise.pk)))
    return [told for person in shown.values() for told in person]


def before(meeting: Meeting) -> datetime:
    """Up to when a promise counts as one from before: the meeting's end, for it may begin late."""
    return meeting.ends_at


def previous(meeting: Meeting) -> Meeting | None:
    """The group's meeting before this one."""
    earlier = Meeting.objects.filter(group=meeting.group_id, cancelled_at=None, starts_at__lt=meeting.starts_at)
    return earlier.order_by("-starts_at").first()


@dataclass(frozen=True)
class Step:
    """A line of the agenda on the screen."""

    item: Item
    number: int
    is_now: bool
    is_done: bool


@dataclass(frozen=True)
class Seat:
    """A member, whether they are in the room, and what they will try."""

    person: Person
    word: str
    promises: list[Promise]

    @property
    def is_here(self) -> bool:
        return self.word == Attendance.Word.HERE

    @property
    def is_away(self) -> bool:
        return self.word == Attendance.Word.APOLOGIES


@dataclass(frozen=True)
class Screen:
    """Everything on the page of a meeting in progress."""

    meeting: Meeting
    sitting: Sitting
    at: datetime
    steps: list[Step]
    seats: list[Seat]
    note: Note | None
    waiting: list[Person]
    told: list[Told]
    actions: list[Action]
    next_meeting: Meeting | None
    number: int
    duties: Sequence[Duty]
    videos: list[Video]
    at_hand: Work | None
    reader: Person = field(repr=False)

    @property
    def now(self) -> Step | None:
        return next((step for step in self.steps if step.is_now), None)

    @property
    def later(self) -> Item | None:
        """The step after this one."""
        items = [step.item for step in self.steps]
        if self.sitting.item in items:
            rest = items[items.index(self.sitting.item) + 1 :]
            return rest[0] if rest else None
        return items[0] if items else None

    @property
    def is_last(self) -> bool:
        return self.later is None or self.now is None

    @property
    def minutes_each(self) -> int:
        """In a round: how long each may speak, as many as there are."""
        item = self.sitting.item
        return item.minutes // len(self.here) if item and item.in_turn and self.here else 0

    @property
    def here(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.is_here]

    @property
    def waiting_data(self) -> str:
        """For the page's script: the word goes on also while there is no network."""
        return json.dumps([[person.pk, person.first_name] for person in self.waiting])

    @property
    def i_listen(self) -> bool:
        """In this step the reader is silent."""
        return bool(self.sitting.item and self.sitting.item.hushes(self.reader.pk))

    @property
    def far(self) -> str:
        """What helps those who are not in the room; nothing where all meet in one."""
        return self.sitting.item.far if self.sitting.item and self.meeting.video else ""

    @property
    def i_am_here(self) -> bool:
        return any(seat.person == self.reader for seat in self.here)

    @property
    def elapsed(self) -> int:
        """Seconds of this step that are over, at most as many as it has."""
        return max(0, min(self.total, int((self.at - self.sitting.item_since).total_seconds())))

    @property
    def total(self) -> int:
        return self.sitting.step_minutes * 60

    @property
    def left(self) -> str:
        """The countdown as the page is made; below nothing it counts how long the step has run over."""
        return clock_face(self.sitting.step_ends_at - self.at)

    @property
    def is_over(self) -> bool:
        return self.at > self.sitting.step_ends_at


def clock_face(left: timedelta) -> str:
    seconds = int(left.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"


def screen_of(meeting: Meeting, sitting: Sitting, reader: Person, *, at: datetime) -> Screen:
    """The same number of questions, however many belong and however long the agenda."""
    items = list(meeting.items.standing().select_related("owner").in_order())
    done = set(Item.objects.filter(meeting=meeting, spells__isnull=False).values_list("pk", flat=True))
    steps = [Step(item, number, item.pk == sitting.item_id, item.pk in done) for number, item in enumerate(items, 1)]
    seats = seats_of(meeting)
    note = Note.objects.filter(item=sitting.item_id).select_related("by").first() if sitting.item_id else None
    speaker = sitting.speaker_id
    told = [told for told in last_promises(meeting, reader) if told.promise.person_id == speaker] if speaker else []
    return Screen(
        meeting=meeting,
        sitting=sitting,
        at=at,
        steps=steps,
        seats=seats,
        note=note,
        waiting=waiting_to_speak(sitting, seats),
        told=told,
        actions=list(Action.objects.standing().filter(meeting=meeting).select_related("owner").order_by("pk")),
        next_meeting=following(meeting),
        number=number_of(meeting),
        duties=[duty for duty in rota_of(meeting.group).at(meeting) if duty.role.key != CHAIR],
        videos=list(meeting.videos.standing().order_by("pk")),
        at_hand=next(iter(works_on([step.item for step in steps if step.is_now], reader).values()), None),
        reader=reader,
    )


def seats_of(meeting: Meeting) -> list[Seat]:
    """The members of today, each with their last word on coming and what they promised at this meeting."""
    members = Membership.objects.current().filter(group=meeting.group_id).select_related("person")
    words = dict(Attendance.objects.filter(meeting=meeting).values_list("person", "word"))
    made: dict[int, list[Promise]] = {}
    for promise in Promise.objects.open().filter(meeting=meeting).select_related("by").order_by("pk"):
        made.setdefault(promise.person_id, []).append(promise)
    ordered = sorted(members, key=lambda member: (in_alphabet(member.person.name), member.pk))
    return [
        Seat(member.person, words.get(member.person_id, ""), made.get(member.person_id, [])) for member in ordered
    ]


def waiting_to_speak(sitting: Sitting, seats: Sequence[Seat]) -> list[Person]:
    """Who is in the room and has not been heard in this step, in turn."""
    if sitting.item is None or not sitting.item.in_turn:
        return []
    order = round_of(sitting.meeting, sitting.item, seats, sitting.speaker_id)
    here = {seat.person.pk: seat.person for seat in seats}
    return [here[pk] for pk in order]


def round_of(meeting: Meeting, item: Item, seats: Sequence[Seat], speaker: int | None) -> list[int]:
    """Who is still to be heard in this step, in turn: not whoever only listens in it."""
    here = [seat.person.pk for seat in seats if seat.is_here and not item.hushes(seat.person.pk)]
    heard = Spoken.objects.filter(item=item).values_list("person", flat=True)
    return still_to_hear(here, heard, speaker, seed=str(item.pk), latest=last_heard(meeting))


def following(meeting: Meeting) -> Meeting | None:
    """The group's next meeting after this one, proposals included."""
    later = Meeting.objects.standing().filter(group=meeting.group_id, starts_at__gt=meeting.starts_at)
    return later.select_related("host", "group").order_by("starts_at").first()


def number_of(meeting: Meeting) -> int:
    """Which meeting of the group this is."""
    return Meeting.objects.filter(
        group=meeting.group_id, cancelled_at=None, starts_at__lte=meeting.starts_at
    ).count()
