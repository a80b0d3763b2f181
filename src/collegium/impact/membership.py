"""Who worked on an aspect in a year: taken from the groups as they were, and never kept a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from collegium.groups.models import Membership
from collegium.impact.models import Comparison
from collegium.people.alphabet import by_surname
from collegium.people.models import Appointment

DAYS_OF_A_MONTH = 30


@dataclass(frozen=True)
class Member:
    """Somebody of today's staff who was in a group on the aspect, in that year."""

    name: str
    staff_code: str
    department: str
    groups: str
    months: int


def members_of(comparison: Comparison) -> list[Member]:
    """Today's staff who belonged to a listed group on this aspect for long enough, by name."""
    belonged: dict[int, list[Membership]] = {}
    for membership in memberships_of(comparison):
        belonged.setdefault(membership.person_id, []).append(membership)
    posts = (
        Appointment.objects.current().filter(school=comparison.school_id, person__in=belonged)
        .select_related("person", "department").order_by(*by_surname("person__"), "person_id")
    )  # fmt: skip
    return [
        Member(
            post.person.name, post.staff_code, post.department.name if post.department else "",
            ", ".join(dict.fromkeys(membership.group.title for membership in belonged[post.person_id])),
            _months(belonged[post.person_id], comparison.year_starts_on),
        )
        for post in posts
    ]  # fmt: skip


def memberships_of(comparison: Comparison) -> list[Membership]:
    """Time in listed groups on the aspect, of people who came for this school, long enough to count."""
    found: dict[int, list[Membership]] = {}
    of_aspect = Membership.objects.of_aspect(comparison.aspect_id, comparison.year_starts_on)
    here = of_aspect.filter(school=comparison.school_id)
    for membership in here.select_related("group__conclusion").order_by("group__title", "pk"):
        found.setdefault(membership.person_id, []).append(membership)
    enough = (own for own in found.values() if _months(own, comparison.year_starts_on) >= comparison.least_months)
    return [membership for own in enough for membership in own]


def groups_of(comparison: Comparison) -> int:
    """How many groups these members come from."""
    return len({membership.group_id for membership in memberships_of(comparison)})


def _months(memberships: Sequence[Membership], year_starts_on: date) -> int:
    """Whole months of that year, the longest where somebody was in two groups at once."""
    last = year_starts_on.replace(year=year_starts_on.year + 1) - timedelta(days=1)
    return max(_days(membership, year_starts_on, last) for membership in memberships) // DAYS_OF_A_MONTH


def _days(membership: Membership, first: date, last: date) -> int:
    conclusion = getattr(membership.group, "conclusion", None)
    ends = [day for day in (membership.left_on, conclusion and conclusion.at.date(), last) if day]
    return max(0, (min(ends) - max(first, membership.joined_on)).days)
