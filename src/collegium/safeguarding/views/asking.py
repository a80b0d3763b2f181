"""Asking for a group to be opened, and granting or refusing it."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, go, show
from collegium.people.models import School
from collegium.people.views.finding import find_school
from collegium.safeguarding import forms, letters, policies
from collegium.safeguarding.models import Asking, NotAGroup, Opening

SHOWN = 20


@require_GET
@login_required
def school(request: SignedIn, slug: str) -> HttpResponse:
    """What one asked for or was asked for here, and the form."""
    found = _kept(request, slug)
    return _school(request, found, forms.Ask(school=found, person=request.user))


@acts
@login_required
def asking(request: SignedIn, slug: str) -> HttpResponse:
    found = _kept(request, slug)
    form = forms.Ask(request.POST, school=found, person=request.user)
    if not form.is_valid():
        return _school(request, found, form, status=422)
    return once(request, lambda: _ask(found, request, form))


def _ask(found: School, request: SignedIn, form: forms.Ask) -> Asking:
    at = clock.now()
    made = Asking.objects.ask(found, by=request.user, at=at, **form.cleaned_data)
    letters.ask(made, at=at)
    return made


@require_GET
@login_required
def asked(request: SignedIn, number: int) -> HttpResponse:
    """Which group and why; for whoever was asked, yes and no."""
    return _asked(request, _find(request, number))


@acts
@login_required
def granting(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find(request, number), clock.now()
    ensure(policies.may_answer(request.user, found, at))
    try:
        return once(request, lambda: found.grant(by=request.user, at=at))
    except NotAGroup:
        messages.error(request, _("No one group of this school has this title or address. Nothing was opened."))
        return _asked(request, found, status=422)


@acts
@login_required
def refusing(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find(request, number), clock.now()
    ensure(policies.may_answer(request.user, found, at))
    return once(request, lambda: found.refuse(by=request.user, at=at), found)


def _find(request: SignedIn, number: int) -> Asking:
    known = Asking.objects.visible_to(request.user).select_related("school", "by", "to", "opening")
    return get_object_or_404(known, pk=number)


def _kept(request: SignedIn, slug: str) -> School:
    found = find_school(request, slug)
    ensure(policies.may_ask(request.user, found))
    return found


def _asked(request: SignedIn, found: Asking, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    opening = Opening.objects.filter(asking=found).first()
    if opening and status == 200:
        return go(request, opening)
    is_open = Asking.objects.open(at).filter(pk=found.pk).exists()
    return show(
        request, "safeguarding/asked.html", status=status, asking=found, is_open=is_open,
        may_answer=policies.may_answer(request.user, found, at),
    )  # fmt: skip


def _school(request: SignedIn, found: School, form: forms.Ask, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    known = Asking.objects.visible_to(request.user).filter(school=found)
    return show(
        request, "safeguarding/school.html", status=status, school=found, form=form,
        askings=[(one, state_of(one, request.user.pk, at)) for one in
                 known.select_related("by", "to", "opening").order_by("-at", "-pk")[:SHOWN]],
        has_another=form.somebody_else_is_there(),
    )  # fmt: skip


def state_of(asking: Asking, reader: int, at: datetime) -> tuple[str, str]:
    """In a word, with its tone. Give ``opening`` with the request."""
    opening = getattr(asking, "opening", None)
    if opening:
        return (_("open"), "due") if opening.is_going(at) else (_("over"), "quiet")
    if asking.refused_at:
        return _("refused"), "quiet"
    if not asking.waits(at):
        return _("not answered in time"), "quiet"
    return (_("your answer"), "due") if asking.to_id == reader else (_("waits"), "info")
