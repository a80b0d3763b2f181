"""A school's own criteria: the list, and one criterion after another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.packs import forms
from collegium.packs.kinds import KINDS
from collegium.packs.models import InUse, OwnList
from collegium.packs.models.own_list import MOST_CRITERIA
from collegium.packs.views.finding import find_list, schools_of


@require_GET
@login_required
def new(request: SignedIn) -> HttpResponse:
    ensure(schools_of(request).exists())
    return _show_new(request, forms.BeginList(schools=schools_of(request)))


@acts
@login_required
def beginning(request: SignedIn) -> HttpResponse:
    ensure(schools_of(request).exists())
    form = forms.BeginList(request.POST, schools=schools_of(request))
    if not form.is_valid():
        return _show_new(request, form, status=422)
    return once(request, lambda: OwnList.objects.begin(by=request.user, at=clock.now(), **form.cleaned_data))


@require_GET
@login_required
def own_list(request: SignedIn, number: int) -> HttpResponse:
    return _show(request, find_list(request, number), forms.AddCriterion())


@acts
@login_required
def adding(request: SignedIn, number: int) -> HttpResponse:
    found = find_list(request, number)
    ensure(found.has_room())
    form = forms.AddCriterion(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    return once(request, lambda: found.add(by=request.user, at=clock.now(), **form.cleaned_data), found)


@acts
@login_required
def taking_out(request: SignedIn, number: int, criterion: int) -> HttpResponse:
    found = find_list(request, number)
    gone = get_object_or_404(found.criteria, pk=criterion)
    return once(request, lambda: found.take_out(gone, by=request.user, at=clock.now()), found)


@acts
@login_required
def removal(request: SignedIn, number: int) -> HttpResponse:
    found = find_list(request, number)
    try:
        return once(request, lambda: found.remove(by=request.user, at=clock.now()), reverse("packs:packs"))
    except InUse:
        messages.error(request, _("A pack stands on this list. Remove the pack first."))
        return once(request, lambda: None, found)


def _show_new(request: SignedIn, form: forms.BeginList, *, status: int = 200) -> HttpResponse:
    return show(request, "packs/form.html", status=status, form=form, title=_("A list of our own"),
                button=_("Begin it"), to=reverse("packs:list-beginning"), back=reverse("packs:packs"),
                back_to=_("Evidence packs"))  # fmt: skip


def _show(request: SignedIn, found: OwnList, form: forms.AddCriterion, *, status: int = 200) -> HttpResponse:
    rows = [
        (one, ", ".join(str(KINDS[kind].title) for kind in one.kinds if kind in KINDS))
        for one in found.criteria.order_by("place")
    ]
    return show(request, "packs/own_list.html", status=status, list=found, criteria=rows, form=form,
                has_room=found.has_room(), most=MOST_CRITERIA, is_used=found.packs.exists())  # fmt: skip
