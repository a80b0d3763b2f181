"""Who does what, as the pages of one meeting show it: with whom one may swap, and what one may take."""

from dataclasses import dataclass
from datetime import datetime

from collegium.meetings import policies, seeing_to
from collegium.meetings.models import Arrival, Meeting, Refreshments, RoomQuestion
from collegium.meetings.organising import Duty, Rota, organisers_of
from collegium.meetings.swapping import Partner, coming, partners
from collegium.people.models import Person


@dataclass(frozen=True)
class Doing:
    """One role at one meeting, as somebody may act on it."""

    duty: Duty
    is_mine: bool
    may_take: bool
    partners: list[Partner]


def doings_of(meeting: Meeting, rota: Rota, person: Person, *, at: datetime) -> list[Doing]:
    """The same number of questions, however many roles and meetings."""
    may_share = meeting.ends_at > at and policies.may_share_roles(person, meeting)
    mine = rota.of(person, meeting)
    later = coming(meeting, at=at) if mine and may_share else []
    can = person.pk in rota.able.get(meeting.pk, ())
    return [
        Doing(
            duty,
            duty in mine,
            may_share and can and duty not in mine,
            partners(duty, rota, later) if duty in mine and may_share else [],
        )
        for duty in rota.at(meeting)
    ]


@dataclass(frozen=True)
class Practical:
    """The practicalities in short."""

    organisers: list[Person]
    i_organise: bool
    question: RoomQuestion | None
    school: Arrival | None
    room: Arrival | None
    brings: Refreshments | None
    open: int


def practical_of(meeting: Meeting, rota: Rota, person: Person, *, at: datetime) -> Practical:
    organisers = organisers_of(meeting, rota)
    question = seeing_to.room_question(meeting, at=at)
    waits = question if question and question.is_open and policies.may_see_to(person, meeting, organisers) else None
    school, room = seeing_to.ways_in(meeting)
    return Practical(
        organisers, person in organisers, waits, school, room, Refreshments.objects.filter(meeting=meeting).first(),
        seeing_to.still_to_try(meeting) if meeting.starts_at > at else 0,
    )  # fmt: skip
