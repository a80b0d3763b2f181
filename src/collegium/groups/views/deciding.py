"""Deciding together: what is put to the group, each member's word, and what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.groups import agreeing, deciding, policies
from collegium.groups.faces import face
from collegium.groups.models import CatchUp, Decision, Group
from collegium.groups.saying import Asking, Ending, Say
from collegium.groups.views.finding import find_own
from collegium.groups.words import what_happened
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

# As many past decisions as a group looks back on.
PAST = 30


def find_decision(request: SignedIn, number: int) -> Decision:
    known = Decision.objects.visible_to(request.user).select_related(
        "group__approach", "group__theme", "group__conclusion", "invitation__person", "invitation__school", "by"
    )
    return get_object_or_404(known, pk=number)


@login_required
def decisions(request: SignedIn, slug: str) -> HttpResponse:
    """What is open, and what became of the others."""
    return decisions_page(request, find_own(request, slug))


def decisions_page(request: SignedIn, group: Group, *, status: int = 200, **bound: Form) -> HttpResponse:
    at = clock.now()
    known = Decision.objects.visible_to(request.user).filter(group=group)
    known = known.select_related("group", "by", "invitation__person")
    running = deciding.tallies(known.open().order_by("due_at", "pk"), request.user, at=at)
    past = known.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:PAST]
    seen = face(group, request.user)
    forms: dict[str, Any] = {"asking": Asking(), "ending": Ending(prefix="end")}
    return show(
        request, "groups/decisions.html", status=status, group=group, face=seen, tab="about", open=running,
        past=[(one, what_happened(one, at)) for one in past], **(forms | bound),
    )  # fmt: skip


@login_required
def decision(request: SignedIn, number: int) -> HttpResponse:
    """One of them: what it would mean, one's own word, and then the others'."""
    found = find_decision(request, number)
    return decision_page(request, found, Say())


def decision_page(request: SignedIn, found: Decision, form: Say, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    (tally,) = deciding.tallies([found], request.user, at=at)
    seen = face(found.group, request.user)
    return show(
        request, "groups/decision.html", status=status, group=found.group, face=seen, tab="about", decision=found,
        tally=tally, form=form, happened="" if found.is_open else what_happened(found, at),
        means=deciding.consequences(found, at=at) if found.is_open else [], stands=deciding.stands_now(found),
        talk=agreeing.talk(found, "", by=None, at=at), may_say=policies.may_say(request.user, found),
        may_take_back=policies.may_take_back(request.user, found),
        pack=CatchUp.of(found.group) if found.kind == Decision.Kind.NEWCOMER else None,
    )  # fmt: skip


@login_required
@acts
def word(request: SignedIn, number: int) -> HttpResponse:
    """A member agrees, would talk first, or objects."""
    found, at = find_decision(request, number), clock.now()
    ensure(policies.may_say(request.user, found))
    form = Say(request.POST)
    if not form.is_valid():
        return decision_page(request, found, form, status=422)

    def say() -> str:
        to = deciding.answer(found, by=request.user, at=at, **form.cleaned_data)
        if not found.is_open:
            messages.info(request, what_happened(found, at))
        return to or back(request, found)

    return once(request, say, str)


def back(request: SignedIn, found: Decision) -> str:
    return reverse("desk:today") if request.POST.get("from") == "today" else found.group.get_absolute_url()


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    """Whoever put it to the group thinks better of it."""
    found, at = find_decision(request, number), clock.now()
    ensure(policies.may_take_back(request.user, found))
    to = reverse("groups:decisions", args=[found.group.slug])
    return once(request, lambda: found.withdraw(by=request.user, at=at), to)


@login_required
@acts
def asking(request: SignedIn, slug: str) -> HttpResponse:
    """Anything that needs everybody's yes."""
    return put(request, slug, "asking", Asking(request.POST), deciding.put_question)


@login_required
@acts
def ending(request: SignedIn, slug: str) -> HttpResponse:
    """Shall the group come to its end? Everybody is asked."""
    return put(request, slug, "ending", Ending(request.POST, prefix="end"), deciding.put_ending)


def put(request: SignedIn, slug: str, name: str, form: Form, verb: Callable[..., Decision]) -> HttpResponse:
    group, at = find_own(request, slug), clock.now()
    ensure(policies.may_put(request.user, group))
    if not form.is_valid():
        return decisions_page(request, group, status=422, **{name: form})

    def ask() -> Decision:
        decision = verb(group, by=request.user, at=at, **form.cleaned_data)
        messages.info(request, _("All of you are asked now.") if decision.is_open else what_happened(decision, at))
        return decision

    return once(request, ask)
