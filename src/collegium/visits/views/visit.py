"""One visit: yes, no, another time; what to look at; the talk afterwards."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.visits import forms, offering, policies
from collegium.visits.models import (
    CapReached,
    ChangedMeanwhile,
    Clash,
    Over,
    Rules,
    Takeaway,
    Visit,
    take_away,
)
from collegium.visits.protocols import steps_for
from collegium.visits.showing import row_of
from collegium.visits.views.finding import find_visit


@login_required
def visit(request: SignedIn, number: int) -> HttpResponse:
    """Who comes to whom, when, and what each of the two may do now."""
    return _show(request, find_visit(request, number))


@acts
@login_required
def acceptance(request: SignedIn, number: int) -> HttpResponse:
    found = find_visit(request, number)
    ensure(found.is_mine(request.user))
    return _try(request, found, lambda: found.accept(by=request.user, at=clock.now(), seen=_seen(request)))


@acts
@login_required
def end(request: SignedIn, number: int) -> HttpResponse:
    """No, or no longer. Nobody asks why."""
    found = find_visit(request, number)
    ensure(policies.may_answer(request.user, found, clock.now()))
    response = once(request, lambda: found.decline(by=request.user, at=clock.now()), "visits:mine")
    messages.success(request, _("The visit is off. Nobody asks why."))
    return response


@login_required
def times(request: SignedIn, number: int) -> HttpResponse:
    """Other times that would suit both, as far as their timetables say."""
    found = find_visit(request, number)
    ensure(policies.may_answer(request.user, found, clock.now()))
    return _show_times(request, found, _times_form(found))


@acts
@login_required
def time(request: SignedIn, number: int) -> HttpResponse:
    """Another time: the other one is asked anew."""
    found = find_visit(request, number)
    at = clock.now()
    ensure(policies.may_answer(request.user, found, at))
    form = _times_form(found, request.POST)
    if not form.is_valid():
        return _show_times(request, found, form, status=422)
    when = form.cleaned_data["when"]
    try:
        return _try(request, found, lambda: found.move(when, by=request.user, at=at, seen=_seen(request)))
    except CapReached:
        form.add_error(None, _("That would be more than has been agreed for a year."))
    except Clash:
        form.add_error(None, _("One of you two is in another visit then. Choose another time."))
    return _show_times(request, found, form, status=422)


@acts
@login_required
def focus(request: SignedIn, number: int) -> HttpResponse:
    found = find_visit(request, number)
    ensure(policies.may_set_focus(request.user, found, clock.now()))
    form = forms.Focus(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, focus_form=form)
    return once(
        request, lambda: found.look_at(form.cleaned_data["focus"], by=request.user, at=clock.now()),
        found.get_absolute_url(),
    )  # fmt: skip


@login_required
def talk(request: SignedIn, number: int) -> HttpResponse:
    """The talk after the visit: its steps with minutes, and a line for each to take away."""
    found = find_visit(request, number)
    ensure(found.is_mine(request.user))
    return _show_talk(request, found)


@acts
@login_required
def takeaway(request: SignedIn, number: int) -> HttpResponse:
    found = find_visit(request, number)
    ensure(found.is_mine(request.user) and found.is_agreed)
    form = forms.Line(request.POST)
    if not form.is_valid():
        return _show_talk(request, found, form=form, status=422)
    return once(
        request, lambda: take_away(found, form.cleaned_data["text"], by=request.user, at=clock.now()),
        lambda _line: f"{found.get_absolute_url()}talk/",
    )  # fmt: skip


def _try(request: SignedIn, found: Visit, verb: Any) -> HttpResponse:
    """Do it; but where the visit changed since the page was shown, show it as it is now, and do nothing."""
    try:
        return once(request, verb, found.get_absolute_url())
    except (ChangedMeanwhile, Over):
        return _show(request, find_visit(request, found.pk), status=409, meanwhile=True)


def _seen(request: SignedIn) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else None


def _show(request: SignedIn, found: Visit, *, status: int = 200, **context: Any) -> HttpResponse:
    me, at = request.user, clock.now()
    if not found.is_mine(me):
        return show(request, "visits/of_the_group.html", visit=found, row=row_of(found, found.visitor, at=at))
    record = getattr(found, "record", None)
    return show(
        request, "visits/visit.html", status=status, visit=found, row=row_of(found, me, at=at),
        may_answer=policies.may_answer(me, found, at),
        may_set_focus=policies.may_set_focus(me, found, at),
        may_write=policies.may_write_notes(me, found),
        record=record if record and record.given_at and not record.deleted_at else None,
        **{"focus_form": forms.Focus(initial={"focus": found.focus})} | context,
    )  # fmt: skip


def _times_form(found: Visit, data: Any = None) -> forms.Time:
    at = clock.now()
    rules = Rules.objects.of(found.group.programme if found.group else None)
    today = clock.day_of(at, found.school.timezone)
    return forms.Time(data, offers=offering.offers(found, rules, at=at), school=found.school, today=today)


def _show_times(request: SignedIn, found: Visit, form: forms.Time, *, status: int = 200) -> HttpResponse:
    offers = [(value, when, when.starts_at.astimezone(found.zone)) for value, when in form.offers.items()]
    return show(
        request, "visits/times.html", status=status, visit=found, row=row_of(found, request.user, at=clock.now()),
        form=form, offers=offers, chosen=form.data.get("offer", ""),
    )  # fmt: skip


def _show_talk(
    request: SignedIn, found: Visit, *, form: forms.Line | None = None, status: int = 200
) -> HttpResponse:
    lines = {line.person_id: line.text for line in Takeaway.objects.filter(visit=found)}
    other = found.other(request.user)
    steps = steps_for(found)
    return show(
        request, "visits/talk.html", status=status, visit=found, row=row_of(found, request.user, at=clock.now()),
        steps=steps, minutes=sum(step.minutes for step in steps),
        form=form or forms.Line(initial={"text": lines.get(request.user.pk, "")}), theirs=lines.get(other.pk, ""),
    )  # fmt: skip
