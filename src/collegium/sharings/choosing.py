"""What a session can be built from: what everybody on a staff may read of a year's outcomes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import Idea
from collegium.outcomes.models import Policy, Report
from collegium.people.models import Person, School

# So many of a kind are offered, and beside them what is chosen already.
OFFERED = 60


@dataclass(frozen=True)
class Kind:
    """``readable``: by everybody on the staff of a school. ``of``: those of the year that began on that day."""

    title: Any
    readable: Callable[[School], QuerySet[Any]]
    of: Callable[[date], Q]


@dataclass(frozen=True)
class Offer:
    """One outcome that may be chosen."""

    kind: str
    number: int
    title: str
    who: str
    is_chosen: bool

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.number


def year_after(starts_on: date) -> date:
    return starts_on.replace(year=starts_on.year + 1)


def _within(starts_on: date) -> Q:
    first, end = (datetime.combine(day, time.min, UTC) for day in (starts_on, year_after(starts_on)))
    return Q(at__gte=first, at__lt=end)


KINDS = {
    "report": Kind(
        _("Reports"), lambda school: Report.objects.reaching_all_at(school).select_related("edition", "group"),
        lambda starts_on: Q(year_starts_on=starts_on),
    ),
    "policy": Kind(
        _("Policies"), lambda school: (
            Policy.objects.in_force().filter(school=school).select_related("proposal__group")
        ), _within,
    ),
    "idea": Kind(
        _("Ideas"), lambda school: Idea.objects.standing().reaching_all_at(school).select_related("group", "person"),
        _within,
    ),
}  # fmt: skip


def title_of(kind: str, thing: Any) -> str:
    """As its readers know it."""
    return str(thing.edition.title if kind == "report" else thing.title)


def whose(kind: str, thing: Any) -> str:
    """The group whose outcome it is; of an idea that no group had, its author."""
    group = thing.proposal.group if kind == "policy" else thing.group
    return group.title if group else (thing.person.name if kind == "idea" else "")


def offers(
    school: School, starts_on: date, lead: Person, chosen: Collection[tuple[str, int]]
) -> list[tuple[Any, list[Offer]]]:
    """Of each kind what may be chosen, the newest first: never what only the lead may read, nor what they may not."""
    found = []
    for name, kind in KINDS.items():
        known: Any = kind.readable(school).visible_to(lead)  # type: ignore[attr-defined]
        rows = list(known.filter(kind.of(starts_on)).order_by("-at", "-pk")[:OFFERED])
        if beyond := {number for one, number in chosen if one == name} - {row.pk for row in rows}:
            rows += known.filter(pk__in=beyond).order_by("-at", "-pk")
        if rows:
            found.append((kind.title, [_offer(name, row, chosen) for row in rows]))
    return found


def _offer(kind: str, thing: Any, chosen: Collection[tuple[str, int]]) -> Offer:
    return Offer(kind, thing.pk, title_of(kind, thing), whose(kind, thing), (kind, thing.pk) in chosen)
