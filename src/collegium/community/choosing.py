"""The vote on next week's topic, as one who votes sees it: no counts before one's own vote."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from collegium.community.models import Topic, Vote
from collegium.community.models.topic import monday_of
from collegium.people.models import Person


def next_week(day: date) -> date:
    return monday_of(day) + timedelta(days=7)


@dataclass(frozen=True)
class Proposed:
    """One line of the vote."""

    topic: Topic
    is_mine: bool
    is_my_vote: bool
    votes: int | None


def polled(week: date, person: Person) -> list[Proposed]:
    """Three queries, however many are proposed."""
    rows = list(Topic.objects.visible_to(person).proposed_for(week))
    mine = Vote.objects.filter(week=week, person=person, topic__in=rows).values_list("topic", flat=True).first()
    counts = dict(Vote.objects.filter(topic__in=rows).values_list("topic").annotate(n=Count("pk"))) if mine else {}
    return [
        Proposed(one, one.person_id == person.pk, one.pk == mine, counts.get(one.pk, 0) if mine else None)
        for one in rows
    ]
