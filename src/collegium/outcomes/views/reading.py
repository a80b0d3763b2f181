"""What was found: all that one may read, what a group ended with, and one report as its readers have it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse

from collegium.enquiry.models import Idea, Question
from collegium.groups.faces import face
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.web import SignedIn, show
from collegium.outcomes import policies
from collegium.outcomes.models import Edition, Policy, Proposal, Queue, Report
from collegium.outcomes.showing import outcomes_of, readers
from collegium.outcomes.views.finding import find, find_own_group
from collegium.people.models import Person, School

A_PAGE = 20


@login_required
def outcomes(request: SignedIn) -> HttpResponse:
    """What colleagues found, the newest first; policies that came of it; and how many proposals were answered."""
    me, words = request.user, request.GET.get("q", "").strip()[:80]
    found: Any = Report.objects.visible_to(me).shared()
    if words:
        found = found.filter(
            Q(edition__title__icontains=words)
            | Q(themes__title__icontains=words) | Q(aspects__title__icontains=words)
        ).distinct()
    rows = leaf(found.select_related("edition", "group").prefetch_related("edition__authors", "themes"), "shared_at",
                A_PAGE, request.GET.get("before", ""))  # fmt: skip
    schools, rules = list(me.schools_now().order_by("name")), Policy.objects.visible_to(me).in_force()
    return show(
        request, "outcomes/outcomes.html",
        leaf=rows, words=words, query=urlencode({"q": words}) + "&" if words else "",
        policies=list(rules.filter(school__in=schools).order_by("-at", "-pk")[:A_PAGE]),
        counters=[counter for school in schools if (counter := _counter(school, me))],
        drafts=list(Report.objects.written_by(me).drafts().select_related("group").order_by("-at", "-pk")[:A_PAGE]),
        leads=any(policies.may_arrange(me, school) for school in schools), may_begin=bool(schools),
    )  # fmt: skip


def _counter(school: School, person: Person) -> dict[str, Any] | None:
    """For the leadership always; for all staff where the leadership chose so."""
    if not (Queue.objects.of(school).counter_for_all or policies.may_arrange(person, school)):
        return None
    return {"school": school} | Proposal.objects.figures(school, clock.today(school.timezone))


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    """New ideas, proposals, policies, further research: whatever there is, and nothing is missing."""
    found = find_own_group(request, slug)
    ideas = Idea.objects.visible_to(request.user).standing().filter(group=found)
    asked: Any = Question.objects.visible_to(request.user).standing()
    further = asked.filter(Q(goes_on_from__report__group=found) | Q(goes_on_from__proposal__group=found))
    return show(
        request, "outcomes/group.html", group=found, face=face(found, request.user), tab="outcomes",
        ideas=list(ideas.select_related("person").order_by("-at", "-pk")[:A_PAGE]),
        further=list(further.select_related("person").order_by("-at", "-pk")[:A_PAGE]),
        **outcomes_of(found, request.user, clock.today()),
    )  # fmt: skip


@login_required
def report(request: SignedIn, number: int) -> HttpResponse:
    """As it was shared. What has not been shared is still a sheet, and its writers are shown there."""
    found = find(request, number)
    edition = found.edition if found.is_shared else None
    return show(
        request, "outcomes/report.html",
        report=found, edition=edition, parts=edition.parts() if edition else [],
        authors=edition.authors_in_order if edition else [one.person for one in found.authors.in_order()],
        themes=_tags(edition, "themes", found), aspects=_tags(edition, "aspects", found),
        reach=readers(found, edition.reach) if edition else "",
        writes=policies.may_write(request.user, found), withdraws=policies.may_withdraw(request.user, found),
        is_author=policies.is_author(request.user, found),
        became=list(Policy.objects.visible_to(request.user).filter(proposal__report=found).order_by("pk")),
    )  # fmt: skip


def _tags(edition: Edition | None, name: str, found: Report) -> list[Any]:
    """What it was about on the day it was shared; of a sheet, what it is about now."""
    known = getattr(found, name).model._default_manager
    if edition is None:
        return list(getattr(found, name).order_by("title"))
    return list(known.filter(pk__in=edition.content.get(name, [])).order_by("title"))
