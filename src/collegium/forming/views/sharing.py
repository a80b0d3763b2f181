"""Sharing a plan: what it will do, and doing it."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from collegium.forming import forms
from collegium.forming.models import Formation
from collegium.forming.policies import may_share
from collegium.forming.sharing import Beginning, preview
from collegium.forming.sharing import share as share_with_staff
from collegium.forming.views.finding import find_formation, once_or_look_again
from collegium.kit import clock
from collegium.kit.once import acts
from collegium.kit.web import SignedIn, ensure, show


@require_safe
@login_required
def sharing(request: SignedIn, formation: int) -> HttpResponse:
    """What will happen: which groups, who is told and how, and when they first meet."""
    found = find_formation(request, formation)
    ensure(may_share(found, clock.now()))
    asked = request.GET if "first_on" in request.GET else None
    return show_sharing(request, found, forms.Share(asked, today=today(found)))


def show_sharing(request: SignedIn, formation: Formation, form: forms.Share, *, status: int = 200) -> HttpResponse:
    return show(
        request,
        "forming/sharing.html",
        status=status,
        formation=formation,
        programme=formation.programme,
        form=form,
        preview=preview(formation, first_on=first_day(form), by=request.user),
    )


@acts
@login_required
def share(request: SignedIn, formation: int) -> HttpResponse:
    """Share the plan with staff: its groups are real from now on."""
    found = find_formation(request, formation)
    ensure(may_share(found, clock.now()))
    form = forms.Share(request.POST, today=today(found))
    if not form.is_valid():
        return show_sharing(request, found, form, status=422)
    beginning = Beginning(**form.cleaned_data)
    return once_or_look_again(
        request, found, lambda: share_with_staff(found, beginning, by=request.user, at=clock.now()), found
    )


def today(formation: Formation) -> date:
    return clock.today(formation.programme.school.timezone)


def first_day(form: forms.Share) -> date:
    """The day that was filled in, where it is one; else the one proposed."""
    if form.is_bound and form.is_valid():
        first_on: date = form.cleaned_data["first_on"]
        return first_on
    return form.today + timedelta(days=7)
