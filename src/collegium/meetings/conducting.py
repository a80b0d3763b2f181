"""Holding a meeting on the screen: beginning, going on from step to step, giving the word, and the end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.asking import written_once
from collegium.meetings import agenda, minutes
from collegium.meetings.models import Attendance, Item, Meeting, Sitting
from collegium.meetings.proposing import add
from collegium.meetings.screen import round_of, seats_of
from collegium.people.models import Person

# "Meet now" means the meeting planned for today, not the one in three weeks.
NEAR = timedelta(hours=12)
# A meeting that runs on is not forgotten; one in which nobody has pressed anything for so long is.
QUIET = timedelta(hours=1)
SPONTANEOUS_MINUTES = 60


def begin(meeting: Meeting, *, by: Person, at: datetime) -> Sitting:
    """The meeting begins with its first step, and whoever begins it has the chair. Begun twice, it goes on."""
    with transaction.atomic():
        meeting.locked()
        agenda.adopt(meeting)
        first = meeting.items.standing().in_order().first()
        sitting, is_new = Sitting.objects.get_or_create(
            meeting=meeting,
            defaults={"began_at": at, "began_by": by, "chair": by, "item": first, "item_since": at, "stirred_at": at},
        )
        if is_new:
            record(by, "began", sitting, at=at)
        if sitting.is_open:
            Attendance.objects.say(meeting, by, Attendance.Word.HERE, by=by, at=at)
    return sitting


def meet_now(group: Group, *, by: Person, at: datetime) -> Meeting:
    """The group meets at this moment: the meeting planned for today, or one that nobody had planned."""
    with transaction.atomic():
        group.locked()
        meeting = planned_now(group, at)
        if meeting is None:
            start, zone = at.replace(second=0, microsecond=0), group.zone()
            meeting = add(group, starts_at=start, minutes=SPONTANEOUS_MINUTES, timezone=zone, by=by, at=at)
        begin(meeting, by=by, at=at)
    return meeting


def planned_now(group: Group, at: datetime) -> Meeting | None:
    """The meeting around this time that is not over: in progress, or the next one of today."""
    found = next(iter(_near(group, at)), None)
    if found:
        found.group = group
    return found


@written_once
def _near(group: Group, at: datetime) -> QuerySet[Meeting]:
    near = Meeting.objects.filter(group=group, cancelled_at=None, starts_at__gt=at - NEAR, starts_at__lt=at + NEAR)
    open_still = near.filter(Q(sitting=None) | Q(sitting__closed_at=None))
    return open_still.select_related("sitting").order_by("starts_at")[:1]


def go_to(sitting: Sitting, item: Item | None, *, seen: int | None, at: datetime) -> None:
    """To this step; a round begins with whoever was heard longest ago, else by lot."""
    speaker = _next(sitting.meeting, item, None) if item and item.in_turn else None
    sitting.go_on(item, seen=seen, at=at, speaker=speaker)


def next_speaker(sitting: Sitting, *, seen: int | None, at: datetime) -> None:
    """The word goes to somebody in the room who has not been heard in this step; to nobody when all have."""
    sitting.hear(_next(sitting.meeting, sitting.item, sitting.speaker_id), seen=seen, at=at)


def close(sitting: Sitting, *, by: Person | None, at: datetime) -> bool:
    """The meeting is over and its minutes go out, once, whoever else presses at the same moment."""
    with transaction.atomic():
        if is_mine := sitting.close(by=by, at=at):
            minutes.send(sitting.meeting, at=at)
    return is_mine


def close_forgotten(*, at: datetime) -> int:
    """Meetings past their end in which nothing has happened for an hour close themselves; minutes go out as ever."""
    forgotten = [
        sitting
        for sitting in Sitting.objects.open().filter(stirred_at__lt=at - QUIET).select_related("meeting__group")
        if sitting.meeting.ends_at < at - QUIET
    ]
    return sum(close(sitting, by=None, at=at) for sitting in forgotten)


def _next(meeting: Meeting, item: Item | None, speaker: int | None) -> Person | None:
    if item is None:
        return None
    seats = seats_of(meeting)
    order = round_of(meeting, item, seats, speaker)
    return next((seat.person for seat in seats if order and seat.person.pk == order[0]), None)
