"""A programme's year: asking for it, watching it, looking at it, proposing it to the groups."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.programmes.models import Programme
from collegium.scheduling import leading
from collegium.scheduling.forms import PlanProgramme
from collegium.scheduling.jobs import plan_programme
from collegium.scheduling.models import ProgrammeYear
from collegium.scheduling.overview import overview

A_WEEK = timedelta(days=7)


@require_safe
@login_required
def programme(request: SignedIn, programme: int) -> HttpResponse:
    """The latest try; before there is one, or when asked, what to plan for."""
    found = find_programme(request, programme)
    latest = ProgrammeYear.objects.filter(programme=found).order_by("-at", "-pk").first()
    if latest and "anew" not in request.GET:
        latest.programme = found
        return show_plan(request, latest)
    return show_asking(request, found, latest)


@login_required
@acts
def plans(request: SignedIn, programme: int) -> HttpResponse:
    found, at = find_programme(request, programme), clock.now()
    form = PlanProgramme(request.POST)
    if not form.is_valid():
        return show_asking(request, found, None, form=form, status=422)

    def ask() -> ProgrammeYear:
        plan = leading.plan_year(found, **form.cleaned_data, by=request.user, at=at)
        later(plan_programme, plan.pk)
        return plan

    return once(request, ask)


@require_safe
@login_required
def programme_year(request: SignedIn, plan: int) -> HttpResponse:
    return show_plan(request, find_plan(request, plan))


@require_safe
@login_required
def progress(request: SignedIn, plan: int) -> HttpResponse:
    """The part that asks again each second; once it is done, the page."""
    found = find_plan(request, plan)
    if not found.is_running and getattr(request, "htmx", False):
        return HttpResponseClientRefresh()
    return show_plan(request, found)


@login_required
@acts
def end(request: SignedIn, plan: int) -> HttpResponse:
    """Stop looking, and take the best so far."""
    found = find_plan(request, plan)
    return once(request, lambda: found.stop(by=request.user, at=clock.now()), found)


@login_required
@acts
def restart(request: SignedIn, plan: int) -> HttpResponse:
    """Ask the worker once more for a try that never came to an end."""
    found = find_plan(request, plan)
    ensure(found.is_late(clock.now()))
    return once(request, lambda: later(plan_programme, found.pk), found)


@login_required
@acts
def proposal(request: SignedIn, plan: int) -> HttpResponse:
    """Propose it to the groups: each takes its year, or plans its own."""
    found = find_plan(request, plan)
    ensure(not found.is_running and not found.is_broken)
    told: list[int] = []
    done = once(request, lambda: told.append(leading.propose(found, by=request.user, at=clock.now())), found)
    for groups in told:
        said = ngettext(
            "Proposed to %(n)d group. It takes its year, or plans its own.",
            "Proposed to %(n)d groups. Each takes its year, or plans its own.",
            groups,
        )
        messages.info(request, said % {"n": groups})
    return done


def show_asking(
    request: SignedIn,
    programme: Programme,
    latest: ProgrammeYear | None,
    *,
    form: PlanProgramme | None = None,
    status: int = 200,
) -> HttpResponse:
    asking, without = leading.groups_of(programme)
    return show(
        request, "scheduling/programme_asking.html", status=status, programme=programme, latest=latest,
        form=form or PlanProgramme(initial=_usual(latest, clock.now())), groups=len(asking), without=without,
    )  # fmt: skip


def _usual(latest: ProgrammeYear | None, at: datetime) -> dict[str, object]:
    if latest is None:
        return {"first_on": clock.day_of(at) + A_WEEK}
    return {"first_on": latest.first_on, "number": latest.number, "least_days_between": latest.least_days_between}


def show_plan(request: SignedIn, plan: ProgrammeYear) -> HttpResponse:
    if plan.is_running:
        return show(
            request, "scheduling/programme_running.html", "progress", plan=plan, programme=plan.programme,
            is_late=plan.is_late(clock.now()),
        )  # fmt: skip
    _asking, without = leading.groups_of(plan.programme)
    return show(
        request, "scheduling/programme_year.html", plan=plan, programme=plan.programme, overview=overview(plan),
        without=without,
    )  # fmt: skip


def find_programme(request: SignedIn, programme: int) -> Programme:
    return get_object_or_404(Programme.objects.led_by(request.user).select_related("school"), pk=programme)


def find_plan(request: SignedIn, plan: int) -> ProgrammeYear:
    seen = ProgrammeYear.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("programme__school"), pk=plan)
