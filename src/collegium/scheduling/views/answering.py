"""A minute for one's times: signed in, or by one's own link without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Link, Person
from collegium.scheduling import asking, policies
from collegium.scheduling.forms import Answer, Suggest
from collegium.scheduling.models import Poll, PollClosed, TooMany
from collegium.scheduling.views.finding import find_poll
from collegium.scheduling.views.polls import show_poll


@login_required
@acts
def answer(request: SignedIn, poll: int) -> HttpResponse:
    found, at = find_poll(request, poll), clock.now()
    ensure(policies.may_answer(request.user, found))
    form = Answer(request.POST, options=list(found.options.standing().in_order()))
    if not form.is_valid():
        return show_poll(request, found, form=form, status=422)
    try:
        done = once(request, lambda: asking.hear(found, request.user, form.said(), at=at), found)
    except PollClosed:
        found.refresh_from_db()
        return show_poll(request, found, form=form, status=422)
    messages.success(request, _("Thank you. Your answer is kept; you can change it until the poll closes."))
    return done


@login_required
@acts
def suggestion(request: SignedIn, poll: int) -> HttpResponse:
    """Another time for all to answer."""
    found, at = find_poll(request, poll), clock.now()
    ensure(policies.may_answer(request.user, found))
    form = Suggest(request.POST)
    if form.is_valid():
        try:
            return once(request, lambda: found.suggest(form.moment(), by=request.user, at=at), found)
        except TooMany:
            form.add_error(None, _("This poll asks about as many times as fit on a page."))
        except PollClosed:
            found.refresh_from_db()
    return show_poll(request, found, suggest=form, status=422)


@never_cache
def times_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Only the question: whoever holds the link learns no answer. Opening it changes nothing."""
    poll, person = _opened_by(token)
    return _page(request, poll, person, token)


@never_cache
@acts
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    poll, person = _opened_by(token)
    form = Answer(request.POST, options=list(poll.options.standing().in_order()))
    if not form.is_valid():
        return _page(request, poll, person, token, form=form, status=422)
    to = resolve_url("scheduling:times_by_link", token)
    try:
        done = once(request, lambda: asking.hear(poll, person, form.said(), at=clock.now()), to)
    except PollClosed:
        poll.refresh_from_db()
        return _page(request, poll, person, token, form=form, status=422)
    messages.success(request, _("Thank you. Your answer is kept."))
    return done


@never_cache
@acts
def suggestion_by_link(request: HttpRequest, token: str) -> HttpResponse:
    poll, person = _opened_by(token)
    form = Suggest(request.POST)
    to = resolve_url("scheduling:times_by_link", token)
    if form.is_valid():
        try:
            return once(request, lambda: poll.suggest(form.moment(), by=person, at=clock.now()), to)
        except TooMany:
            form.add_error(None, _("This poll asks about as many times as fit on a page."))
        except PollClosed:
            poll.refresh_from_db()
    return _page(request, poll, person, token, suggest=form, status=422)


def _opened_by(token: str) -> tuple[Poll, Person]:
    """The poll and the person of this link, for as long as they belong to its group."""
    link = Link.objects.opened_by(token, "times", clock.now())
    poll = link and Poll.objects.select_related("group", "by").filter(pk=link.thing).first()
    if not link or not poll or not policies.may_answer(link.person, poll):
        raise Http404
    return poll, link.person


def _page(
    request: HttpRequest,
    poll: Poll,
    person: Person,
    token: str,
    *,
    form: Answer | None = None,
    suggest: Suggest | None = None,
    status: int = 200,
) -> HttpResponse:
    return show(
        request,
        "scheduling/times_by_link.html",
        status=status,
        poll=poll,
        group=poll.group,
        token=token,
        form=form or Answer(options=list(poll.options.standing().in_order())),
        suggest=suggest or Suggest(),
        is_open=poll.is_open(clock.now()),
        answered_at=poll.replies.filter(person=person).values_list("at", flat=True).first(),
    )
