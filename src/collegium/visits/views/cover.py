"""Cover: the visitor, the day and the period, and never whom they visit. And the counts for those above."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.tables import as_csv
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School
from collegium.visits import covering, policies
from collegium.visits.counting import counts
from collegium.visits.views.finding import find_school


@login_required
def cover(request: SignedIn, slug: str) -> HttpResponse:
    """The lessons for which somebody has to stand in, soonest first; it prints."""
    school = _school(request, slug)
    return show(request, "visits/cover.html", school=school, rows=covering.needed(school, at=clock.now()))


@login_required
def as_file(request: SignedIn, slug: str) -> HttpResponse:
    school = _school(request, slug)
    columns = [_("Day"), _("Period"), _("From"), _("Until"), _("Who is away from their class"), _("Arranged")]
    rows = [
        [row.day.isoformat(), row.period, f"{row.begins:%H:%M}", f"{row.ends:%H:%M}", row.visitor,
         _("yes") if row.is_arranged else ""]
        for row in covering.needed(school, at=clock.now())
    ]  # fmt: skip
    response = HttpResponse(as_csv(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cover.csv"'
    return response


@acts
@login_required
def arranged(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Somebody takes that class."""
    school = _school(request, slug)
    found = get_object_or_404(covering.where_needed(school, at=clock.now()), pk=number)
    return once(
        request, lambda: found.cover_is_arranged(by=request.user, at=clock.now()),
        lambda _nothing: reverse("visits:cover", args=[slug]),
    )  # fmt: skip


@login_required
def figures(request: SignedIn, slug: str) -> HttpResponse:
    """How many visits took place, by programme and term, and nothing else."""
    school = find_school(request, slug)
    ensure(policies.may_see_figures(request.user, school))
    return show(request, "visits/figures.html", school=school, rows=counts(school, clock.now()))


def _school(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_arrange_cover(request.user, school))
    return school
