"""Where somebody has to stand in for a visitor. Whom they visit is not asked here, so that it cannot be shown."""

from dataclasses import dataclass
from datetime import date, datetime

from collegium.people.models import School
from collegium.visits.models import Visit, VisitQuerySet


@dataclass(frozen=True)
class Absence:
    """One lesson whose teacher is elsewhere."""

    number: int
    day: date
    period: str
    begins: datetime
    ends: datetime
    visitor: str
    is_arranged: bool


def where_needed(school: School, *, at: datetime) -> VisitQuerySet:
    """Agreed visits to come in which the visitor would be teaching."""
    return Visit.objects.agreed().filter(school=school, cover=True, ends_at__gt=at)


def needed(school: School, *, at: datetime) -> list[Absence]:
    found = where_needed(school, at=at).select_related("visitor", "period", "school").order_by("starts_at", "pk")
    return [
        Absence(
            visit.pk, visit.local_start.date(), visit.period.title if visit.period else "", visit.local_start,
            visit.ends_at.astimezone(visit.zone), visit.visitor.name, visit.covered_at is not None,
        )
        for visit in found
    ]  # fmt: skip
