"""Proposals: put to leaders by name, answered with reasons, and seen when an answer is late."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes import forms, policies
from collegium.outcomes.models import DecidedMeanwhile, Policy, Proposal, Queue, Report, leaders_of
from collegium.outcomes.views.finding import find_proposal, number_in
from collegium.outcomes.waiting import proposals_waiting
from collegium.people.models import School


@login_required
def queue(request: SignedIn) -> HttpResponse:
    return _queue_page(request)


def _queue_page(
    request: SignedIn, *, wrong: tuple[School, forms.Queue] | None = None, status: int = 200
) -> HttpResponse:
    """What waits for this leader; what they decided; policies to look at again; and how soon they promise to."""
    me, today = request.user, clock.today()
    led = [school for school in me.schools_now().order_by("name") if policies.may_arrange(me, school)]
    waiting, again = proposals_waiting(me), Policy.objects.visible_to(me).to_review(today)
    asked = Proposal.objects.put_to(me)
    decided = asked.exclude(pk__in=[one.pk for one in waiting])
    mine = Proposal.objects.put_by(me).exclude(pk__in=asked.values("pk")).select_related("group", "school")
    return show(
        request, "outcomes/queue.html", status=status, is_open=wrong is not None,
        waiting=[(one, one.is_overdue(today)) for one in waiting],
        decided=list(decided.select_related("group").order_by("-at", "-pk")[:20]),
        mine=[(one, one.is_overdue(today)) for one in mine.order_by("-at", "-pk")[:20]],
        gone=list(Proposal.objects.taken_back_from(me).order_by("-withdrawn_at", "-pk")[:5]),
        reviews=list(again.filter(school__in=led).order_by("review_on", "pk")),
        schools=[_arranged(school, wrong[1] if wrong and wrong[0] == school else None) for school in led],
        today=today,
        may_propose=me.schools_now().exists(),
    )  # fmt: skip


def _arranged(school: School, form: Any = None) -> dict[str, Any]:
    now = Queue.objects.of(school)
    figures = Proposal.objects.figures(school, clock.today(school.timezone))
    initial = {"weeks": now.weeks, "counter_for_all": now.counter_for_all}
    form = form or forms.Queue(initial=initial, auto_id=f"id_{school.slug}_%s")
    return {"school": school, "form": form} | figures


@login_required
@acts
def arranging(request: SignedIn, slug: str) -> HttpResponse:
    school = get_object_or_404(request.user.schools_now(), slug=slug)
    ensure(policies.may_arrange(request.user, school))
    form, at = forms.Queue(request.POST, auto_id=f"id_{school.slug}_%s"), clock.now()
    if not form.is_valid():
        return _queue_page(request, wrong=(school, form), status=422)
    given = form.cleaned_data
    return once(request, lambda: Queue.objects.arrange(school, by=request.user, at=at, **given), "outcomes:queue")


def _from(request: SignedIn) -> tuple[Group | None, Report | None]:
    """In whose name, and on which report."""
    mine = Group.objects.of_member(request.user)
    written = Report.objects.written_by(request.user).select_related("group")
    report = written.filter(pk=number_in(request, "from_report") or 0).first()
    group = mine.filter(pk=number_in(request, "group") or 0).first()
    if report and report.group and not group:
        group = mine.filter(pk=report.group.pk).first()
    return group, report


def _school(request: SignedIn, group: Group | None) -> School | None:
    """Where it is put: at a school of the group's where this person works, or at their first."""
    here = request.user.schools_now().order_by("pk")
    return (here.filter(groups=group).first() if group else None) or here.first()


def _form(request: SignedIn, group: Group | None, school: School, data: Any = None, **initial: Any) -> forms.Propose:
    known = Report.objects.written_by(request.user)
    reports = known.filter(group=group) if group else known.filter(group=None)
    return forms.Propose(data, school=school, reports=reports.order_by("-at", "-pk"), initial=initial)


@login_required
def proposing(request: SignedIn) -> HttpResponse:
    group, report = _from(request)
    school = _school(request, group)
    ensure(school is not None)
    assert school is not None
    leaders = list(leaders_of(school)[:2])
    # Nobody is chosen for somebody else, unless there is no choice.
    form = _form(request, group, school, report=report, to=leaders if len(leaders) == 1 else [])
    return _proposing_page(request, form, group, school)


def _proposing_page(
    request: SignedIn, form: forms.Propose, group: Group | None, school: School, *, status: int = 200
) -> HttpResponse:
    return show(
        request, "outcomes/proposing.html", status=status, form=form, group=group, school=school,
        weeks=Queue.objects.of(school).weeks, leaders=leaders_of(school).count(),
    )  # fmt: skip


@login_required
@acts
def putting(request: SignedIn) -> HttpResponse:
    group, _report = _from(request)
    school, at = _school(request, group), clock.now()
    ensure(school is not None)
    assert school is not None
    form = _form(request, group, school, request.POST)
    if not form.is_valid():
        return _proposing_page(request, form, group, school, status=422)
    given = form.cleaned_data
    return once(request, lambda: Proposal.objects.put(
        given["title"], given["words"], benefit=given["benefit"], to=given["to"], report=given["report"],
        group=group, school=school, by=request.user, at=at))  # fmt: skip


@login_required
def proposal(request: SignedIn, number: int) -> HttpResponse:
    return proposal_page(request, find_proposal(request, number))


def proposal_page(request: SignedIn, found: Proposal, *, status: int = 200, **bound: Any) -> HttpResponse:
    me, today = request.user, clock.today(found.school.timezone)
    asked = list(found.asked())
    others = leaders_of(found.school).exclude(pk__in=[one.pk for one in asked])
    may = policies.may_answer(me, found)
    context: dict[str, Any] = {
        "form": forms.Answering(proposal=found, today=today, initial={"seen": found.version}) if may else None,
        "addition": forms.Adding(initial={"seen": found.version}) if policies.may_add(me, found) else None,
        "late_word": False,
    }  # fmt: skip
    shown = Report.objects.visible_to(me).select_related("edition").filter(pk=found.report_id or 0).first()
    proposed = policies.proposed(me, found)
    return show(
        request, "outcomes/proposal.html", status=status, proposal=found, asked=asked, today=today,
        answers=found.answers.select_related("by").order_by("at", "pk"), overdue=found.is_overdue(today),
        report=shown, policy=Policy.objects.filter(proposal=found).first(), proposed=proposed,
        more_leaders=others if policies.may_turn_to(me, found) else [],
        may_take_back=policies.may_take_back(me, found), goes_on=_goes_on(found), **(context | bound),
    )  # fmt: skip


def _goes_on(found: Proposal) -> str:
    """Where a new question goes on from what was decided."""
    if found.state not in ("policy", "on-trial", "declined"):
        return ""
    return f"{reverse('outcomes:going-on')}?{urlencode({'proposal': found.pk})}"


@login_required
@acts
def answering(request: SignedIn, number: int) -> HttpResponse:
    """One leader's answer. Another's that came first stands, and both texts are seen."""
    found = find_proposal(request, number)
    at, today = clock.now(), clock.today(found.school.timezone)
    if not policies.may_answer(request.user, found):
        ensure(policies.is_asked(request.user, found))
        return proposal_page(request, found, status=409, late_word=request.POST.get("reasons", "")[:4000] or True)
    form = forms.Answering(request.POST, proposal=found, today=today)
    if not form.is_valid():
        return proposal_page(request, found, status=422, form=form)
    given = form.cleaned_data
    try:
        return once(request, lambda: found.answer(**given, by=request.user, at=at), found)
    except DecidedMeanwhile:
        return proposal_page(request, find_proposal(request, number), status=409, late_word=given["reasons"])


@login_required
@acts
def adding(request: SignedIn, number: int) -> HttpResponse:
    """What leaders asked for. Somebody else of the group was quicker: theirs stands."""
    found, at = find_proposal(request, number), clock.now()
    ensure(policies.proposed(request.user, found))
    form = forms.Adding(request.POST)
    if not form.is_valid():
        return proposal_page(request, found, status=422, addition=form)
    try:
        return once(request, lambda: found.add(**form.cleaned_data, by=request.user, at=at), found)
    except DecidedMeanwhile:
        again = find_proposal(request, number)
        return proposal_page(request, again, status=409, late_word=form.cleaned_data["words"])


@login_required
@acts
def turning_to(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_proposal(request, number), clock.now()
    ensure(policies.may_turn_to(request.user, found))
    leader = get_object_or_404(leaders_of(found.school), pk=number_in(request, "person") or 0)
    return once(request, lambda: found.turn_to(leader, by=request.user, at=at), found)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_proposal(request, number), clock.now()
    ensure(policies.may_take_back(request.user, found))
    return once(request, lambda: found.withdraw(by=request.user, at=at), found)
