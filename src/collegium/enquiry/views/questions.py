"""Driving questions: asked, refined, looked into, answered; and what was asked before."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.enquiry import forms, policies
from collegium.enquiry.models import Question
from collegium.enquiry.views.finding import themes_for
from collegium.enquiry.views.ideas import wider_words
from collegium.groups.audience import Audience, choices_for, reach
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person

A_PAGE = 30


def find(request: SignedIn, number: int) -> Question:
    known: Any = Question.objects.visible_to(request.user).standing()
    found: Question = get_object_or_404(known.select_related("person", "group", "school", "theme"), pk=number)
    return found


@login_required
def questions(request: SignedIn) -> HttpResponse:
    """What is and was asked, by words, and with its finding where there is one."""
    words, which = request.GET.get("q", "").strip()[:100], request.GET.get("which", "")
    found: Any = Question.objects.visible_to(request.user).standing()
    for word in words.split():
        found = found.filter(Q(text__icontains=word) | Q(finding__icontains=word) | Q(theme__title__icontains=word))
    if which == "mine":
        found = found.filter(person=request.user)
    elif which == "found":
        found = found.exclude(finding="")
    shown = Paginator(
        found.select_related("person", "group", "school", "theme").order_by("-at", "-pk"), A_PAGE
    ).get_page(request.GET.get("page"))
    return show(
        request, "enquiry/questions.html",
        questions=shown, sheet=shown, words=words, which=which, tab="questions",
        keep=urlencode({name: request.GET[name] for name in ("q", "which") if name in request.GET}) + "&",
    )  # fmt: skip


@login_required
def similar(request: SignedIn) -> HttpResponse:
    """While somebody types: what was asked before, of what they may see."""
    text = request.GET.get("text", "")[:300]
    found = Question.objects.similar_to(text, request.user)
    leave_out = request.GET.get("but", "")
    return show(
        request, "enquiry/similar.html",
        similar=[one for one in found if str(one.pk) != leave_out], typed=bool(text.strip()),
    )  # fmt: skip


@login_required
def asking(request: SignedIn) -> HttpResponse:
    """A question of one's own."""
    return _asking_page(request, _form(request.user))


def _form(person: Person, data: Any = None) -> forms.Ask:
    reaches = choices_for(person, alone=True)
    return forms.Ask(data, themes=themes_for(person), reaches=reaches, initial={"reach": Audience.ME})


def _asking_page(request: SignedIn, form: forms.Ask, *, status: int = 200) -> HttpResponse:
    text = form.data.get("text", "") if form.is_bound else ""
    return show(
        request, "enquiry/asking.html", status=status, form=form, typed=bool(text),
        similar=Question.objects.similar_to(text, request.user) if text else [],
    )  # fmt: skip


@login_required
@acts
def asked(request: SignedIn) -> HttpResponse:
    """Without script the first press of “Has this been asked?” shows what was; the second press asks."""
    form, at = _form(request.user, request.POST), clock.now()
    if not form.is_valid():
        return _asking_page(request, form, status=422)
    if "look" in request.POST:
        return _asking_page(request, form)
    given = form.cleaned_data
    reached = reach(given.pop("reach"), request.user)
    return once(request, lambda: Question.objects.ask(person=request.user, at=at, **given, **reached))


@login_required
def question(request: SignedIn, number: int) -> HttpResponse:
    return _page(request, find(request, number))


def _page(request: SignedIn, found: Question, *, status: int = 200, **bound: Any) -> HttpResponse:
    mine = policies.may_work_on(request.user, found)
    record = {name: getattr(found, name) for name in ("purpose", "method", "evidence", "finding")}
    author = found.person_id == request.user.pk
    context: dict[str, Any] = {
        "record_form": forms.Record(initial=record), "refined_form": forms.Refined(initial={"text": found.text}),
    }  # fmt: skip
    return show(
        request, "enquiry/question.html", status=status,
        question=found, may=mine, is_author=author, wider=wider_words(found) if author and mine else [],
        wordings=found.wordings.select_related("by").order_by("-at", "-pk"), **(context | bound),
    )  # fmt: skip


@login_required
@acts
def refining(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    ensure(policies.may_work_on(request.user, found))
    form, at = forms.Refined(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, found, status=422, refined_form=form)
    return once(request, lambda: found.refine(**form.cleaned_data, by=request.user, at=at), found)


@login_required
@acts
def record(request: SignedIn, number: int) -> HttpResponse:
    """Purpose, method, evidence, finding."""
    found = find(request, number)
    ensure(policies.may_work_on(request.user, found))
    form, at = forms.Record(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, found, status=422, record_form=form)
    return once(request, lambda: found.write_down(by=request.user, at=at, **form.cleaned_data), found)


@login_required
@acts
def opening(request: SignedIn, number: int) -> HttpResponse:
    """To more colleagues: its author, and nobody else."""
    found = find(request, number)
    ensure(policies.may_withdraw(request.user, found))
    audience, at = request.POST.get("audience", ""), clock.now()
    return once(request, lambda: found.widen(audience, by=request.user, at=at), found)


@login_required
@acts
def taking_away(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    ensure(policies.may_withdraw(request.user, found))
    at = clock.now()
    return once(request, lambda: found.withdraw(by=request.user, at=at), "enquiry:questions")


