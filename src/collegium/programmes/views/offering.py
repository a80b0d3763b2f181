"""The catalogue, one programme, and one way of working, as all staff see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, show
from collegium.programmes import forms, policies
from collegium.programmes.catalogue import catalogue_of
from collegium.programmes.guides import guide_to
from collegium.programmes.models import Answer, Approach, Programme, VisionReply
from collegium.programmes.renewing import news_of, take_over
from collegium.programmes.views.finding import opened, seen


@login_required
def programmes(request: SignedIn) -> HttpResponse:
    """This year's offer, open to all staff; what there was before; and the drafts of whoever leads."""
    return show(
        request, "programmes/programmes.html",
        catalogue=catalogue_of(request.user, clock.now()),
        may_draft=policies.may_draft(request.user),
    )  # fmt: skip


@login_required
def programme(request: SignedIn, pk: int) -> HttpResponse:
    """What a programme is for, its themes and times, and what colleagues answered to its vision."""
    return _programme(request, seen(request.user, pk), forms.Reply())


def _programme(request: SignedIn, programme: Programme, form: forms.Reply, status: int = 200) -> HttpResponse:
    now = clock.now()
    return show(
        request, "programmes/programme.html", status=status, programme=programme, form=form,
        vision=as_html(programme.vision),
        themes=programme.themes.in_order().select_related("aspect", "priority"),
        slots=list(programme.slots.in_order()),
        schools=list(programme.schools.order_by("name")),
        replies=programme.replies.select_related("by").order_by("-at")[:200],
        asks_to_read=programme.is_open and not programme.is_over(clock.today())
        and not programme.seen.filter(person=request.user).exists(),
        answer=Answer.objects.filter(programme=programme, person=request.user).first(),
        is_collecting=programme.is_collecting(now),
        is_asked=programme.asks(request.user),
        may_lead=policies.may_lead(request.user, programme),
    )  # fmt: skip


@login_required
@acts
def vision_seen(request: SignedIn, pk: int) -> HttpResponse:
    programme = opened(request.user, pk)
    return once(request, lambda: programme.see(by=request.user, at=clock.now()), programme)


@login_required
@acts
def replies(request: SignedIn, pk: int) -> HttpResponse:
    programme = opened(request.user, pk)
    ensure(policies.may_reply(request.user, programme))
    form = forms.Reply(request.POST)
    if not form.is_valid():
        return _programme(request, programme, form, status=422)
    answer = once(
        request, lambda: programme.reply(form.cleaned_data["text"], by=request.user, at=clock.now()), programme
    )
    messages.success(request, _("Your reply stands below. All staff of this programme can read it."))
    return answer


@login_required
@acts
def reply_removal(request: SignedIn, pk: int) -> HttpResponse:
    reply = get_object_or_404(VisionReply.objects.visible_to(request.user).select_related("programme"), pk=pk)
    ensure(policies.may_take_back(request.user, reply))
    return once(request, lambda: reply.take_back(by=request.user, at=clock.now()), reply.programme)


@login_required
def approach(request: SignedIn, pk: int) -> HttpResponse:
    """A way of working: its stages, how its meetings go, who does what, what counts as evidence."""
    found = _way(request, pk)
    is_in_use = Approach.objects.in_use().filter(pk=found.pk).exists()
    return show(
        request, "programmes/approach.html", approach=found, guide=guide_to(found.key),
        stages=found.stages.order_by("order"),
        protocols=found.protocols.prefetch_related("steps").order_by("pk"),
        roles=found.roles.order_by("pk"),
        evidence_types=found.evidence_types.order_by("pk"),
        others=Approach.objects.in_use().filter(school=found.school).exclude(pk=found.pk).order_by("pk"),
        is_in_use=is_in_use,
        news=news_of(found) if is_in_use and policies.may_take_over(request.user, found) else [],
    )  # fmt: skip


def _way(request: SignedIn, pk: int) -> Approach:
    return get_object_or_404(Approach.objects.visible_to(request.user).select_related("school"), pk=pk)


@login_required
@acts
def version(request: SignedIn, pk: int) -> HttpResponse:
    """Take over what a later release says of a way of working."""
    found = _way(request, pk)
    ensure(policies.may_take_over(request.user, found))
    return once(
        request, lambda: take_over(found, by=request.user, at=clock.now()),
        lambda taken: resolve_url("programmes:approach", taken.pk),
    )  # fmt: skip
