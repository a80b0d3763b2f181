"""A group's course: its modules, its action plan, and one page of information to print."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from collegium.groups.audience import choices_for
from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.models import Meeting
from collegium.meetings.showing import row_of
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.study import forms, policies
from collegium.study.models import Completion, Course, Goal
from collegium.study.prompts import PROMPTS
from collegium.study.showing import course_now
from collegium.study.views.finding import find_course, find_own_group

SHOWN = 5


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    """The course of now; where there is none, how to begin one."""
    found = find_own_group(request, slug)
    now = None if "new" in request.GET else course_now(found)
    return redirect(now) if now else _begin(request, found, forms.Begin())


def _begin(request: SignedIn, found: Group, form: forms.Begin, *, status: int = 200) -> HttpResponse:
    return show(
        request, "study/begin.html", status=status, group=found, face=face(found, request.user), tab="study",
        form=form, may_write=policies.may_study(request.user, found),
    )  # fmt: skip


@login_required
@acts
def beginning(request: SignedIn, slug: str) -> HttpResponse:
    found = find_own_group(request, slug)
    ensure(policies.may_study(request.user, found))
    form, at = forms.Begin(request.POST), clock.now()
    if not form.is_valid():
        return _begin(request, found, form, status=422)
    return once(request, lambda: Course.objects.begin(found, by=request.user, at=at, **form.cleaned_data))


@login_required
def course(request: SignedIn, number: int) -> HttpResponse:
    return course_page(request, find_course(request, number))


def course_page(request: SignedIn, found: Course, *, status: int = 200, **typed: Any) -> HttpResponse:
    """What it is, its modules, who helps whom, goals and certificates as far as each may be seen."""
    me, at = request.user, clock.now()
    goals = list(Goal.objects.visible_to(me).filter(course=found).select_related("person").order_by("at", "pk"))
    mine = next((one for one in goals if one.person_id == me.pk), None)
    kept = Completion.objects.visible_to(me).filter(course=found).select_related("person", "certificate")
    begun: dict[str, Any] = {
        "help_form": forms.SayHelp(initial={"offers": "no"}), "keep": forms.Keep(),
        "goal_form": goal_form(found, me, initial=_goal(mine)),
        "design_form": forms.ShareDesign(reaches=choices_for(me)),
    }  # fmt: skip
    return show(
        request, "study/course.html", status=status, course=found, group=found.group, face=face(found.group, me),
        tab="study", today=clock.today(), rows=_modules(found, me, at=at),
        helps=list(found.helps.select_related("person").order_by("kind", "-offers", "pk")), goals=goals, mine=mine,
        kept=list(kept.order_by("at", "pk")), may_write=policies.may_study(me, found.group),
        may_share=policies.may_share(me, found.group),
        earlier=list(Course.objects.filter(group=found.group).exclude(pk=found.pk).order_by("-starts_on", "pk")),
        **begun | typed,
    )  # fmt: skip


def _modules(found: Course, person: Person, *, at: Any) -> list[tuple[Any, Any]]:
    modules = found.modules.select_related("meeting__host").order_by("order")
    return [(one, row_of(one.meeting, person, at=at) if one.meeting else None) for one in modules]


def _goal(mine: Goal | None) -> dict[str, Any]:
    if mine is None:
        return {}
    people = list(mine.people.values_list("pk", flat=True))
    return {"text": mine.text, "for_group": mine.for_group, "people": people}


def goal_form(found: Course, person: Person, data: Any = None, **more: Any) -> forms.SetGoal:
    members = found.group.memberships.current().exclude(person=person).values("person")
    return forms.SetGoal(data, members=Person.objects.filter(pk__in=members).order_by(*by_first_name(), "pk"), **more)


@login_required
def modules(request: SignedIn, number: int) -> HttpResponse:
    """One line for each module."""
    found = find_course(request, number)
    ensure(policies.may_study(request.user, found.group))
    lines = [" | ".join(part for part in (one.title, one.task) if part) for one in found.modules.order_by("order")]
    form = forms.Modules(initial={"modules": "\n".join(lines)})
    return show(request, "study/modules.html", course=found, form=form)


@login_required
@acts
def laying_out(request: SignedIn, number: int) -> HttpResponse:
    found = find_course(request, number)
    ensure(policies.may_study(request.user, found.group))
    form, at = forms.Modules(request.POST), clock.now()
    if not form.is_valid():
        return show(request, "study/modules.html", status=422, course=found, form=form)
    return once(request, lambda: found.lay_out(form.cleaned_data["modules"], by=request.user, at=at), found)


@login_required
def plan(request: SignedIn, number: int) -> HttpResponse:
    found = find_course(request, number)
    ensure(policies.may_study(request.user, found.group))
    form = forms.Plan(initial=dict(found.answers.values_list("prompt", "text")))
    return show(request, "study/plan.html", course=found, form=form)


@login_required
@acts
def planning(request: SignedIn, number: int) -> HttpResponse:
    found = find_course(request, number)
    ensure(policies.may_study(request.user, found.group))
    form, at = forms.Plan(request.POST), clock.now()
    if not form.is_valid():
        return show(request, "study/plan.html", status=422, course=found, form=form)
    return once(request, lambda: found.plan(form.cleaned_data, by=request.user, at=at), found)


@login_required
def plan_paper(request: SignedIn, number: int) -> HttpResponse:
    """The action plan, to print and to fill in together."""
    found = find_course(request, number)
    given = dict(found.answers.values_list("prompt", "text"))
    lines = [(words, given.get(prompt, "")) for prompt, words in PROMPTS]
    return show(request, "study/plan_paper.html", course=found, lines=lines)


@login_required
def info_sheet(request: SignedIn, number: int) -> HttpResponse:
    """One page for the staffroom: what, when, with whom, and whom to ask."""
    found = find_course(request, number)
    me, at = request.user, clock.now()
    coming = Meeting.objects.filter(group=found.group).upcoming(at).select_related("host").order_by("starts_at", "pk")
    return show(
        request, "study/info_sheet.html", course=found, modules=list(found.modules.order_by("order")),
        rows=[row_of(one, me, at=at) for one in coming[:SHOWN]], face=face(found.group, me),
    )  # fmt: skip
