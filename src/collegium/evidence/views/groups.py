"""A group's evidence by its kinds, each with its rules; and what a group keeps itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.evidence import forms, policies
from collegium.evidence.gathering import gather
from collegium.evidence.kinds import KINDS
from collegium.evidence.models import Remark, Sample
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School


@login_required
def kinds(request: SignedIn) -> HttpResponse:
    """The kinds of evidence and their rules."""
    return show(request, "evidence/kinds.html", kinds=list(KINDS.values()))


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    found = _find(request, slug)
    may_add = policies.may_add(request.user, found)
    school = _school(found)
    kept = Remark.objects.visible_to(request.user).filter(group=found).order_by("-said_on", "-pk")
    samples = Sample.objects.visible_to(request.user).filter(group=found).select_related("file")
    gathered = gather(found, request.user)
    return show(
        request, "evidence/group.html", group=found, may_add=may_add, school=school, gathered=gathered,
        missing=[one.kind for one in gathered if not one.lines], samples=list(samples.order_by("-at", "-pk")),
        remarks=[(one, one.by_id == request.user.pk) for one in kept], belongs=policies.belongs(request.user, found),
    )  # fmt: skip


@login_required
def new_remark(request: SignedIn, slug: str) -> HttpResponse:
    found = _find(request, slug)
    ensure(policies.may_add(request.user, found))
    return _show_form(request, found, "remark", forms.Quote(school=_school(found), today=clock.today()))


@acts
@login_required
def quoting(request: SignedIn, slug: str) -> HttpResponse:
    """What a visitor said to the group: its members read it."""
    found = _find(request, slug)
    ensure(policies.may_add(request.user, found))
    school = _school(found)
    form = forms.Quote(request.POST, school=school, today=clock.today())
    if not form.is_valid():
        return _show_form(request, found, "remark", form, status=422)
    said = form.cleaned_data
    return once(
        request, lambda: Remark.objects.quote(school, group=found, by=request.user, at=clock.now(), **said),
        lambda _remark: _address(found),
    )  # fmt: skip


@login_required
def new_sample(request: SignedIn, slug: str) -> HttpResponse:
    found = _find(request, slug)
    ensure(policies.may_add(request.user, found))
    return _show_form(request, found, "sample", forms.Add(school=_school(found), today=clock.today()))


@acts
@login_required
def adding(request: SignedIn, slug: str) -> HttpResponse:
    """A piece of work, with the yes of those whose it is."""
    found = _find(request, slug)
    ensure(policies.may_add(request.user, found))
    form = forms.Add(request.POST, request.FILES, school=_school(found), today=clock.today())
    if not form.is_valid():
        return _show_form(request, found, "sample", form, status=422)
    said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("title", "about", "consent", "consent_on")}
    name, looked = form.cleaned_data["file"]
    return once(
        request, lambda: Sample.objects.add(found, looked, name=name, by=request.user, at=clock.now(), **said),
        lambda _sample: _address(found),
    )  # fmt: skip


@acts
@login_required
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    """Somebody took their yes back: the file is gone by the next request."""
    known = Sample.objects.visible_to(request.user).standing().select_related("group", "file")
    found = get_object_or_404(known, pk=number)
    ensure(policies.may_withdraw(request.user, found))
    response = once(request, lambda: found.withdraw(by=request.user, at=clock.now()), _address(found.group))
    messages.success(request, _("Withdrawn. The file is deleted, for everybody."))
    return response


def _find(request: SignedIn, slug: str) -> Group:
    """Of the groups to which one belongs: evidence is part of a group's own space."""
    return get_object_or_404(Group.objects.of_member(request.user).select_related("theme", "programme"), slug=slug)


def _school(group: Group) -> School:
    """The school whose words a group uses."""
    return group.programme.school if group.programme else group.schools.order_by("pk")[0]


def _address(group: Group) -> str:
    return reverse("evidence:group", args=[group.slug])


def _show_form(
    request: SignedIn, group: Group, kind: str, form: forms.OfASchool, *, status: int = 200
) -> HttpResponse:
    is_remark = kind == "remark"
    return show(
        request, "evidence/form.html", status=status, form=form, back=_address(group), back_to=_("Evidence"),
        title=_("Keep a remark") if is_remark else _("Add a piece of work"),
        button=_("Keep it") if is_remark else _("Add it"),
        to=reverse("evidence:group-remarks" if is_remark else "evidence:samples", args=[group.slug]), group=group,
        kind=KINDS[kind],
    )  # fmt: skip
