"""What a group reads: now, and in earlier years."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.library.models import Work
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.reading import forms, policies
from collegium.reading.models import Reading, Taken
from collegium.reading.models.best import DOTS
from collegium.reading.picking import has_voted, picked
from collegium.reading.showing import parts_of
from collegium.reading.views.finding import find_own_group, find_reading

KINDS = (Work.Kind.BOOK, Work.Kind.ARTICLE, Work.Kind.RESEARCH, Work.Kind.NOTE)


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    """What is read now; where nothing is, how to begin, and what was read before."""
    found = find_own_group(request, slug)
    now = Reading.objects.open().filter(group=found).first()
    return redirect(now) if now else _begin(request, found, forms.Begin(works=_works(request.user)))


def _works(person: Person) -> QuerySet[Work]:
    known: QuerySet[Work] = Work.objects.visible_to(person).standing().filter(kind__in=KINDS)
    return known.order_by("title", "pk")


def _begin(request: SignedIn, found: Group, form: forms.Begin, *, status: int = 200) -> HttpResponse:
    return show(
        request, "reading/begin.html", status=status, group=found, face=face(found, request.user), tab="reading",
        form=form, may_write=policies.may_read(request.user, found), past=past_of(found),
    )  # fmt: skip


def past_of(found: Group) -> QuerySet[Reading]:
    return Reading.objects.filter(group=found, ended_at__isnull=False).order_by("-at", "-pk")


@login_required
@acts
def beginning(request: SignedIn, slug: str) -> HttpResponse:
    found = find_own_group(request, slug)
    ensure(policies.may_read(request.user, found))
    form, at = forms.Begin(request.POST, works=_works(request.user)), clock.now()
    if form.is_valid():
        work = form.cleaned_data["work"]
        try:
            return once(request, lambda: Reading.objects.begin(found, work, by=request.user, at=at))
        except Taken:
            form.add_error("work", _("Somebody has just begun another. Finish that first."))
    return _begin(request, found, form, status=422)


@login_required
def reading(request: SignedIn, number: int) -> HttpResponse:
    return reading_page(request, find_reading(request, number))


def reading_page(
    request: SignedIn, found: Reading, *, status: int = 200, pick: forms.Pick | None = None, trouble: str = ""
) -> HttpResponse:
    """The text, who reads along, its parts, the best ideas, and what became of them."""
    me, at = request.user, clock.now()
    readers = list(Person.objects.filter(pk__in=found.pledges.values("person")).order_by(*by_first_name(), "pk"))
    best = picked(found, me)
    others = [one for one in best if found.shortlisted_at and not one.is_short]
    first = best[: len(best) - len(others)]
    context: dict[str, Any] = {
        "reading": found, "group": found.group, "face": face(found.group, me), "tab": "reading", "readers": readers,
        "reads_along": me in readers, "parts": parts_of(found, me, at=at), "picked": first, "others": others,
        "dots": DOTS, "has_voted": has_voted(found, me), "pick": pick or forms.Pick(), "trouble": trouble,
        "may_write": policies.may_write(me, found), "may_vote": policies.may_vote(me, found),
        "may_open": Work.objects.visible_to(me).standing().filter(pk=found.work_id).exists(),
        "past": past_of(found.group).exclude(pk=found.pk),
    }  # fmt: skip
    return show(request, "reading/reading.html", status=status, **context)


@login_required
@acts
def pledge(request: SignedIn, number: int) -> HttpResponse:
    """I read it."""
    found = find_reading(request, number)
    ensure(policies.may_vote(request.user, found))
    at = clock.now()
    return once(request, lambda: found.pledge(request.user, at=at), found)


@login_required
@acts
def not_reading(request: SignedIn, number: int) -> HttpResponse:
    found = find_reading(request, number)
    at = clock.now()
    return once(request, lambda: found.take_back_pledge(request.user, at=at), found)


@login_required
@acts
def finishing(request: SignedIn, number: int) -> HttpResponse:
    """Any reader says so; the group then chooses the next."""
    found = find_reading(request, number)
    ensure(policies.may_write(request.user, found))
    at, slug = clock.now(), found.group.slug
    return once(request, lambda: found.finish(by=request.user, at=at), reverse("reading:group", args=[slug]))
