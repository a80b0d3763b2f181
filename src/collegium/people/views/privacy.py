"""Why what is kept: the record of processing, a data protection impact assessment, and a page for pupils and parents.

All three are made from what the apps say in their ``privacy.py``.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from collegium.kit import clock
from collegium.kit.configuration import read
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import policies, purposes
from collegium.people.views.finding import find_school


@require_GET
@login_required
def record(request: SignedIn) -> HttpResponse:
    """The record of processing: each purpose, why, who reads it, until when, and what becomes of it at an erasure."""
    return show(request, "people/processing.html", purposes=purposes.told(), nights=_nights())


@require_GET
@login_required
def assessment(request: SignedIn, slug: str) -> HttpResponse:
    """Filled in as far as the program knows; what only the school can say is left to be written in."""
    school = find_school(request, slug)
    ensure(policies.may_set_up(request.user, school))
    return show(
        request, "people/assessment.html", school=school, purposes=purposes.told(), nights=_nights(),
        today=clock.today(school.timezone or None),
    )  # fmt: skip


@require_GET
def for_families(request: HttpRequest) -> HttpResponse:
    """What pupils and parents want to know, in plain words. Open to everybody; it names no school and nobody."""
    return render(request, "people/for_families.html")


def _nights() -> int:
    nights: int = read(settings.DATA)["backup_nights"]
    return nights
