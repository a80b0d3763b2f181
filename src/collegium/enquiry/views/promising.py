"""Saying between two meetings what one will try."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.enquiry import forms
from collegium.enquiry.views.finding import find_own_group
from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.models import Promise
from collegium.meetings.policies import may_promise_for
from collegium.programmes.guides import guide_to


@login_required
def promising(request: SignedIn, slug: str) -> HttpResponse:
    return _page(request, _find(request, slug), forms.Intended())


@login_required
@acts
def promised(request: SignedIn, slug: str) -> HttpResponse:
    group = _find(request, slug)
    form, me, at = forms.Intended(request.POST), request.user, clock.now()
    if not form.is_valid():
        return _page(request, group, form, status=422)
    messages.success(request, _("It stands on your Today page until you tell how it went. Your group sees it too."))
    given = form.cleaned_data
    return once(request, lambda: Promise.objects.make(group=group, person=me, by=me, at=at, **given), group)


def _find(request: SignedIn, slug: str) -> Group:
    group = find_own_group(request, slug)
    ensure(may_promise_for(request.user, group, request.user))
    return group


def _page(request: SignedIn, group: Group, form: forms.Intended, *, status: int = 200) -> HttpResponse:
    return show(
        request, "enquiry/promising.html", status=status, group=group, form=form, face=face(group, request.user),
        guide=guide_to(group.approach.key),
    )  # fmt: skip
