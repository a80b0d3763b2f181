"""From picks to a shortlist: what a reader sees of the dots, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from collegium.enquiry.models import TakenUp, Trial
from collegium.enquiry.words import mark, verdict_word
from collegium.history.models import record
from collegium.people.models import Person
from collegium.reading.models import Ballot, Best, Dot, NotYet, Reaction, Reading
from collegium.reading.models.best import SHORT


@dataclass(frozen=True)
class Told:
    """What one member told of trying it: the word and mark of the verdict are their way of working's."""

    trial: Trial
    word: str
    mark: str


@dataclass(frozen=True)
class Picked:
    """One idea as a reader sees it: with the sum of its dots, or without as long as they have given none."""

    best: Best
    reactions: Sequence[Reaction]
    dots: int | None
    is_short: bool
    has_my_dot: bool
    told: Sequence[Told]
    promised: int


def short(dots: dict[int, int]) -> set[int]:
    """The ideas with most dots, and those that have as many as the last of these. One without a dot never."""
    ranked = sorted(dots.values(), reverse=True)[:SHORT]
    least = max(1, ranked[-1]) if ranked else 1
    return {number for number, n in dots.items() if n >= least}


def shortlist(reading: Reading, *, by: Person, at: datetime) -> None:
    """The shortlist stands, and everybody sees the dots."""
    with transaction.atomic():
        now = reading.locked()
        if not Dot.objects.filter(ballot__reading=reading).exists():
            raise NotYet
        if now.shortlisted_at is None:
            now.shortlisted_at = at
            now.save(update_fields=["shortlisted_at"])
            record(by, "made the shortlist", now, at=at)
    reading.refresh_from_db()


def has_voted(reading: Reading, person: Person) -> bool:
    return Ballot.objects.filter(reading=reading, person=person).exists()


def picked(reading: Reading, person: Person) -> list[Picked]:
    """In the order in which they were picked; once the shortlist stands, it stands first. Seven queries."""
    bests = list(Best.objects.standing().filter(reading=reading).select_related("person").order_by("at", "pk"))
    sums = Dot.objects.filter(ballot__reading=reading).values_list("best").annotate(n=Count("pk"))
    counted = dict(sums.values_list("best", "n"))
    ballots = Ballot.objects.filter(reading=reading, person=person)
    mine = set(Dot.objects.filter(ballot__in=ballots).values_list("best", flat=True))
    shows = bool(reading.shortlisted_at or mine or ballots.exists())
    said: dict[int, list[Reaction]] = {}
    for reaction in Reaction.objects.filter(best__reading=reading).select_related("person").order_by("at", "pk"):
        said.setdefault(reaction.best_id, []).append(reaction)
    told, promised = became(reading, [one.idea_id for one in bests if one.idea_id])
    chosen = short(counted) if reading.shortlisted_at else set()
    found = [
        Picked(one, said.get(one.pk, []), counted.get(one.pk, 0) if shows else None, one.pk in chosen, one.pk in mine,
               told.get(one.idea_id or 0, []), promised.get(one.idea_id or 0, 0))
        for one in bests
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_short, -(one.dots or 0) if one.is_short else 0))


def became(reading: Reading, cards: Sequence[int]) -> tuple[dict[int, list[Told]], dict[int, int]]:
    """What members told of each idea, the latest first, and how many said that they would try it. Two queries."""
    told: dict[int, list[Told]] = {}
    found = Trial.objects.told().filter(group=reading.group, idea__in=cards, let_go_at=None)
    for trial in found.select_related("person", "group__approach").order_by("-at", "-pk"):
        told.setdefault(trial.idea_id or 0, []).append(Told(trial, verdict_word(trial), mark(trial)))
    meant = TakenUp.objects.filter(idea__in=cards, promise__group=reading.group, promise__let_go_at=None)
    return told, dict(meant.values_list("idea").annotate(n=Count("pk")).values_list("idea", "n"))
