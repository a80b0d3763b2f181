"""Asking for a try, ending it early, going back to an earlier one, undoing a change."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from collegium.forming import trying
from collegium.forming.jobs import form as form_groups
from collegium.forming.models import Formation, ProposedGroup
from collegium.forming.policies import may_change, may_form
from collegium.forming.rules import Rules
from collegium.forming.views.finding import find_formation, find_programme, once_or_look_again, rules_form
from collegium.forming.views.looking import show_beginning
from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.programmes.models import Programme


@require_safe
@login_required
def rules(request: SignedIn, programme: int) -> HttpResponse:
    """Trying again: the rules of the try in use, to change."""
    found = find_programme(request, programme)
    ensure(may_form(found, clock.now()))
    current = Formation.objects.of(found).first()
    if current is None:
        return show_beginning(request, found)
    return show_rules(request, found, current, form=rules_form(found, current.asked))


def show_rules(
    request: SignedIn, programme: Programme, current: Formation, *, form: object, status: int = 200
) -> HttpResponse:
    kept = ProposedGroup.objects.filter(formation=current, kept=True).select_related("theme").order_by("pk")
    return show(
        request, "forming/rules.html", status=status, programme=programme, formation=current, form=form, kept=kept
    )


@acts
@login_required
def tries(request: SignedIn, programme: int) -> HttpResponse:
    """One more try. The earlier ones are kept."""
    found = find_programme(request, programme)
    at = clock.now()
    ensure(may_form(found, at))
    current = Formation.objects.of(found).first()
    form = rules_form(found, data=request.POST)
    if not form.is_valid():
        if current is None:
            return show_beginning(request, found, status=422, form=form)
        return show_rules(request, found, current, form=form, status=422)
    home = reverse("forming:programme", args=[found.pk])
    return once(request, lambda: ask(found, form.rules(), by=request.user, at=at, keeping=current), home)


def ask(programme: Programme, rules: Rules, *, by: Person, at: datetime, keeping: Formation | None) -> None:
    formation = trying.try_again(programme, rules, by=by, at=at, keeping=keeping)
    later(form_groups, formation.pk)


@acts
@login_required
def end(request: SignedIn, formation: int) -> HttpResponse:
    """Stop looking, and take the best so far."""
    found = find_formation(request, formation)
    return once(request, lambda: found.stop(by=request.user, at=clock.now()), found)


@acts
@login_required
def restart(request: SignedIn, formation: int) -> HttpResponse:
    """Ask the worker once more for a try that never came to an end. Worked out twice, it is the same plan."""
    found = find_formation(request, formation)
    ensure(found.is_late(clock.now()))
    return once(request, lambda: later(form_groups, found.pk), found)


@acts
@login_required
def choice(request: SignedIn, formation: int) -> HttpResponse:
    """Go back to this try."""
    found = find_formation(request, formation)
    ensure(may_change(found))
    return once(request, lambda: found.choose(by=request.user, at=clock.now()), found)


@acts
@login_required
def undoing(request: SignedIn, formation: int) -> HttpResponse:
    """Take back the last change by hand."""
    found = find_formation(request, formation)
    ensure(may_change(found))
    return once_or_look_again(request, found, lambda: found.undo(by=request.user, at=clock.now()), found)
