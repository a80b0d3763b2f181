"""Who goes along with schools that begin: who offers it, who asked, and with whom one goes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.groups.audience import choices_for, reach
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.study import accompanying, forms, policies
from collegium.study.models import Accompaniment, Full, Mentoring

MOST = 50


@login_required
def mentors(request: SignedIn) -> HttpResponse:
    return _page(request, _offering(request.user))


def _offering(person: Person, data: Any = None) -> forms.OfferMentoring | None:
    if not policies.may_announce(person):
        return None
    return forms.OfferMentoring(data, reaches=choices_for(person))


def _page(request: SignedIn, form: forms.OfferMentoring | None, *, status: int = 200, **more: Any) -> HttpResponse:
    me = request.user
    offers = Mentoring.objects.visible_to(me).standing().select_related("person", "school").order_by("-at", "-pk")
    pairs = Accompaniment.objects.visible_to(me).going().select_related("person", "school", "mentoring__person")
    known = list(pairs.order_by("-at", "-pk")[:MOST])
    asked = {one.mentoring_id for one in known if one.person_id == me.pk}
    return show(
        request, "study/mentors.html", status=status, form=form, me=me, pairs=known, asked=asked,
        offers=list(offers[:MOST]), may_ask=policies.may_announce(me), **more,
    )  # fmt: skip


@login_required
@acts
def offering(request: SignedIn) -> HttpResponse:
    ensure(policies.may_announce(request.user))
    form, at = _offering(request.user, request.POST), clock.now()
    assert form is not None
    if not form.is_valid():
        return _page(request, form, status=422)
    given = dict(form.cleaned_data)
    to = reach(given.pop("reach"), request.user)
    return once(request, lambda: Mentoring.objects.offer(**given, **to, person=request.user, at=at))


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    ensure(policies.may_take_back(request.user, found))
    at = clock.now()
    return once(request, lambda: found.take_back(at=at), "study:mentors")


@login_required
@acts
def asking_along(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    ensure(policies.may_ask(request.user, found))
    form, at = forms.AskAlong(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, _offering(request.user), status=422, ask_form=form, about=found.pk)
    words = form.cleaned_data["words"]
    return once(request, lambda: accompanying.ask(found, words, by=request.user, at=at), "study:mentors")


@login_required
@acts
def answering(request: SignedIn, number: int) -> HttpResponse:
    found = _pair(request, number)
    ensure(policies.may_answer(request.user, found))
    accepted, at = "yes" in request.POST, clock.now()
    try:
        return once(request, lambda: accompanying.answer(found, accepted, by=request.user, at=at), "study:mentors")
    except Full:
        words = _("You go along with as many as you said already: end one first, or say no.")
        return _page(request, _offering(request.user), status=422, trouble=words)


@login_required
@acts
def ending(request: SignedIn, number: int) -> HttpResponse:
    found, at = _pair(request, number), clock.now()
    return once(request, lambda: found.end(by=request.user, at=at), "study:mentors")


def _find(request: SignedIn, number: int) -> Mentoring:
    found: Mentoring = get_object_or_404(Mentoring.objects.visible_to(request.user), pk=number)
    return found


def _pair(request: SignedIn, number: int) -> Accompaniment:
    known = Accompaniment.objects.visible_to(request.user).select_related("mentoring__person", "person")
    found: Accompaniment = get_object_or_404(known, pk=number)
    return found
