"""From a guide to a group with its first question, its first date, and words to ask others with."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.conversation.models import Thread
from collegium.desk.guides import Guide, guide_of, guides
from collegium.groups import inviting, policies, starting
from collegium.groups.models import Group
from collegium.groups.views.mine import start_form
from collegium.kit import clock
from collegium.kit.listing import quoted
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.models import Meeting


@login_required
def all_guides(request: SignedIn) -> HttpResponse:
    return show(request, "desk/guides.html", guides=guides(), may_start=request.user.schools_now().exists())


def _find(key: str) -> Guide:
    found = guide_of(key)
    if found is None:
        raise Http404
    return found


def _form(request: SignedIn, found: Guide, data: Any = None) -> Any:
    """The usual form of one's own group, its way of working given by the guide."""
    form = start_form(request, data)
    approach: Any = form.fields["approach"]
    way = approach.queryset.filter(key=found.approach).first()
    approach.widget, approach.required = forms.HiddenInput(), way is None
    form.initial["approach"] = way or form.initial["approach"]
    form.fields["listed"] = forms.BooleanField(
        label=gettext_lazy("Colleagues at my school may find it and ask to join"), required=False, initial=True
    )
    return form


@login_required
def guide(request: SignedIn, key: str) -> HttpResponse:
    found = _find(key)
    may = request.user.schools_now().exists()
    form = _form(request, found) if found.approach and may else None
    return show(request, "desk/guide.html", guide=found, form=form, may_start=may)


@login_required
@acts
def begin(request: SignedIn, key: str) -> HttpResponse:
    """The group, its question as the first thing to talk about, its first dates, and whoever was ticked is asked."""
    found, at, me = _find(key), clock.now(), request.user
    ensure(bool(found.approach))
    form = _form(request, found, request.POST)
    if form.is_valid():
        given = form.cleaned_data

        def start() -> Group:
            with transaction.atomic():
                group = starting.start_own(
                    by=me, at=at, approach=given["approach"] or form.initial["approach"], title=given["title"],
                    school=given["school"], question=given["question"], meets=given["meets"],
                )  # fmt: skip
                (group.list_itself if given["listed"] else group.unlist)(by=me, at=at)
                if given["question"]:
                    Thread.open(group, given["title"], given["question"], kind="thinking", by=me, at=at)
                inviting.invite_all(group, given["colleagues"], given["guests"], by=me, at=at)
            return group

        try:
            return once(request, start, lambda group: reverse("desk:invitation", args=[key, group.slug]))
        except inviting.TooMany:
            form.add_error("guests", str(inviting.TOO_MANY))
    return show(request, "desk/guide.html", status=422, guide=found, form=form, may_start=True)


@login_required
def invitation(request: SignedIn, key: str, slug: str) -> HttpResponse:
    """Words to copy, to print or to say in the staffroom. Opening it asks nobody."""
    found = _find(key)
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    ensure(policies.may_invite(request.user, group))
    address = settings.ADDRESS + group.get_absolute_url()
    asked = group.invitations.open().select_related("person").order_by("pk")
    return show(
        request, "desk/invitation.html", guide=found, group=group, asked=list(asked), address=address,
        words=_words(found, group, address),
    )  # fmt: skip


def _words(found: Guide, group: Group, address: str) -> str:
    """As one would write it oneself: what, when, and where to say yes."""
    first = Meeting.objects.standing().confirmed().filter(group=group).order_by("starts_at").first()
    when = first and _("We begin on %(day)s.") % {"day": date_format(first.local_start, "l j F, H:i")}
    lines = [found.words, quoted(group.question or group.title), when,
             _("Nobody has to prepare anything. Come once, and see."), address]  # fmt: skip
    return "\n".join(line for line in lines if line)
