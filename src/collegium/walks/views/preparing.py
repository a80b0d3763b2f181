"""A learning walk before it takes place: prepared by few, then announced to all."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School
from collegium.programmes.models import Aspect
from collegium.walks import forms, jobs, policies
from collegium.walks.models import NotEnoughNotice, NotReviewed, Walk
from collegium.walks.models.walk import NOTICE_DAYS
from collegium.walks.views.finding import find_school, find_walk
from collegium.walks.views.results import show_walk


@login_required
def new(request: SignedIn, slug: str) -> HttpResponse:
    school = find_school(request, slug)
    ensure(policies.may_prepare(request.user, school))
    return _show_form(request, school, forms.Prepare(school=school, today=clock.today()))


@acts
@login_required
def prepared(request: SignedIn, slug: str) -> HttpResponse:
    """Keep the draft. Nobody is told yet."""
    school = find_school(request, slug)
    ensure(policies.may_prepare(request.user, school))
    form = forms.Prepare(request.POST, school=school, today=clock.today())
    if not form.is_valid():
        return _show_form(request, school, form, status=422)
    return once(
        request, lambda: Walk.objects.prepare(school, by=request.user, at=clock.now(), **form.as_said())
    )


@login_required
def wording(request: SignedIn, number: int) -> HttpResponse:
    walk = find_walk(request, number)
    ensure(policies.may_change(request.user, walk))
    form = forms.Prepare(initial=forms.as_typed(walk), school=walk.school, today=clock.today())
    return _show_form(request, walk.school, form, walk=walk)


@acts
@login_required
def changing(request: SignedIn, number: int) -> HttpResponse:
    walk = find_walk(request, number)
    ensure(policies.may_change(request.user, walk))
    form = forms.Prepare(request.POST, school=walk.school, today=clock.today())
    if not form.is_valid():
        return _show_form(request, walk.school, form, walk=walk, status=422)
    return once(request, lambda: walk.change(by=request.user, at=clock.now(), **form.as_said()), walk)


@acts
@login_required
def announcement(request: SignedIn, number: int) -> HttpResponse:
    """Everybody on the staff gets a letter; from now on nothing about it changes."""
    walk = find_walk(request, number)
    ensure(policies.may_change(request.user, walk))
    form = forms.Announce(request.POST)
    if not form.is_valid():
        return show_walk(request, walk, form=form, status=422)

    def announce() -> None:
        walk.announce(**form.cleaned_data, by=request.user, at=clock.now())
        later(jobs.tell_staff, walk.pk)

    try:
        response = once(request, announce, walk)
    except NotEnoughNotice:
        form.add_error(None, ngettext(
            "The staff must hear of it %(days)d school day before. Choose a later day.",
            "The staff must hear of it %(days)d school days before. Choose a later day.", NOTICE_DAYS,
        ) % {"days": NOTICE_DAYS})  # fmt: skip
        return show_walk(request, walk, form=form, status=422)
    except NotReviewed:
        form.add_error("reviewed_on", _("That is more than a year ago, or still to come. Look at it together first."))
        return show_walk(request, walk, form=form, status=422)
    messages.success(request, _("Announced. Everybody on the staff gets a letter."))
    return response


@acts
@login_required
def end(request: SignedIn, number: int) -> HttpResponse:
    """It does not take place. Who was told of it is told of this too."""
    walk = find_walk(request, number)
    ensure(policies.may_call_off(request.user, walk))
    was_announced = walk.announced_at is not None

    def call_off() -> None:
        walk.call_off(by=request.user, at=clock.now())
        if was_announced:
            later(jobs.tell_staff, walk.pk)

    return once(request, call_off, "walks:walks")


def _show_form(
    request: SignedIn, school: School, form: forms.Prepare, *, walk: Walk | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"school": school, "form": form, "walk": walk}
    has_aspects = Aspect.objects.in_use().filter(school=school).exists()
    return show(request, "walks/preparing.html", status=status, has_aspects=has_aspects, **context)
