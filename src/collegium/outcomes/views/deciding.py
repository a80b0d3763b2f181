"""What was decided and stands: policies with the way back to their evidence; and questions that go on from there."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.enquiry.models import Question
from collegium.groups.audience import Audience, choices_for, reach
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes import forms, policies
from collegium.outcomes.models import DecidedMeanwhile, Further, Policy, Proposal, Report
from collegium.outcomes.views.finding import number_in
from collegium.people.models import Person


def find_policy(request: SignedIn, number: int) -> Policy:
    known = Policy.objects.visible_to(request.user).select_related("proposal__group", "school", "by")
    return get_object_or_404(known, pk=number)


@login_required
def policy(request: SignedIn, number: int) -> HttpResponse:
    return policy_page(request, find_policy(request, number))


def policy_page(request: SignedIn, found: Policy, *, status: int = 200, **bound: Any) -> HttpResponse:
    me, today = request.user, clock.today(found.school.timezone)
    may = policies.may_review(me, found)
    form = forms.Reviewing(today=today, initial={"seen": found.version}) if may else None
    return show(
        request, "outcomes/policy.html", status=status, policy=found, today=today,
        because=found.proposal.answers.filter(kind="policy").select_related("by").first(),
        report=Report.objects.visible_to(me).filter(pk=found.proposal.report_id or 0).first(),
        proposal=Proposal.objects.visible_to(me).filter(pk=found.proposal_id).first(),
        reviews=found.reviews.select_related("by").order_by("-at", "-pk"),
        **({"form": form, "late_word": ""} | bound),
    )  # fmt: skip


@login_required
@acts
def reviewing(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_policy(request, number), clock.now()
    ensure(policies.may_arrange(request.user, found.school))
    form = forms.Reviewing(request.POST, today=clock.today(found.school.timezone))
    if not form.is_valid():
        return policy_page(request, found, status=422, form=form)
    given = form.cleaned_data
    given.pop("stays")
    try:
        return once(request, lambda: found.review(**given, by=request.user, at=at), found)
    except DecidedMeanwhile:
        return policy_page(request, find_policy(request, number), status=409, late_word=given["reasons"])


def _goes_on_from(request: SignedIn) -> dict[str, Any]:
    """The report or the decision, of those this person may know of."""
    me = request.user
    decided = Proposal.objects.visible_to(me).filter(pk=number_in(request, "proposal") or 0).first()
    known = Report.objects.visible_to(me).select_related("edition")
    read = known.filter(pk=number_in(request, "report") or 0).first()
    return {"proposal": decided} if decided else {"report": read} if read else {}


def _asked(thing: Any, person: Person) -> str:
    """What was asked before, to be asked further: the group's question, where one may know of it; or its title."""
    known = Group.objects.visible_to(person).filter(pk=thing.group_id or 0).first() if thing is not None else None
    return (known.question if known else "") or _title(thing)


def _title(thing: Any) -> str:
    """As its readers have it."""
    edition = getattr(thing, "edition", None)
    return (edition.title if edition else "") or getattr(thing, "title", "")


@login_required
def going_on(request: SignedIn) -> HttpResponse:
    """A new enquiry, with its question filled in."""
    source = _goes_on_from(request)
    thing = next(iter(source.values()), None)
    words, why = _asked(thing, request.user), getattr(thing, "benefit", "")[:300]
    initial = {"text": words, "purpose": why, "reach": Audience.ME}
    return _page(request, source, forms.GoingOn(reaches=choices_for(request.user, alone=True), initial=initial))


def _page(request: SignedIn, source: dict[str, Any], form: forms.GoingOn, *, status: int = 200) -> HttpResponse:
    thing = next(iter(source.values()), None)
    text = form["text"].value() or ""
    return show(
        request, "outcomes/going_on.html", status=status, form=form, thing=thing, title=_title(thing), **source,
        similar=Question.objects.similar_to(text, request.user) if text else [],
    )  # fmt: skip


@login_required
@acts
def begun(request: SignedIn) -> HttpResponse:
    source, at = _goes_on_from(request), clock.now()
    form = forms.GoingOn(request.POST, reaches=choices_for(request.user, alone=True))
    if not form.is_valid():
        return _page(request, source, form, status=422)
    given = form.cleaned_data
    reached = reach(given.pop("reach"), request.user)
    return once(request, lambda: Further.objects.begin(person=request.user, at=at, **given, **source, **reached))
