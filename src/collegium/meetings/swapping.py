"""“I can’t, you do it” and “I’ll do it”: a role at one meeting goes to somebody else in one tap."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from collegium.history.models import record
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.meetings import role_letters
from collegium.meetings.models import Meeting, Sitting, Turn
from collegium.meetings.organising import Duty, Rota, rota_of
from collegium.people.models import Person


class TakenMeanwhile(Exception):
    """The role is with somebody else by now: nothing was changed."""


@dataclass(frozen=True)
class Partner:
    """Somebody to swap with, and the turn of theirs that one takes in return, if they have one to come."""

    person: Person
    back: Duty | None
    meeting: Meeting | None


def swap(meeting: Meeting, role: int, colleague: Person, *, by: Person, at: datetime) -> Turn:
    """The colleague does it this time, and whoever had it takes the colleague's next turn in return."""
    with transaction.atomic():
        meeting.group.locked()
        rota = rota_of(meeting.group)
        duty = rota.duty(meeting.pk, role)
        if duty is None or duty.person != by or colleague.pk not in rota.able.get(meeting.pk, ()):
            raise TakenMeanwhile
        partner = _partner(rota, duty, colleague, coming(meeting, at=at))
        if partner.back:
            _settle(partner.back, by, by=by, at=at)
        turn = _settle(duty, colleague, by=by, at=at)
        role_letters.hand_on(turn, partner.back, partner.meeting, at=at)
        Sitting.objects.stir(meeting)
    return turn


def take(meeting: Meeting, role: int, *, seen: int | None, by: Person, at: datetime) -> Turn:
    """I’ll do it. ``seen``: who had it on the page; if it has moved on since, nothing is taken from anybody."""
    with transaction.atomic():
        meeting.group.locked()
        rota = rota_of(meeting.group)
        duty = rota.duty(meeting.pk, role)
        if duty is None or duty.person.pk not in (seen, by.pk) or by.pk not in rota.able.get(meeting.pk, ()):
            raise TakenMeanwhile
        turn = _settle(duty, by, by=by, at=at)
        Sitting.objects.stir(meeting)
    return turn


def partners(duty: Duty, rota: Rota, later: list[Meeting]) -> list[Partner]:
    """Everybody else who can come then; first those with a turn to give in return, the soonest first.

    ``later``: the meetings that are ``coming``.
    """
    others = sorted(rota.able[duty.meeting] - {duty.person.pk}, key=lambda pk: (rota.people[pk].name, pk))
    found = [_partner(rota, duty, rota.people[pk], later) for pk in others]
    order = {meeting.pk: number for number, meeting in enumerate(later)}
    return sorted(found, key=lambda one: order[one.meeting.pk] if one.meeting else len(order))


def coming(meeting: Meeting, *, at: datetime) -> list[Meeting]:
    """The group’s meetings that are still to be, this one first."""
    later = Meeting.objects.filter(group=meeting.group_id).upcoming(at).exclude(pk=meeting.pk)
    return [meeting, *later.order_by("starts_at", "pk")]


def is_still_theirs(letter: Letter) -> bool:
    """The person still has the role, and the meeting has not begun."""
    turn = Turn.objects.filter(pk=letter.thing).select_related("meeting__group").first()
    if turn is None or turn.meeting.starts_at <= clock.now() or turn.meeting.is_cancelled:
        return False
    duty = rota_of(turn.meeting.group).duty(turn.meeting_id, turn.role_id)
    return duty is not None and duty.person.pk == letter.person_id and turn.meeting.group.is_going()


def _partner(rota: Rota, duty: Duty, colleague: Person, later: list[Meeting]) -> Partner:
    """At the same meeting their role for mine; else the same role at their next meeting to which I can come."""
    here = next((one for one in rota.duties[duty.meeting] if one.person == colleague), None)
    if here:
        return Partner(colleague, here, later[0])
    for meeting in later[1:]:
        theirs = rota.duty(meeting.pk, duty.role.pk)
        if theirs and theirs.person == colleague and duty.person.pk in rota.able[meeting.pk]:
            return Partner(colleague, theirs, meeting)
    return Partner(colleague, None, None)


def _settle(duty: Duty, person: Person, *, by: Person, at: datetime) -> Turn:
    now = {"person": person, "place_of_id": duty.place, "by": by, "at": at}
    turn, _is_new = Turn.objects.update_or_create(meeting_id=duty.meeting, role=duty.role, defaults=now)
    record(by, "swapped", turn, at=at)
    return turn
