"""The staff of a school: the list that every colleague sees, and a page for each that keepers of accounts see."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.history.models import Entry
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import appointing, duties, forms, listing, policies, welcoming
from collegium.people.letters import mail_works
from collegium.people.models import Appointment, Link, Responsibility, School
from collegium.people.views.finding import find_school


@login_required
def staff(request: SignedIn, slug: str) -> HttpResponse:
    """Who works here. Keepers of accounts also see who has not come in yet."""
    school = find_school(request, slug)
    keeps = policies.keeps_accounts(request.user, school)
    wanted = listing.Wanted(
        words=request.GET.get("q", "")[:100],
        department=request.GET.get("department", "")[:80],
        waiting=keeps and "waiting" in request.GET,
    )
    rows = listing.staff_of(school, wanted, keeps=keeps)
    return show(
        request,
        "people/staff.html",
        "list",
        school=school,
        wanted=wanted,
        rows=rows[: listing.SHOWN],
        more=max(0, len(rows) - listing.SHOWN),
        keeps=keeps,
        departments=list(school.departments.order_by("name").values_list("name", flat=True)),
        waiting=listing.how_many_wait(school) if keeps else 0,
        mail_works=mail_works(),
    )


@login_required
def newcomer(request: SignedIn, slug: str) -> HttpResponse:
    """The form for one new colleague."""
    school = _keep(request, slug)
    form = forms.Place(school=school)
    return show(request, "people/newcomer.html", school=school, form=form)


@acts
@login_required
def newcomers(request: SignedIn, slug: str) -> HttpResponse:
    """Add one colleague by hand; more at once come in as a list."""
    school = _keep(request, slug)
    form = forms.Place(request.POST, school=school)
    if form.is_valid():
        try:
            response = once(
                request,
                lambda: appointing.appoint(school, **form.cleaned_data, by=request.user, at=clock.now()),
                lambda _nothing: reverse("people:staff", args=[slug]),
            )
        except appointing.CannotAppoint as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Added. Their welcome link is ready: print the slip, or send it."))
            return response
    return show(request, "people/newcomer.html", status=422, school=school, form=form)


@login_required
def person(request: SignedIn, slug: str, person: int) -> HttpResponse:
    """All that the school has of one colleague, and what keepers of accounts can do."""
    place = _find(request, slug, person)
    return _show(request, place, forms.Place(initial=_as_typed(place), school=place.school))


@acts
@login_required
def correction(request: SignedIn, slug: str, person: int) -> HttpResponse:
    place = _find(request, slug, person)
    form = forms.Place(request.POST, school=place.school, place=place)
    if not form.is_valid():
        return _show(request, place, form, status=422)
    response = once(
        request,
        lambda: appointing.correct(place, **form.cleaned_data, by=request.user, at=clock.now()),
        lambda _nothing: _page(place),
    )
    messages.success(request, _("Kept."))
    return response


@acts
@login_required
def ending(request: SignedIn, slug: str, person: int) -> HttpResponse:
    """Somebody leaves: after the last day nothing of theirs opens any more, and what they wrote stays."""
    place = _find(request, slug, person)
    ensure(policies.may_end(request.user, place))
    form = forms.LastDay(request.POST)
    if not form.is_valid():
        initial = forms.Place(initial=_as_typed(place), school=place.school)
        return _show(request, place, initial, status=422, last_day=form)
    on = form.cleaned_data["last_day"]
    response = once(
        request,
        lambda: duties.end(place, on=on, by=request.user, at=clock.now()),
        lambda _nothing: reverse("people:staff", args=[slug]),
    )
    messages.success(request, _("%(name)s’s last day is set.") % {"name": place.person})
    return response


@acts
@login_required
def duty(request: SignedIn, slug: str, person: int) -> HttpResponse:
    """Hand a duty to a colleague. They and everybody who keeps accounts get a letter."""
    place = _find(request, slug, person)
    form = forms.Duty(request.POST, school=place.school)
    if not form.is_valid():
        initial = forms.Place(initial=_as_typed(place), school=place.school)
        return _show(request, place, initial, status=422, duty=form)
    kind = form.cleaned_data["kind"]
    return once(
        request,
        lambda: duties.hand(place.person, kind, place.school, by=request.user, at=clock.now()),
        lambda _duty: _page(place),
    )


@acts
@login_required
def duty_end(request: SignedIn, slug: str, person: int, duty: int) -> HttpResponse:
    place = _find(request, slug, person)
    held = get_object_or_404(Responsibility, pk=duty, person=place.person, school=place.school)
    ensure(policies.may_take_back(request.user, held))
    return once(
        request,
        lambda: duties.take_back(held, by=request.user, at=clock.now()),
        lambda _nothing: _page(place),
    )


@acts
@login_required
def welcome_link(request: SignedIn, slug: str, person: int) -> HttpResponse:
    """A fresh welcome link; the old one is dead."""
    place = _find(request, slug, person)
    ensure(policies.may_welcome(request.user, place.person, place.school))
    return once(
        request,
        lambda: welcoming.renew(place.person, by=request.user, at=clock.now()),
        lambda _link: _page(place),
    )


def _keep(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return school


def _find(request: SignedIn, slug: str, person: int) -> Appointment:
    school = _keep(request, slug)
    places = Appointment.objects.not_over().select_related("person", "school", "department", "manager")
    return get_object_or_404(places, school=school, person=person)


def _page(place: Appointment) -> str:
    return reverse("people:person", args=[place.school.slug, place.person_id])


def _as_typed(place: Appointment) -> dict[str, Any]:
    fields = ("job_title", "post", "staff_code", "experience", "manager")
    return {
        "first_name": place.person.first_name,
        "last_name": place.person.last_name,
        "email": place.person.email,
        "department": place.department.name if place.department else "",
        **{name: getattr(place, name) for name in fields},
    }


def _show(request: SignedIn, place: Appointment, form: forms.Place, status: int = 200, **more: Any) -> HttpResponse:
    now = clock.now()
    may_welcome = policies.may_welcome(request.user, place.person, place.school)
    link = Link.objects.alive(now).filter(purpose=welcoming.WELCOME, person=place.person).first()
    held = Responsibility.objects.current().filter(person=place.person, school=place.school).select_related("school")
    return show(
        request,
        "people/person.html",
        status=status,
        place=place,
        form=form,
        duties=[(one, policies.may_take_back(request.user, one)) for one in held],
        duty=more.get("duty") or forms.Duty(school=place.school),
        last_day=more.get("last_day") or forms.LastDay(initial={"last_day": clock.today()}),
        may_end=policies.may_end(request.user, place),
        may_welcome=may_welcome,
        welcome=welcoming.as_slip(link) if link and may_welcome else None,
        mail_works=mail_works(),
        history=listing.history_of(place, Entry.objects.all()),
    )
