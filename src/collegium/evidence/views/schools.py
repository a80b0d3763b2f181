"""What a school keeps as evidence: totals of results, and what people from outside said."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.evidence import forms, policies
from collegium.evidence.models import Remark, Results
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School


@login_required
def school(request: SignedIn, slug: str) -> HttpResponse:
    """All of it, for the staff."""
    found = _find(request, slug)
    known = Remark.objects.visible_to(request.user).filter(school=found, group=None).select_related("aspect")
    results = Results.objects.visible_to(request.user).filter(school=found).select_related("aspect")
    may_bring = policies.may_bring(request.user, found)
    remarks = [
        (one, may_bring or one.by_id == request.user.pk) for one in known.order_by("-said_on", "-pk")[:200]
    ]
    return show(
        request, "evidence/school.html", school=found, may_bring=may_bring, remarks=remarks,
        results=list(results.order_by("-measured_on", "-pk")[:200]),
    )  # fmt: skip


@login_required
def new_results(request: SignedIn, slug: str) -> HttpResponse:
    found = _find(request, slug)
    ensure(policies.may_bring(request.user, found))
    return _show_results_form(request, found, forms.Bring(school=found, today=clock.today()))


@acts
@login_required
def bringing(request: SignedIn, slug: str) -> HttpResponse:
    """A table of totals is kept; of any other nothing is, not even that it came."""
    found = _find(request, slug)
    ensure(policies.may_bring(request.user, found))
    form = forms.Bring(request.POST, request.FILES, school=found, today=clock.today())
    if not form.is_valid():
        return _show_results_form(request, found, form, status=422)
    said: dict[str, Any] = dict(form.cleaned_data)
    totals = said.pop("file")
    return once(
        request, lambda: Results.objects.bring(found, totals, by=request.user, at=clock.now(), **said)
    )


@login_required
def result(request: SignedIn, number: int) -> HttpResponse:
    found = _results(request, number)
    may_remove = policies.may_remove_results(request.user, found)
    return show(request, "evidence/result.html", results=found, may_remove=may_remove)


@acts
@login_required
def result_removal(request: SignedIn, number: int) -> HttpResponse:
    found = _results(request, number)
    ensure(policies.may_remove_results(request.user, found))
    response = once(request, lambda: found.remove(by=request.user, at=clock.now()), _address(found.school))
    messages.success(request, _("Removed, for everybody."))
    return response


@login_required
def new_remark(request: SignedIn, slug: str) -> HttpResponse:
    found = _find(request, slug)
    ensure(policies.may_bring(request.user, found))
    return _show_remark_form(request, found, forms.Quote(school=found, today=clock.today()))


@acts
@login_required
def quoting(request: SignedIn, slug: str) -> HttpResponse:
    found = _find(request, slug)
    ensure(policies.may_bring(request.user, found))
    form = forms.Quote(request.POST, school=found, today=clock.today())
    if not form.is_valid():
        return _show_remark_form(request, found, form, status=422)
    return once(
        request, lambda: Remark.objects.quote(found, by=request.user, at=clock.now(), **form.cleaned_data),
        lambda _remark: _address(found),
    )  # fmt: skip


@acts
@login_required
def remark_removal(request: SignedIn, number: int) -> HttpResponse:
    known = Remark.objects.visible_to(request.user).select_related("school", "group")
    found = get_object_or_404(known, pk=number)
    ensure(policies.may_remove(request.user, found))
    to = reverse("evidence:group", args=[found.group.slug]) if found.group else _address(found.school)
    return once(request, lambda: found.remove(by=request.user, at=clock.now()), to)


def _find(request: SignedIn, slug: str) -> School:
    return get_object_or_404(School.objects.served_by(request.user), slug=slug)


def _results(request: SignedIn, number: int) -> Results:
    known = Results.objects.visible_to(request.user).select_related("school", "aspect", "by")
    return get_object_or_404(known, pk=number)


def _address(school: School) -> str:
    return reverse("evidence:school", args=[school.slug])


def _show_results_form(request: SignedIn, school: School, form: forms.Bring, *, status: int = 200) -> HttpResponse:
    return show(
        request, "evidence/form.html", status=status, form=form, title=_("Bring results"), button=_("Bring them"),
        to=reverse("evidence:results", args=[school.slug]), school=school, back=_address(school),
        back_to=_("Evidence"),
    )  # fmt: skip


def _show_remark_form(request: SignedIn, school: School, form: forms.Quote, *, status: int = 200) -> HttpResponse:
    return show(
        request, "evidence/form.html", status=status, form=form, title=_("Keep a remark"), button=_("Keep it"),
        to=reverse("evidence:remarks", args=[school.slug]), school=school, back=_address(school),
        back_to=_("Evidence"),
    )  # fmt: skip
