"""How a school's day goes, and when nobody is visited: seen by its staff, set by its keepers and its CPD lead."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.alphabet import by_first_name
from collegium.people.models import School
from collegium.visits import forms, policies
from collegium.visits.dates import Dates
from collegium.visits.models import Lesson, Period, QuietDays, Rhythm, Stretch, Timetable, keep_quiet, set_day
from collegium.visits.models.day import WEEKS
from collegium.visits.reading_days import HALVES, USUAL, as_lines
from collegium.visits.views.finding import find_school


@require_http_methods(["GET", "POST"])
@login_required
def day(request: SignedIn, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _set(request, slug)
    return _show(request, find_school(request, slug))


@acts
def _set(request: SignedIn, slug: str) -> HttpResponse:
    school = find_school(request, slug)
    ensure(policies.may_set_day(request.user, school))
    form = forms.SchoolDay(request.POST)
    if not form.is_valid():
        return _show(request, school, form=form, status=422)
    said, at = form.cleaned_data, clock.now()
    response = once(
        request,
        lambda: set_day(
            school, said["lines"], weeks=said["weeks"], a_week_on=said["a_week_on"], by=request.user, at=at
        ),
        lambda _nothing: _address(school),
    )
    messages.success(request, _("Kept. Timetables come next."))
    return response


@acts
@login_required
def quiet(request: SignedIn, slug: str) -> HttpResponse:
    """Days on which no visit is planned."""
    school = find_school(request, slug)
    ensure(policies.may_set_day(request.user, school))
    form = forms.Quiet(request.POST)
    if not form.is_valid():
        return _show(request, school, quiet_form=form, status=422)
    said, at = form.cleaned_data, clock.now()
    return once(
        request,
        lambda: keep_quiet(school, said["title"], said["starts_on"], said["ends_on"], by=request.user, at=at),
        lambda _days: _address(school),
    )


@acts
@login_required
def quiet_removal(request: SignedIn, slug: str, days: int) -> HttpResponse:
    school = find_school(request, slug)
    ensure(policies.may_set_day(request.user, school))
    found = get_object_or_404(QuietDays, school=school, pk=days)
    return once(request, lambda: found.remove(by=request.user, at=clock.now()), lambda _nothing: _address(school))


def _address(school: School) -> str:
    return reverse("visits:day", args=[school.slug])


def _show(
    request: SignedIn, school: School, *, form: forms.SchoolDay | None = None,
    quiet_form: forms.Quiet | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    periods, rhythm, today = list(Period.objects.of(school)), Rhythm.objects.of(school), clock.today(school.timezone)
    lines = as_lines([Stretch(one.title, one.starts_at, one.ends_at) for one in periods])
    initial: dict[str, Any] = {"lines": lines or USUAL, "weeks": rhythm.weeks, "a_week_on": rhythm.a_week_on}
    this_week = Dates(school, today, today).week.get(today) if rhythm.weeks > 1 else None
    may_set = policies.may_set_day(request.user, school)
    # Everybody's own stands under Visits; here is what those read who bring them in or plan.
    readable = Timetable.objects.visible_to(request.user).filter(school=school if may_set else None)
    return show(
        request, "visits/day.html", status=status, school=school, periods=periods, rhythm=rhythm, halves=HALVES,
        may_set=may_set,
        timetables=readable.select_related("person").order_by(*by_first_name("person__"), "pk"),
        may_bring=policies.may_bring_timetables(request.user, school),
        form=form or forms.SchoolDay(initial=initial), quiet_form=quiet_form or forms.Quiet(),
        quiet=QuietDays.objects.filter(school=school, ends_on__gte=today).order_by("starts_on"),
        this_week=WEEKS[this_week] if this_week is not None else "",
        has_lessons=Lesson.objects.filter(timetable__school=school).exists(),
    )  # fmt: skip
