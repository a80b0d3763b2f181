"""Putting a booklet together: begin it, choose its pieces, word it, give it to its readers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.booklets import forms, policies
from collegium.booklets.lacking import states_of
from collegium.booklets.models import Booklet, Making, NothingToPrint, Yes
from collegium.booklets.views.finding import find_to_edit
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person, School
from collegium.people.models.school import SchoolQuerySet
from collegium.people.models.year import year_starting

WORDS = ("title", "subtitle", "preface", "colour", "reach", "licence")


@require_GET
@login_required
def booklets(request: SignedIn) -> HttpResponse:
    """Those that one reads, those that one puts together, and what waits for one's own yes."""
    known = Booklet.objects.visible_to(request.user).select_related("school").order_by("-year_starts_on", "-pk")
    mine = Yes.objects.filter(person=request.user).select_related("piece__booklet", "edition")
    mine = mine.order_by("asked_at", "pk")
    return show(
        request, "booklets/booklets.html", published=[one for one in known if one.is_published],
        drafts=[one for one in known.filter(pk__in=Booklet.objects.edited_by(request.user)) if not one.is_published],
        waiting=list(mine.waiting()), answered=list(mine.answered()), may_begin=_schools(request.user).exists(),
    )  # fmt: skip


@require_GET
@login_required
def new(request: SignedIn) -> HttpResponse:
    ensure(_schools(request.user).exists())
    return _show_new(request, forms.Begin(schools=_schools(request.user)))


@acts
@login_required
def beginning(request: SignedIn) -> HttpResponse:
    schools = _schools(request.user)
    ensure(schools.exists())
    form = forms.Begin(request.POST, schools=schools)
    if not form.is_valid():
        return _show_new(request, form, status=422)
    now, given = clock.now(), form.cleaned_data
    return once(
        request,
        lambda: Booklet.objects.begin(by=request.user, at=now, year_starts_on=year_starting(clock.today()), **given),
        lambda begun: reverse("booklets:desk", args=[begun.pk]),
    )  # fmt: skip


@require_GET
@login_required
def desk(request: SignedIn, number: int) -> HttpResponse:
    """What stands, what is missing and why; the press; and who has it."""
    found = find_to_edit(request, number)
    states = states_of(found)
    chosen = {state.piece.report_id for state in states}
    return show(
        request, "booklets/desk.html", "press", booklet=found, states=states,
        standing=sum(state.stands for state in states), current=Making.objects.current(found),
        going=Making.objects.going().filter(booklet=found).first(), steps=len(Making.Step),
        last=found.makings.order_by("-pk").first(),
        possible=[
            (one.pk, one.edition.title, one.group.title if one.group else "", one.pk in chosen)
            for one in found.possible().select_related("edition", "group").order_by("title", "pk")[:300]
            if one.edition
        ],
    )  # fmt: skip


@acts
@login_required
def choosing(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    form = forms.Choose(request.POST, possible=found.possible())
    ensure(form.is_valid())
    reports = list(form.cleaned_data["reports"])
    response = once(request, lambda: found.choose(reports, by=request.user, at=clock.now()), _desk(found))
    messages.success(request, _("Chosen. Each author is asked for a yes to this edition."))
    return response


@require_GET
@login_required
def words(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    return _show_words(request, found, forms.Words(initial={name: getattr(found, name) for name in WORDS}))


@acts
@login_required
def wording(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    form = forms.Words(request.POST)
    if not form.is_valid():
        return _show_words(request, found, form, status=422)
    return once(
        request, lambda: found.word(by=request.user, at=clock.now(), **form.cleaned_data), _desk(found)
    )


@acts
@login_required
def publishing(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    try:
        response = once(request, lambda: found.publish(by=request.user, at=clock.now()), found)
    except NothingToPrint:
        messages.error(request, _("No piece has the yes of all its authors yet."))
        return once(request, lambda: None, _desk(found))
    messages.success(request, _("Its readers have it now."))
    return response


@acts
@login_required
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    return once(request, lambda: found.take_back(by=request.user, at=clock.now()), _desk(found))


def _schools(person: Person) -> SchoolQuerySet:
    kept = [school.pk for school in person.schools_now() if policies.may_begin(person, school)]
    return School.objects.filter(pk__in=kept).order_by("name")


def _desk(booklet: Booklet) -> str:
    return reverse("booklets:desk", args=[booklet.pk])


def _show_new(request: SignedIn, form: forms.Begin, *, status: int = 200) -> HttpResponse:
    return show(request, "booklets/form.html", status=status, form=form, title=_("Begin a booklet"),
                button=_("Begin it"), to=reverse("booklets:beginning"), back=reverse("booklets:booklets"),
                back_to=_("Booklets"))  # fmt: skip


def _show_words(request: SignedIn, booklet: Booklet, form: forms.Words, *, status: int = 200) -> HttpResponse:
    return show(request, "booklets/form.html", status=status, form=form, title=booklet.title, button=_("Keep it"),
                to=reverse("booklets:wording", args=[booklet.pk]), back=_desk(booklet),
                back_to=_("The booklet’s desk"))  # fmt: skip
