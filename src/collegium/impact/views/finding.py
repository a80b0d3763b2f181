"""The doors of the pages about impact."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from collegium.impact import policies
from collegium.impact.models import Comparison, Counts
from collegium.impact.models.comparison import ComparisonQuerySet
from collegium.kit.web import SignedIn, ensure
from collegium.people.models import School
from collegium.people.views.finding import find_school


def read(request: SignedIn, slug: str) -> School:
    """A school whose figures this person may read."""
    school = find_school(request, slug)
    ensure(policies.may_read(request.user, school))
    return school


def led(request: SignedIn, slug: str) -> School:
    """A school for which this person puts questions."""
    school = find_school(request, slug)
    ensure(policies.may_register(request.user, school))
    return school


def known(request: SignedIn, pk: int) -> Comparison:
    """A comparison, with all that is drawn of it."""
    mine = Comparison.objects.visible_to(request.user)
    return get_object_or_404(with_counts(mine), pk=pk)


def with_counts(comparisons: ComparisonQuerySet) -> ComparisonQuerySet:
    """Everything a finding is made of, in two queries."""
    counts = Counts.objects.order_by("is_before", "department")
    known = comparisons.select_related("aspect", "school", "look_for__walk")
    return known.prefetch_related(Prefetch("counts", queryset=counts))
