"""Somebody new, or somebody leaves: saying so, seeing what would change, and carrying it out."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from collegium.forming import adjusting, forms
from collegium.forming.difference import difference
from collegium.forming.jobs import adjust
from collegium.forming.midyear import running_groups
from collegium.forming.models import Adjustment, Meanwhile
from collegium.forming.policies import may_adjust
from collegium.forming.views.finding import find_programme
from collegium.forming.waiting import waiting_for_a_group
from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.programmes.models import Programme


def find_adjustment(request: SignedIn, adjustment: int) -> Adjustment:
    seen = Adjustment.objects.visible_to(request.user).select_related("programme__school", "programme__approach")
    return get_object_or_404(seen, pk=adjustment)


@require_safe
@login_required
def adjusting_page(request: SignedIn, programme: int) -> HttpResponse:
    """Who is new, who leaves, and which groups may change for it."""
    found = find_programme(request, programme)
    ensure(may_adjust(found))
    return show_adjusting(request, found, adjusting_form(found))


def show_adjusting(
    request: SignedIn, programme: Programme, form: forms.Adjust, *, status: int = 200, meanwhile: bool = False
) -> HttpResponse:
    return show(
        request, "forming/adjusting.html", status=status, programme=programme, form=form, meanwhile=meanwhile,
        sharing=programme.sharing, earlier=programme.adjustments.carried_out(),
    )  # fmt: skip


def adjusting_form(programme: Programme, data: object = None) -> forms.Adjust:
    at = clock.now()
    running = running_groups(programme, at=at)
    home = {member: one.group.title for one in running for member in one.members}
    leavers = {pk: f"{person.name} · {home[pk]}" for pk, person in Person.objects.in_bulk([*home]).items()}
    return forms.Adjust(
        data,
        newcomers=[(str(one.pk), one.told) for one in waiting_for_a_group(programme, at=at)],
        leavers=sorted(((str(pk), label) for pk, label in leavers.items()), key=lambda one: one[1].casefold()),
        opened=[(one.key, one.group.title) for one in running if one.has_met],
    )


@acts
@login_required
def adjustments(request: SignedIn, programme: int) -> HttpResponse:
    """Ask what would change. Nothing changes yet."""
    found = find_programme(request, programme)
    ensure(may_adjust(found))
    form = adjusting_form(found, request.POST)
    if not form.is_valid():
        return show_adjusting(request, found, form, status=422)

    def ask() -> Adjustment:
        asked = adjusting.ask(found, **form.cleaned_data, by=request.user, at=clock.now())
        later(adjust, asked.pk)
        return asked

    return once(request, ask, lambda asked: asked)


@require_safe
@login_required
def adjustment(request: SignedIn, adjustment: int) -> HttpResponse:
    """What would change, or did."""
    return show_adjustment(request, find_adjustment(request, adjustment))


def show_adjustment(
    request: SignedIn, adjustment: Adjustment, *, status: int = 200, meanwhile: bool = False
) -> HttpResponse:
    at = clock.now()
    return show(
        request,
        "forming/adjustment.html",
        "waiting",
        status=status,
        adjustment=adjustment,
        programme=adjustment.programme,
        sharing=adjustment.programme.sharing,
        is_late=adjustment.is_late(at),
        difference=None if adjustment.is_running else difference(adjustment, at=at),
        meanwhile=meanwhile,
    )


@require_safe
@login_required
def adjustment_progress(request: SignedIn, adjustment: int) -> HttpResponse:
    """Whether the planner has come to an end; then the page is fetched anew."""
    found = find_adjustment(request, adjustment)
    return show_adjustment(request, found) if found.is_running else HttpResponseClientRefresh()


@acts
@login_required
def carrying_out(request: SignedIn, adjustment: int) -> HttpResponse:
    """Do it: leavers leave, and whoever is to come is asked."""
    found = find_adjustment(request, adjustment)
    ensure(not found.is_running and not found.failure)
    try:
        return once(request, lambda: adjusting.carry_out(found, by=request.user, at=clock.now()), found)
    except Meanwhile:
        return show_adjusting(
            request, found.programme, adjusting_form(found.programme), status=409, meanwhile=True
        )
