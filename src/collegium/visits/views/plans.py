"""Plans of visits, for a group by whoever looks after it, for a programme by its lead."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.visits import forms, policies, telling
from collegium.visits.jobs import plan_visits
from collegium.visits.models import Plan, PlannedVisit, Rules, Visit
from collegium.visits.planning import plan_for, propose
from collegium.visits.showing import RELATED, row_of

LATE = timedelta(minutes=5)


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    """The group's visits to come, which its members read; and the way to a plan for whoever looks after it."""
    return _show_group(request, _find_group(request, slug))


@acts
@login_required
def for_group(request: SignedIn, slug: str) -> HttpResponse:
    found = _find_group(request, slug)
    ensure(policies.may_plan(request.user, found))
    form = forms.Window(request.POST, today=clock.today())
    if not form.is_valid():
        return _show_group(request, found, form=form, status=422)
    return once(request, lambda: _ask(found, None, form.cleaned_data, request.user))


@login_required
def programme(request: SignedIn, programme: int) -> HttpResponse:
    """A plan for all groups of a programme, and what the programme allows of visits."""
    return _show_programme(request, _find_programme(request, programme))


@acts
@login_required
def for_programme(request: SignedIn, programme: int) -> HttpResponse:
    found = _find_programme(request, programme)
    form = forms.Window(request.POST, today=clock.today())
    if not form.is_valid():
        return _show_programme(request, found, form=form, status=422)
    return once(request, lambda: _ask(None, found, form.cleaned_data, request.user))


@acts
@login_required
def rules(request: SignedIn, programme: int) -> HttpResponse:
    """How often and how long a teacher of this programme is visited in a year."""
    found = _find_programme(request, programme)
    form = forms.VisitRules(request.POST)
    if not form.is_valid():
        return _show_programme(request, found, rules_form=form, status=422)
    changes, at = form.cleaned_data, clock.now()
    response = once(
        request, lambda: Rules.objects.of(found).set(by=request.user, at=at, **changes),
        lambda _nothing: reverse("visits:programme", args=[found.pk]),
    )  # fmt: skip
    messages.success(request, _("Kept. What is agreed already stays."))
    return response


@login_required
def plan(request: SignedIn, number: int) -> HttpResponse:
    """A plan: how far it is, then what it holds. Nobody has been told of it."""
    found = _find_plan(request, number)
    context: dict[str, Any] = {"is_late": found.is_running and clock.now() > found.at + LATE}
    if not found.is_running:
        context |= _of_group(request, found) if found.group else _of_programme(found)
    return show(request, "visits/plan.html", "plan", plan=found, may_propose=policies.may_propose(found), **context)


@acts
@login_required
def end(request: SignedIn, number: int) -> HttpResponse:
    """Take the best so far."""
    found = _find_plan(request, number)
    return once(request, lambda: found.stop(by=request.user, at=clock.now()), found.get_absolute_url())


@acts
@login_required
def restart(request: SignedIn, number: int) -> HttpResponse:
    """Ask the worker once more for a plan that never came to an end."""
    found = _find_plan(request, number)
    ensure(found.is_running and clock.now() > found.at + LATE)
    return once(request, lambda: later(plan_visits, found.pk), found.get_absolute_url())


@acts
@login_required
def proposal(request: SignedIn, number: int) -> HttpResponse:
    """Put every visit to its two people. They say yes, move it, or say no."""
    found = _find_plan(request, number)
    ensure(policies.may_propose(found))
    response = once(
        request, lambda: propose(found, by=request.user, at=clock.now()), lambda _put: found.get_absolute_url()
    )
    found.refresh_from_db()
    said = ngettext("%(n)d visit has been put to its two people.", "%(n)d visits have been put to their two people.",
                    found.proposed)  # fmt: skip
    messages.success(request, said % {"n": found.proposed})
    return response


def _ask(group: Group | None, programme: Programme | None, window: dict[str, date], by: Person) -> Plan:
    asked = plan_for(group, programme, window["first_on"], window["last_on"], by=by, at=clock.now())
    later(plan_visits, asked.pk)
    return asked


def _find_group(request: SignedIn, slug: str) -> Group:
    related = ("approach", "programme")
    found = get_object_or_404(Group.objects.visible_to(request.user).select_related(*related), slug=slug)
    ensure(belongs(request.user, found))
    return found


def _find_programme(request: SignedIn, programme: int) -> Programme:
    return get_object_or_404(Programme.objects.led_by(request.user).select_related("school"), pk=programme)


def _find_plan(request: SignedIn, number: int) -> Plan:
    known = Plan.objects.visible_to(request.user).select_related("group", "programme")
    return get_object_or_404(known, pk=number)


def _window(form: forms.Window | None) -> forms.Window:
    """From next Monday, for four weeks."""
    today = clock.today()
    first = today + timedelta(days=7 - today.weekday())
    return form or forms.Window(today=today, initial={"first_on": first, "last_on": first + timedelta(days=25)})


def _show_group(
    request: SignedIn, found: Group, *, form: forms.Window | None = None, status: int = 200
) -> HttpResponse:
    at, may_plan = clock.now(), policies.may_plan(request.user, found)
    coming = Visit.objects.visible_to(request.user).filter(group=found).upcoming(at).select_related(*RELATED)
    return show(
        request, "visits/group.html", status=status, group=found, may_plan=may_plan, form=_window(form),
        coming=[(row_of(one, one.visitor, at=at), one.is_mine(request.user)) for one in coming.order_by("starts_at")],
        plans=Plan.objects.filter(group=found).order_by("-pk")[:5] if may_plan else [],
    )  # fmt: skip


def _show_programme(
    request: SignedIn, found: Programme, *, form: forms.Window | None = None,
    rules_form: forms.VisitRules | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    others = Programme.objects.led_by(request.user).opened().exclude(pk=found.pk)
    return show(
        request, "visits/programme.html", status=status, programme=found, form=_window(form),
        rules_form=rules_form or forms.VisitRules(instance=Rules.objects.of(found)),
        plans=Plan.objects.filter(programme=found).order_by("-pk")[:5],
        groups=found.groups.going().count(),
        others=others.order_by("-year_starts_on", "-pk")[:8],
    )  # fmt: skip


def _of_group(request: SignedIn, found: Plan) -> dict[str, Any]:
    """Whoever looks after the group is of it: names, times, and the reasons with names."""
    planned = PlannedVisit.objects.visible_to(request.user).filter(plan=found)
    related = ("visitor", "visited", "period", "talk_period")
    visits = list(planned.select_related(*related).order_by("on", "period__order", "pk"))
    left = found.left_out.select_related("person", "other").order_by("pk")
    return {
        "visits": visits,
        "cover": sum(visit.cover for visit in visits),
        "left_out": [(one.person, telling.with_names(one)) for one in left],
    }


def _of_programme(found: Plan) -> dict[str, Any]:
    """Counts alone, where there are people enough; reasons that name nobody."""
    figures = telling.figures(found)
    regrouped = telling.regrouped(found) if figures else None
    return {"figures": figures, "regrouped": regrouped, "reasons": telling.without_names(found)}
