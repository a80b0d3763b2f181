"""What of reports and proposals waits for one person: their yes, their answer, or what their group should know."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from collegium.history.models import Entry
from collegium.kit.asking import written_once
from collegium.outcomes.models import Author, Proposal, Report, State
from collegium.people.models import Person


def something_for(person: Person) -> Q:
    """Whether it is worth looking: asked with what every page asks anyway."""
    put: Any = Proposal.objects.visible_to(person).standing()
    unsettled = put.exclude(state__in=[State.DECLINED, State.POLICY])
    return Q(Exists(Author.objects.asked().filter(person=person))) | Q(Exists(unsettled))


def outcomes_for(person: Person, today: date) -> dict[str, Any]:
    """For Today: reports that wait for one's yes, proposals for one's answer, and what one's group is to know."""
    return {
        "yeses": asked_for_a_yes(person),
        "proposals": [(one, one.is_overdue(today)) for one in proposals_waiting(person)[:3]],
        "told": to_tell(person, today),
    }


def asked_for_a_yes(person: Person) -> list[Report]:
    """Reports that wait for this author's yes to the words as they stand now."""
    return [author.report for author in _asked(person) if not author.yes_to or _has_other_words(author)]


def _has_other_words(author: Author) -> bool:
    """Than those to which they said yes. Where nobody did anything to the report since, that is plain."""
    return author.is_changed and author.yes_to != author.report.print_of()  # type: ignore[attr-defined]


@written_once
def _asked(person: Person) -> QuerySet[Author]:
    told = Entry.objects.filter(kind=Report._meta.label_lower, thing=OuterRef("report"))
    own = told.filter(did=Report.AGREED, by=OuterRef("person__pseudonym")).order_by("-pk").values("pk")[:1]
    since = told.filter(pk__gt=OuterRef("own")).exclude(did=Report.AGREED)
    mine = Author.objects.asked().filter(person=person).annotate(own=Coalesce(Subquery(own), 0))
    return mine.annotate(is_changed=Exists(since)).select_related("report__group").order_by("pk")


@written_once
def proposals_waiting(person: Person) -> QuerySet[Proposal]:
    """Those in this leader's queue, the one promised first on top."""
    return Proposal.objects.asked_of(person).select_related("group", "person").order_by("due_on", "pk")


@written_once
def to_tell(person: Person, today: date) -> QuerySet[Proposal]:
    """What one's group put to leaders: they ask for more, or the promised day is over."""
    asked = Proposal.objects.put_to(person).values("pk")
    put: Any = Proposal.objects.put_by(person).standing().exclude(pk__in=asked)
    late = Q(state__in=[State.WAITING, State.TAKEN_UP, State.ON_TRIAL], due_on__lt=today)
    told: QuerySet[Proposal] = put.filter(late | Q(state=State.MORE)).select_related("group").order_by("pk")[:3]
    return told
