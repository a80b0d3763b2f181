"""How many visits took place, for those above: by programme and term, when the term is over, and never of a few."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from collegium.people.models import School, Term
from collegium.programmes.models import Programme
from collegium.visits.models import Visit
from collegium.visits.telling import FEWEST_GROUPS, FEWEST_PEOPLE

# This year's and last year's terms.
LOOKS_BACK = timedelta(days=500)


@dataclass(frozen=True)
class Count:
    """One programme in one term. Without a number: too few to show, or the term goes on."""

    programme: str
    term: str
    ends_on: date
    is_over: bool
    visits: int | None = None


def counts(school: School, at: datetime) -> list[Count]:
    """Counted once the term is over: a number that grew by one from week to week would tell of one visit."""
    zone = ZoneInfo(school.timezone)
    today = at.astimezone(zone).date()
    terms = Term.objects.filter(year__school=school, starts_on__lte=today, ends_on__gte=today - LOOKS_BACK)
    programmes = list(Programme.objects.filter(school=school, opened_at__isnull=False).order_by("title", "pk"))
    spans = list(terms.order_by("-starts_on"))
    if not spans or not programmes:
        return []
    held = Visit.objects.held(at).filter(group__programme__in=programmes, starts_at__gte=_begin(spans[-1], zone))
    found: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for programme, group, visitor, visited, starts_at in held.values_list(
        "group__programme", "group", "visitor", "visited", "starts_at"
    ):
        day = starts_at.astimezone(zone).date()
        for term in spans:
            if term.starts_on <= day <= term.ends_on:
                found[programme, term.pk].append((group, visitor, visited))
    return [
        Count(one.title, f"{term.name} {term.starts_on.year}", term.ends_on, term.ends_on < today,
              _shown(found[one.pk, term.pk]) if term.ends_on < today else None)
        for term in spans for one in programmes if _runs_in(one, term)
    ]  # fmt: skip


def _shown(visits: list[tuple[int, int, int]]) -> int | None:
    groups = {group for group, _visitor, _visited in visits}
    people = {person for _group, visitor, visited in visits for person in (visitor, visited)}
    is_enough = len(people) >= FEWEST_PEOPLE and len(groups) >= FEWEST_GROUPS
    return len(visits) if is_enough else None


def _runs_in(programme: Programme, term: Term) -> bool:
    begins = programme.year_starts_on
    return begins <= term.ends_on and term.starts_on < date(begins.year + 1, begins.month, begins.day)


def _begin(term: Term, zone: ZoneInfo) -> datetime:
    return datetime.combine(term.starts_on, time.min, tzinfo=zone)
