"""From words to readers: who its authors are, the yes of each, and taking it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.shares import with_bars
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes import forms, policies
from collegium.outcomes.models import Author, ChangedMeanwhile, Report, StillQuoted, Unfinished
from collegium.outcomes.showing import readers, yes_of
from collegium.outcomes.views.finding import aspects_for, find, find_own, themes_for
from collegium.outcomes.views.writing import could_be_named, sheet_of, sheet_page


@login_required
def proof(request: SignedIn, number: int) -> HttpResponse:
    """Exactly what readers would have, for the author who is asked; what is agreed to is this and nothing else."""
    return proof_page(request, find(request, number))


def proof_page(request: SignedIn, report: Report, *, status: int = 200, changed: bool = False) -> HttpResponse:
    ensure(policies.may_agree(request.user, report) or policies.may_write(request.user, report))
    written = report.sections.order_by("place", "pk").prefetch_related("pictures__file")
    parts: list[dict[str, Any]] = [
        {"heading": one.heading, "html": with_bars(as_html(one.words)),
         "pictures": sorted(one.pictures.all(), key=_place)}
        for one in written if one.words.strip() or one.pictures.all()
    ]  # fmt: skip
    yes = yes_of(report)
    mine = next((stands for author, stands in yes if author.person_id == request.user.pk), "")
    return show(
        request, "outcomes/proof.html", status=status, report=report, parts=parts, authors=yes, mine=mine,
        seen=report.print_of(), changed=changed, may=policies.may_agree(request.user, report),
        reach=readers(report, report.asked_reach) if report.asked_reach else "",
        writes=policies.may_write(request.user, report),
        left=sum(stands != "yes" for author, stands in yes if author.person_id != request.user.pk),
    )  # fmt: skip


def _place(picture: Any) -> tuple[int, int]:
    return picture.place, picture.pk


@login_required
@acts
def describing(request: SignedIn, number: int) -> HttpResponse:
    report, at = find_own(request, number), clock.now()
    form = forms.About(
        request.POST, themes=themes_for(report, request.user), aspects=aspects_for(report, request.user)
    )
    if not form.is_valid():
        return sheet_page(request, report, status=422, about=form)
    given = form.cleaned_data
    return once(request, lambda: report.describe(**given, by=request.user, at=at), sheet_of(report))


@login_required
@acts
def naming(request: SignedIn, number: int) -> HttpResponse:
    report, at = find_own(request, number), clock.now()
    form = forms.Colleague(request.POST, people=could_be_named(report, request.user))
    if not form.is_valid():
        return sheet_page(request, report, status=422, colleague=form)
    return once(request, lambda: report.name(form.cleaned_data["person"], by=request.user, at=at), sheet_of(report))


@login_required
@acts
def leaving_out(request: SignedIn, number: int, author: int) -> HttpResponse:
    """Not somebody whose own words stand in it: those are taken out first."""
    report, at = find_own(request, number), clock.now()
    named = get_object_or_404(Author.objects.select_related("person").filter(report=report), pk=author)
    try:
        return once(request, lambda: report.leave_out(named.person, by=request.user, at=at), sheet_of(report))
    except StillQuoted:
        words = _("Words of %(who)s stand in it. Take them out first, or ask for their yes.")
        messages.warning(request, words % {"who": named.person.name})
        return sheet_page(request, report, status=422)


@login_required
@acts
def asking(request: SignedIn, number: int) -> HttpResponse:
    """Every author is asked: shall these people read this?"""
    report, at = find_own(request, number), clock.now()
    choices = [(reach, readers(report, reach)) for reach in report.wider()]
    form = forms.Asking(request.POST, choices=choices)
    if not form.is_valid():
        return sheet_page(request, report, status=422, asking=form)
    try:
        return once(request, lambda: report.ask(form.cleaned_data["reach"], by=request.user, at=at),
                    reverse("outcomes:proof", args=[report.pk]))  # fmt: skip
    except Unfinished:
        return sheet_page(request, report, status=422)


@login_required
@acts
def agreeing(request: SignedIn, number: int) -> HttpResponse:
    """An author's yes to what they have just read. The last one shares it."""
    report, at = find(request, number), clock.now()
    ensure(policies.may_agree(request.user, report))
    seen = request.POST.get("seen", "")[:64]
    try:
        return once(request, lambda: report.agree(request.user, seen=seen, at=at),
                    lambda edition: report if edition else reverse("outcomes:proof", args=[report.pk]))  # fmt: skip
    except (ChangedMeanwhile, Unfinished):
        return proof_page(request, find(request, number), status=409, changed=True)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    """Any author, alone, at once."""
    report, at = find(request, number), clock.now()
    ensure(policies.may_withdraw(request.user, report))
    return once(request, lambda: report.withdraw(by=request.user, at=at), report)
