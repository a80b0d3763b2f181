"""The topic of the week, and the vote on the next."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.community import forms, policies
from collegium.community.choosing import next_week, polled
from collegium.community.feed import page_of
from collegium.community.models import Post, Topic
from collegium.community.views.finding import this_week
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

PAST = 20


@login_required
def topics(request: SignedIn) -> HttpResponse:
    return _topics_page(request, forms.Proposing())


def _topics_page(request: SignedIn, form: forms.Proposing, *, status: int = 200) -> HttpResponse:
    me, week = request.user, next_week(clock.today())
    past = Topic.objects.visible_to(me).standing().filter(chosen_at__isnull=False, week__lt=week - timedelta(days=7))
    return show(
        request, "community/topics.html", status=status, now=this_week(), week=week, poll=polled(week, me),
        may=policies.may_share(me), form=form, tab="topics",
        leaf=leaf(past, "chosen_at", PAST, request.GET.get("before", "")),
    )  # fmt: skip


@login_required
@acts
def proposing(request: SignedIn) -> HttpResponse:
    ensure(policies.may_share(request.user))
    form, at = forms.Proposing(request.POST), clock.now()
    if not form.is_valid():
        return _topics_page(request, form, status=422)
    question, week = form.cleaned_data["question"], next_week(clock.day_of(at))
    return once(
        request, lambda: Topic.objects.propose(question, week=week, by=request.user, at=at), "community:topics"
    )


def _find(request: SignedIn, number: int) -> Topic:
    return get_object_or_404(Topic.objects.visible_to(request.user).standing(), pk=number)


@login_required
def topic(request: SignedIn, number: int) -> HttpResponse:
    """One week's question, and what was written about it."""
    found, me = _find(request, number), request.user
    rows = Post.objects.visible_to(me).in_the_feed().filter(topic=found)
    leaf = page_of(rows, me, request.GET.get("before", ""))
    may_write = policies.may_share(me) and found == this_week()
    return show(request, "community/topic.html", topic=found, leaf=leaf, may_write=may_write)


@login_required
@acts
def voting(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find(request, number), clock.now()
    ensure(policies.may_share(request.user))
    return once(request, lambda: found.vote(by=request.user, at=at), "community:topics")


@login_required
@acts
def withdrawing(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find(request, number), clock.now()
    ensure(policies.may_withdraw(request.user, found))
    return once(request, lambda: found.withdraw(by=request.user, at=at), "community:topics")
