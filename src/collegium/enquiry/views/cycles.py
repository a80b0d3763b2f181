"""A group's enquiry: its question, the cycle it is in, what was written at each stage, and the lesson's versions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.enquiry import forms, policies
from collegium.enquiry.cycling import round_now, round_of
from collegium.enquiry.doors import doors
from collegium.enquiry.models import Cycle, LessonPlan, Missing, Note, Passage, Prediction, Question, Shared
from collegium.enquiry.views.finding import find_own_group
from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

SHOWN = 5


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    """Our enquiry."""
    return _page(request, find_own_group(request, slug))


def _page(request: SignedIn, found: Group, *, status: int = 200, **bound: Any) -> HttpResponse:
    seen = face(found, request.user)
    going = round_now(found, request.user)
    plans = LessonPlan.objects.visible_to(request.user).filter(cycle__group=found)
    earlier = Cycle.objects.visible_to(request.user).filter(group=found, finished_at__isnull=False)
    last = earlier.order_by("-finished_at").first() if going is None else None
    title = going.cycle.title if going else last.title if last else ""
    question = Question.objects.visible_to(request.user).of(found)
    shared = Shared.objects.visible_to(request.user).filter(group=found, withdrawn_at=None)
    return show(
        request, "enquiry/group.html", status=status,
        group=found, face=seen, tab="enquiry", may=seen.is_going, round=going, last=last,
        question=question, doors=doors(going.now.passage.stage, found, question) if going and going.now else [],
        shared=shared.select_related("reflection__person").order_by("-at", "-pk")[:SHOWN],
        plans=plans.filter(cycle__title=title).select_related("person").order_by("-number"),
        earlier=earlier.order_by("-finished_at"), **bound,
    )  # fmt: skip


@login_required
def cycle(request: SignedIn, number: int) -> HttpResponse:
    """A cycle to read again."""
    found = _find(request, number)
    plans = LessonPlan.objects.visible_to(request.user).filter(cycle=found)
    return show(
        request, "enquiry/cycle.html",
        group=found.group, face=face(found.group, request.user), tab="enquiry", may=False,
        round=round_of(found, request.user), plans=plans.select_related("person").order_by("-number"),
    )  # fmt: skip


def _find(request: SignedIn, number: int) -> Cycle:
    known = Cycle.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("group__approach", "group__theme", "group__conclusion"), pk=number)


def _home(found: Group) -> str:
    return reverse("enquiry:group", args=[found.slug])


@login_required
@acts
def beginning(request: SignedIn, slug: str) -> HttpResponse:
    """The first pass through the stages, on one lesson or one idea."""
    found = find_own_group(request, slug)
    ensure(policies.may_enquire(request.user, found))
    form, at = forms.Title(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, found, status=422, title_form=form)
    title = form.cleaned_data["title"]
    return once(request, lambda: Cycle.objects.begin(found, title, by=request.user, at=at), _home(found))


def _do(request: SignedIn, number: int, verb: Callable[[Cycle], Any]) -> HttpResponse:
    """Any member moves a cycle on; what is over is only read."""
    found = _find(request, number)
    ensure(policies.may_enquire(request.user, found.group) and found.finished_at is None)
    return once(request, lambda: verb(found), _home(found.group))


@login_required
@acts
def going_on(request: SignedIn, number: int) -> HttpResponse:
    """On to the next stage; early is possible, and remembered."""
    at, early = clock.now(), request.POST.get("early") == "yes"
    return _do(request, number, lambda found: found.go_on(by=request.user, at=at, early=early))


@login_required
@acts
def stage(request: SignedIn, number: int) -> HttpResponse:
    """To any stage: worth another look, or worth going to straight away."""
    wanted, at = request.POST.get("stage", ""), clock.now()
    is_number = wanted.isdecimal() and len(wanted) < 15
    passage = get_object_or_404(
        Passage.objects.filter(cycle=_find(request, number)), pk=int(wanted) if is_number else 0
    )
    return _do(request, number, lambda found: found.go_to(passage, by=request.user, at=at))


@login_required
@acts
def finishing(request: SignedIn, number: int) -> HttpResponse:
    at = clock.now()
    try:
        return _do(request, number, lambda found: found.finish(by=request.user, at=at))
    except Missing as missing:
        messages.error(request, _("It cannot be finished without: %(stages)s.") % {"stages": missing})
        return _page(request, _find(request, number).group, status=422)


@login_required
@acts
def again(request: SignedIn, number: int) -> HttpResponse:
    """The same lesson once more, revised."""
    found, at = _find(request, number), clock.now()
    ensure(policies.may_enquire(request.user, found.group) and found.finished_at is not None)
    return once(request, lambda: found.next_one(by=request.user, at=at), _home(found.group))


@login_required
@acts
def writing(request: SignedIn, number: int) -> HttpResponse:
    """What one writes at a stage: a note, or what one expects."""
    found, at = _find(request, number), clock.now()
    ensure(policies.may_enquire(request.user, found.group) and found.finished_at is None)
    form = forms.AtAStage(request.POST, cycle=found)
    if not form.is_valid():
        return _page(request, found.group, status=422, writing_form=form)
    given = form.cleaned_data
    return once(request, lambda: found.write(person=request.user, at=at, **given), _home(found.group))


@login_required
@acts
def note(request: SignedIn, number: int) -> HttpResponse:
    """One's own note in other words; left empty, it is gone."""
    known = Note.objects.visible_to(request.user).select_related("cycle__group", "person")
    found = get_object_or_404(known, pk=number)
    ensure(found.person_id == request.user.pk)
    text, at = request.POST.get("text", "").strip()[:2000], clock.now()
    return once(request, lambda: found.write(text, at=at), _home(found.cycle.group))


@login_required
@acts
def seen(request: SignedIn, number: int) -> HttpResponse:
    """What came of it, beside what was expected."""
    known = Prediction.objects.visible_to(request.user).select_related("cycle__group")
    found = get_object_or_404(known, pk=number)
    ensure(policies.may_enquire(request.user, found.cycle.group))
    words, at = request.POST.get("seen", "").strip()[:400], clock.now()
    return once(request, lambda: found.compare(words, by=request.user, at=at), _home(found.cycle.group))


@login_required
@acts
def plan(request: SignedIn, number: int) -> HttpResponse:
    """The next version of the lesson."""
    found, at = _find(request, number), clock.now()
    ensure(policies.may_enquire(request.user, found.group) and found.finished_at is None)
    form = forms.Plan(request.POST)
    if not form.is_valid():
        return _page(request, found.group, status=422, plan_form=form)
    given = form.cleaned_data
    return once(
        request, lambda: LessonPlan.objects.add(found, **given, by=request.user, at=at), _home(found.group)
    )


@login_required
@acts
def wording(request: SignedIn, slug: str) -> HttpResponse:
    """The group's question: asked, or put in better words."""
    found = find_own_group(request, slug)
    ensure(policies.may_enquire(request.user, found))
    form, at = forms.Refined(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, found, status=422, question_form=form)
    given = form.cleaned_data

    def put() -> Question:
        if question := Question.objects.of(found):
            question.refine(given["text"], why=given["why"], by=request.user, at=at)
            return question
        school = found.memberships.current().get(person=request.user).school
        return Question.objects.ask(
            person=request.user, text=given["text"], at=at, theme=found.theme, of_group=True, group=found,
            school=None if school.is_outside else school, audience="group",
        )  # fmt: skip

    return once(request, put, None if "record" in request.POST else _home(found))
