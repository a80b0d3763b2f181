"""Collecting wishes: staff answer until a day, or until the lead ends it; it can be begun once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from collegium.history.models import record
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.programmes.models.offer import Slot, Theme
    from collegium.programmes.models.programme import Programme
    from collegium.programmes.models.wish import Answer, Unanswered


class WishesClosed(Exception):
    """The day on which wishes close is over, or collecting was ended before it."""


@dataclass(frozen=True)
class Collecting:
    """A programme asks its staff what they would like, and when they cannot meet."""

    programme: "Programme"

    def take(
        self, person: Person, *, at: datetime, wishes: "Iterable[Theme]" = (), cannot: "Iterable[Slot]" = (),
        would_lead: bool = False, joins_as_given: bool = False, alone: bool = False, question: str = "",
        brought_by: Person | None = None,
    ) -> "Answer":  # fmt: skip
        """What a person would like, in place of what they said before.

        Somebody's own answer is taken while wishes are collected. One that the lead brings from a file is taken at
        any time, but never in place of the person's own.
        """
        said = {"would_lead": would_lead, "joins_as_given": joins_as_given, "alone": alone, "question": question}
        with transaction.atomic():
            now = self.programme.held()
            if not brought_by and not now.is_collecting(at):
                raise WishesClosed
            before = now.answers.filter(person=person).first()
            if before and brought_by and (not before.brought_by_id or before.says(wishes, cannot, **said)):
                return before
            answer, _ = now.answers.update_or_create(
                person=person, defaults=said | {"brought_by": brought_by, "at": at}
            )
            answer.rank(wishes)
            answer.cannot.set(cannot)
            now.unanswered.filter(person=person).delete()
            if not brought_by:
                now.see(by=person, at=at)
            record(brought_by or person, "brought" if brought_by else "answered", answer, at=at)
        return answer

    def withdraw(self, person: Person, *, at: datetime) -> None:
        """The person takes back what they said, and is among those who have not answered."""
        with transaction.atomic():
            now = self.programme.held()
            if not now.is_collecting(at):
                raise WishesClosed
            for answer in now.answers.filter(person=person):
                record(person, "withdrew", answer, at=at)
                answer.delete()

    def decide_for(self, person: Person, choice: str, *, by: Person, at: datetime) -> "Unanswered":
        """What the lead does with somebody who never answered: by hand, by the planner, or left out this year."""
        with transaction.atomic():
            decision, _ = self.programme.unanswered.update_or_create(
                person=person, defaults={"choice": choice, "by": by, "at": at}
            )
            record(by, "decided", decision, at=at)
        return decision

    def close(self, *, by: Person, at: datetime) -> None:
        """End it before its day. From now on the lead sees what was wished."""
        programme = self.programme
        with transaction.atomic():
            if type(programme).objects.collecting(at).filter(pk=programme.pk).update(closed_at=at):
                record(by, "closed wishes of", programme, at=at)
        programme.refresh_from_db(fields=["closed_at"])

    def go_on_until(self, day: date, *, by: Person, at: datetime) -> None:
        """Collect wishes, for the first time or once more, until the end of this day."""
        programme = self.programme
        with transaction.atomic():
            type(programme).objects.filter(pk=programme.pk).update(wishes_until=day, closed_at=None)
            record(by, "collects wishes for", programme, at=at)
        programme.refresh_from_db(fields=["wishes_until", "closed_at"])
