"""A session minute by minute: talks, rounds at the stalls, what it means for us, and the slips."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from collegium.people.models import Person
from collegium.sharings.going_round import never_free, rota
from collegium.sharings.models import Contribution, Sharing
from collegium.teachmeets.evening import WELCOME, timetable

# To walk from one stall to the next; and for one minute of writing.
WALK, SLIPS = 1, 3


@dataclass(frozen=True)
class Line:
    """One line of the running order."""

    begins: datetime
    minutes: int
    title: str
    part: Contribution | None = None


@dataclass(frozen=True)
class Turn:
    """At one stall in one round: who stays, and who goes round meanwhile."""

    part: Contribution
    stays: Person | None
    go_round: list[Person]


@dataclass(frozen=True)
class Round:
    number: int
    begins: datetime
    turns: list[Turn]


@dataclass(frozen=True)
class Order:
    lines: list[Line]
    rounds: list[Round]
    over: datetime
    needs: int
    # What whoever prepares it should know.
    unkept: list[Contribution] = field(default_factory=list)
    bound: list[Person] = field(default_factory=list)


def running_order(sharing: Sharing, parts: Sequence[Contribution]) -> Order:
    """From what was arranged. No queries."""
    talks, stalls = [one for one in parts if one.minutes], [one for one in parts if one.has_stall]
    times = timetable([one.minutes for one in talks], sharing.starts_at, 0)
    lines = [Line(sharing.starts_at, WELCOME, _("Welcome"))]
    lines += [Line(begins, one.minutes, one.title, one) for begins, one in zip(times.begins, talks, strict=True)]
    rounds, moment = _rounds(sharing, stalls, times.over)
    lines += [Line(one.begins, sharing.round_minutes, _round_title(one.number), None) for one in rounds]
    for minutes, title in ((sharing.discussion, _("What it means for us")), (SLIPS, _("One minute for a slip"))):
        if minutes:
            lines.append(Line(moment, minutes, title))
            moment += timedelta(minutes=minutes)
    people = {keeper.person_id: keeper.person for one in stalls for keeper in one.keepers.all()}
    kept = _kept(stalls)
    plan = rota(kept, len(rounds))
    return Order(
        lines, rounds, moment, int((moment - sharing.starts_at).total_seconds() // 60),
        unkept=[one for one in stalls if any(turns[one.pk] is None for turns in plan)],
        bound=[people[number] for number in never_free(kept, plan)],
    )  # fmt: skip


def _round_title(number: int) -> str:
    return _("Stalls, round %(number)d") % {"number": number}


def _kept(stalls: Sequence[Contribution]) -> dict[int, list[int]]:
    return {one.pk: [keeper.person_id for keeper in one.keepers.all()] for one in stalls}


def _rounds(sharing: Sharing, stalls: Sequence[Contribution], moment: datetime) -> tuple[list[Round], datetime]:
    found = []
    for number, staying in enumerate(rota(_kept(stalls), sharing.rounds if stalls else 0), 1):
        busy = {person for person in staying.values() if person is not None}
        turns = [_turn(one, staying[one.pk], busy) for one in stalls]
        found.append(Round(number, moment, turns))
        moment += timedelta(minutes=sharing.round_minutes + WALK)
    return found, moment


def _turn(part: Contribution, stays: int | None, busy: set[int]) -> Turn:
    people = [keeper.person for keeper in part.keepers.all()]
    return Turn(
        part, next((one for one in people if one.pk == stays), None), [one for one in people if one.pk not in busy]
    )


@dataclass(frozen=True)
class Mine:
    """What one person does in it: talks they give, stalls they keep, and in which rounds they stay."""

    part: Contribution
    speaks: bool
    keeps: bool
    stays_in: list[int]


def mine(person: Person, parts: Sequence[Contribution], order: Order) -> list[Mine]:
    found = []
    for one in parts:
        keeps = one.has_stall and any(keeper.person_id == person.pk for keeper in one.keepers.all())
        if keeps or one.speaker_id == person.pk:
            stays = [
                turns.number for turns in order.rounds for turn in turns.turns
                if turn.part.pk == one.pk and turn.stays == person
            ]  # fmt: skip
            found.append(Mine(one, one.speaker_id == person.pk, keeps, stays))
    return found
