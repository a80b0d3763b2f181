"""What a school sets once: its words, its year, its terms and days; and the networks to which it belongs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import days, forms, policies
from collegium.people.models import Closure, School, Term
from collegium.people.views.finding import find_school
from collegium.people.words import WORDS


@login_required
def words(request: SignedIn, slug: str) -> HttpResponse:
    """What the school calls things. Everybody there reads these words from then on."""
    school = _set_up(request, slug)
    return _words(request, school, forms.Words(initial=school.words))


@acts
@login_required
def wording(request: SignedIn, slug: str) -> HttpResponse:
    school = _set_up(request, slug)
    form = forms.Words(request.POST)
    if not form.is_valid():
        return _words(request, school, form, status=422)
    response = once(
        request,
        lambda: school.speak(form.cleaned_data, by=request.user, at=clock.now()),
        lambda _nothing: reverse("people:words", args=[slug]),
    )
    messages.success(request, _("Kept. Everybody at your school reads these words from now on."))
    return response


@login_required
def calendar(request: SignedIn, slug: str) -> HttpResponse:
    """Terms and days, as all colleagues may see them; who sets the school up may change them."""
    return _calendar(request, find_school(request, slug))


@require_POST
@login_required
def reading(request: SignedIn, slug: str) -> HttpResponse:
    """What we understand of a text or an .ics file, line by line. Nothing is kept yet."""
    school = _set_up(request, slug)
    form = forms.Days(request.POST, request.FILES)
    if not form.is_valid():
        return _calendar(request, school, status=422, form=form)
    text = form.cleaned_data["text"]
    return _calendar(
        request, school, form=forms.Days(initial={"text": text}), understood=days.understand(text, clock.today())
    )


@acts
@login_required
def keeping(request: SignedIn, slug: str) -> HttpResponse:
    """Keep all days that were understood."""
    school = _set_up(request, slug)
    found = days.understand(request.POST.get("text", ""), clock.today())
    response = once(
        request,
        lambda: days.keep(school, found, by=request.user, at=clock.now()),
        lambda _nothing: reverse("people:calendar", args=[slug]),
    )
    messages.success(request, _("Kept. Meetings are planned around these days."))
    return response


@acts
@login_required
def term_removal(request: SignedIn, slug: str, term: int) -> HttpResponse:
    school = _set_up(request, slug)
    found = get_object_or_404(Term, pk=term, year__school=school)
    return once(request, lambda: found.remove(by=request.user, at=clock.now()), _back(slug))


@acts
@login_required
def closure_removal(request: SignedIn, slug: str, closure: int) -> HttpResponse:
    school = _set_up(request, slug)
    found = get_object_or_404(Closure, pk=closure, school=school)
    return once(request, lambda: found.remove(by=request.user, at=clock.now()), _back(slug))


def _set_up(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_set_up(request.user, school))
    return school


def _back(slug: str) -> Any:
    return lambda _nothing: reverse("people:calendar", args=[slug])


def _words(request: SignedIn, school: School, form: forms.Words, status: int = 200) -> HttpResponse:
    return show(
        request,
        "people/words.html",
        status=status,
        school=school,
        form=form,
        networks=list(school.networks.order_by("name")),
        words=WORDS,
    )


def _calendar(request: SignedIn, school: School, status: int = 200, **more: Any) -> HttpResponse:
    year = days.current_year(school, clock.today())
    closures = school.closures.order_by("starts_on")
    if year:
        closures = closures.filter(ends_on__gte=year.starts_on)
    return show(
        request,
        "people/calendar.html",
        status=status,
        school=school,
        year=year,
        terms=Term.objects.filter(year__school=school, year__ends_on__gte=clock.today()).order_by("starts_on"),
        closures=closures,
        may_set_up=policies.may_set_up(request.user, school),
        form=more.get("form") or forms.Days(),
        understood=more.get("understood"),
        understood_any=any(piece.days for piece in more.get("understood") or []),
    )
