"""Where a programme stands for its lead: the figures, each with what it is of, and the one thing to do next.

``staff`` is whom the programme asks, worked out once for a page.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from collegium.people.alphabet import by_surname
from collegium.people.models import Person
from collegium.programmes.models import Answer, Programme, Unanswered


@dataclass(frozen=True)
class Standing:
    """Counts of people, never a list of who has seen the vision. ``new`` have a pathway of their own."""

    asked: int
    answered: int
    seen: int
    new: int
    leading: int | None
    themes: int
    slots: int
    is_collecting: bool
    undecided: int

    @property
    def is_under_way(self) -> bool:
        """Whether anybody has been asked yet, here or elsewhere: only then is somebody silent."""
        return self.is_collecting or self.answered > 0

    @property
    def silent(self) -> int:
        return self.asked - self.answered


def standing_of(programme: Programme, staff: QuerySet[Person], at: datetime) -> Standing:
    is_collecting = programme.is_collecting(at)
    answers = programme.answers.filter(person=OuterRef("pk"))
    has_answered = Exists(answers)
    counts = staff.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=has_answered),
        seen=Count("pk", filter=Exists(programme.seen.filter(person=OuterRef("pk")))),
        leading=Count("pk", filter=Exists(answers.filter(would_lead=True))),
        decided=Count("pk", filter=~has_answered & Exists(programme.unanswered.filter(person=OuterRef("pk")))),
    )
    return Standing(
        asked=counts["asked"],
        answered=counts["answered"],
        seen=counts["seen"],
        new=programme.new_staff().exclude(pk__in=staff.values("pk")).count(),
        leading=None if is_collecting else counts["leading"],
        themes=programme.themes.count(),
        slots=programme.slots.count(),
        is_collecting=is_collecting,
        undecided=counts["asked"] - counts["answered"] - counts["decided"],
    )


@dataclass(frozen=True)
class Silent:
    """Somebody who has not answered, and what the lead decided for them."""

    person: Person
    choice: str
    decision: str


def silent_of(programme: Programme, staff: QuerySet[Person]) -> list[Silent]:
    """Who has not answered, by name."""
    decided = dict(programme.unanswered.values_list("person", "choice"))
    words = dict(Unanswered.Choice.choices)
    silent = staff.exclude(pk__in=programme.answers.values("person"))
    return [
        Silent(person, decided.get(person.pk, ""), str(words.get(decided.get(person.pk, ""), "")))
        for person in silent.order_by(*by_surname(), "pk")
    ]


@dataclass(frozen=True)
class Said:
    """What one person wished, as the lead reads it after closing."""

    person: Person
    wishes: list[str]
    cannot: list[str]
    question: str
    would_lead: bool
    joins_as_given: bool
    alone: bool


def said_to(lead: Person, programme: Programme, staff: QuerySet[Person], at: datetime) -> list[Said]:
    """Everybody's wishes, once they are closed; nothing before."""
    if programme.is_collecting(at):
        return []
    answers = (
        programme.wishes_known_to(lead, at)
        .filter(person__in=staff)
        .select_related("person")
        .prefetch_related("wishes__theme", "cannot")
        .order_by(*by_surname("person__"), "person")
    )
    return [_said(answer) for answer in answers]


def _said(answer: Answer) -> Said:
    return Said(
        person=answer.person,
        wishes=[theme.title for theme in answer.themes()],
        cannot=[str(slot) for slot in answer.cannot.all()],
        question=answer.question,
        would_lead=answer.would_lead,
        joins_as_given=answer.joins_as_given,
        alone=answer.alone,
    )
