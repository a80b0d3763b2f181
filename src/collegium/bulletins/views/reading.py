"""The bulletins of one's school: this week's, and those before it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.bulletins import forms, policies
from collegium.bulletins.drafting import filled
from collegium.bulletins.models import Bulletin, Issue
from collegium.bulletins.views.finding import schools_without
from collegium.kit.leafing import leaf
from collegium.kit.web import SignedIn, show

A_PAGE = 20


@login_required
def bulletins(request: SignedIn) -> HttpResponse:
    return bulletins_page(request)


def bulletins_page(request: SignedIn, form: forms.Start | None = None, status: int = 200) -> HttpResponse:
    """What has appeared, the newest first; and, for who may, the way to this week's."""
    me = request.user
    mine = list(Bulletin.objects.visible_to(me).select_related("school").order_by("title", "pk"))
    appeared = Issue.objects.visible_to(me).appeared().select_related("bulletin__school")
    schools = schools_without(me)
    return show(
        request, "bulletins/bulletins.html", status=status, tab="bulletins", mine=mine,
        to_write=[one for one in mine if policies.may_edit(me, one)],
        to_arrange=[one for one in mine if policies.may_arrange(me, one)],
        leaf=leaf(appeared, "published_at", A_PAGE, request.GET.get("before", "")),
        form=form or (forms.Start(schools=schools) if schools else None),
    )  # fmt: skip


@login_required
def issue(request: SignedIn, number: int) -> HttpResponse:
    """One week's, as everybody at the school may read it now."""
    known = Issue.objects.visible_to(request.user).select_related("bulletin__school", "by")
    found = get_object_or_404(known, pk=number)
    others = Issue.objects.visible_to(request.user).appeared().filter(bulletin=found.bulletin).exclude(pk=number)
    return show(
        request, "bulletins/issue.html", issue=found, parts=[part for part in filled(found) if not part.is_empty],
        may_edit=policies.may_edit(request.user, found.bulletin), others=others.order_by("-week")[:8],
    )  # fmt: skip
