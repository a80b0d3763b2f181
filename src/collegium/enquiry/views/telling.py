"""Telling what became of something: one tap, and whatever one likes to add."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.enquiry import forms, policies
from collegium.enquiry.hearing import told_of
from collegium.enquiry.models import Echo, Idea, Trial, waiting_of
from collegium.enquiry.views.finding import find_own_group, find_promise, find_trial, my_groups
from collegium.enquiry.words import buttons
from collegium.groups.faces import face
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

A_PAGE = 40


@login_required
@acts
def telling(request: SignedIn, number: int) -> HttpResponse:
    """One tap on a promise of one's own."""
    promise = find_promise(request, number)
    ensure(policies.may_tell(request.user, promise))
    form, at = forms.Tap(request.POST), clock.now()
    if not form.is_valid():
        return redirect("enquiry:mine")
    return once(request, lambda: Trial.objects.report(promise, form.cleaned_data["verdict"], at=at))


@login_required
def trial(request: SignedIn, number: int) -> HttpResponse:
    """What was told: for its author with everything that may be added or changed, for the group to read."""
    return _page(request, find_trial(request, number))


def _page(request: SignedIn, found: Trial, form: forms.Details | None = None, *, status: int = 200) -> HttpResponse:
    given = {"with_class": found.with_class, "went_well": found.went_well, "changed": found.changed}
    idea = Idea.objects.visible_to(request.user).filter(pk=found.idea_id or 0).select_related("person").first()
    return show(
        request, "enquiry/trial.html", status=status,
        told=told_of(found), trial=found, idea=idea, is_mine=policies.may_change(request.user, found),
        may_echo=idea is not None and policies.may_echo(request.user, found),
        echo=Echo.objects.filter(trial=found).first(), form=form or forms.Details(initial=given),
        buttons=buttons(found.group.approach.verdicts if found.group else None),
    )  # fmt: skip


def _change(request: SignedIn, number: int, verb: Callable[[Trial], Any], to: str = "") -> HttpResponse:
    """The author changes what they told."""
    found = find_trial(request, number)
    ensure(policies.may_change(request.user, found))
    return once(request, lambda: verb(found), to or found)


@login_required
@acts
def verdict(request: SignedIn, number: int) -> HttpResponse:
    form, at = forms.Tap(request.POST), clock.now()
    if not form.is_valid():
        return redirect("enquiry:trial", number)
    return _change(request, number, lambda found: found.correct(form.cleaned_data["verdict"], at=at))


@login_required
@acts
def details(request: SignedIn, number: int) -> HttpResponse:
    found = find_trial(request, number)
    ensure(policies.may_change(request.user, found))
    form, at = forms.Details(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, found, form, status=422)
    return once(request, lambda: found.describe(**form.cleaned_data, at=at), found)


@login_required
@acts
def letting_go(request: SignedIn, number: int) -> HttpResponse:
    at = clock.now()
    messages.success(request, _("You let it go. Nobody asks why."))
    return _change(request, number, lambda found: found.let_go(at=at))


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    at = clock.now()
    return _change(request, number, lambda found: found.take_back(at=at), reverse("enquiry:mine"))


@login_required
@acts
def echo(request: SignedIn, number: int) -> HttpResponse:
    """The author of the idea hears of it, with one's name or without; or no more."""
    found = find_trial(request, number)
    ensure(policies.may_echo(request.user, found))
    form, at = forms.Sending(request.POST), clock.now()
    if not form.is_valid():
        return redirect(found)
    name = form.cleaned_data["name"]

    def send() -> None:
        if name != "back":
            Echo.objects.send(found, named=name == "with", at=at)
        elif sent := Echo.objects.filter(trial=found).first():
            sent.call_back(at=at)

    return once(request, send, found)


@login_required
def trying(request: SignedIn) -> HttpResponse:
    """Something that was tried without a promise: whatever it was, it counts."""
    groups = my_groups(request.user)
    wanted = request.GET.get("group", "")
    return _form(request, forms.Tried(groups=groups, initial={"group": groups.filter(slug=wanted).first()}))


def _form(request: SignedIn, form: forms.Tried, *, status: int = 200) -> HttpResponse:
    return show(request, "enquiry/trying.html", status=status, form=form)


@login_required
@acts
@ones_own
def tried(request: SignedIn) -> HttpResponse:
    form, at = forms.Tried(request.POST, groups=my_groups(request.user)), clock.now()
    if not form.is_valid():
        return _form(request, form, status=422)
    return once(request, lambda: Trial.objects.tell(person=request.user, at=at, **form.cleaned_data))


@login_required
def mine(request: SignedIn) -> HttpResponse:
    """What one means to try, and everything one has tried."""
    me = request.user
    own = Trial.objects.filter(person=me).select_related("person", "group__approach", "promise")
    shown = Paginator(own.exclude(pk__in=Trial.objects.planned()).order_by("-at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    waiting = waiting_of(me).select_related("group__approach", "meeting", "trial")
    return show(
        request, "enquiry/mine.html",
        waiting=[(one, buttons(one.group.approach.verdicts)) for one in waiting.order_by("-made_at", "-pk")],
        plans=own.planned().order_by("-at", "-pk"), plan_buttons=buttons(),
        told=[told_of(one) for one in shown], sheet=shown,
    )  # fmt: skip


@login_required
def heard(request: SignedIn, slug: str) -> HttpResponse:
    """Everything that a group has heard, the newest first."""
    group = find_own_group(request, slug)
    found = Trial.objects.visible_to(request.user).told().filter(group=group)
    shown = Paginator(
        found.select_related("person", "group__approach").order_by("-at", "-pk"), A_PAGE
    ).get_page(request.GET.get("page"))
    return show(
        request, "enquiry/heard.html",
        group=group, face=face(group, request.user), tab="enquiry", told=[told_of(one) for one in shown], sheet=shown,
    )  # fmt: skip


