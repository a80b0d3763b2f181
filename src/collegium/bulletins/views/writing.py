"""This week's bulletin: drafted from what happened, edited in minutes, and out."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.bulletins import forms, jobs, policies
from collegium.bulletins.drafting import draft_of, week_of
from collegium.bulletins.models import Bulletin, ChangedMeanwhile, Issue
from collegium.bulletins.views.finding import find_bulletin
from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

MEANWHILE = gettext_lazy("Somebody else kept other words meanwhile. Yours are here: compare, then keep again.")


def _this_week(bulletin: Bulletin, at: datetime) -> Issue | None:
    issue = Issue.objects.filter(bulletin=bulletin, week=week_of(bulletin, at)).first()
    if issue:
        issue.bulletin = bulletin
    return issue


def _form(
    request: SignedIn, bulletin: Bulletin, issue: Issue | None, at: datetime, data: Any = None
) -> forms.Writing:
    initial = {"opening": issue.opening, "version": issue.version} if issue else {"version": 0}
    return forms.Writing(data, drafts=draft_of(bulletin, issue, request.user, at), initial=initial)


@login_required
def writing(request: SignedIn, school: str) -> HttpResponse:
    bulletin, at = find_bulletin(request, school), clock.now()
    ensure(policies.may_edit(request.user, bulletin))
    issue = _this_week(bulletin, at)
    return _page(request, bulletin, issue, _form(request, bulletin, issue, at), at)


def _page(
    request: SignedIn, bulletin: Bulletin, issue: Issue | None, form: forms.Writing, at: datetime, status: int = 200
) -> HttpResponse:
    return show(
        request, "bulletins/writing.html", status=status, bulletin=bulletin, issue=issue, form=form,
        week=week_of(bulletin, at), may_arrange=policies.may_arrange(request.user, bulletin),
    )  # fmt: skip


@login_required
@acts
def keeping(request: SignedIn, school: str) -> HttpResponse:
    """Kept for later, or out: the page at once, the letters as soon as the worker comes to it."""
    bulletin, at = find_bulletin(request, school), clock.now()
    ensure(policies.may_edit(request.user, bulletin))
    issue = _this_week(bulletin, at)
    form, out = _form(request, bulletin, issue, at, request.POST), "publish" in request.POST
    if not form.is_valid():
        return _page(request, bulletin, issue, form, at, 422)

    def keep() -> Issue:
        kept = Issue.objects.keep(
            bulletin, week_of(bulletin, at), opening=form.cleaned_data["opening"], sections=form.sections(),
            seen=form.cleaned_data["version"] or 0, publish=out, by=request.user, at=at,
        )  # fmt: skip
        if out and kept.published_at == at:
            later(jobs.send, kept.pk)
            messages.success(request, _("It is out: on this page now, and by mail to whoever has room for a letter."))
        return kept

    try:
        return once(request, keep)
    except ChangedMeanwhile:
        data = request.POST.copy()
        data["version"] = str(issue.version if issue else 0)
        again = _form(request, bulletin, issue, at, data)
        again.full_clean()
        again.add_error(None, MEANWHILE)
        return _page(request, bulletin, issue, again, at, 422)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    known = Issue.objects.visible_to(request.user).select_related("bulletin__school")
    found, at = get_object_or_404(known, pk=number), clock.now()
    ensure(policies.may_edit(request.user, found.bulletin))
    messages.success(request, _("Taken back. Nobody reads it, and letters that had not left stay here."))
    return once(request, lambda: found.withdraw(by=request.user, at=at), "bulletins:bulletins")
