"""A group's poll: asking, looking at what it says so far, reminding, closing."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.scheduling import asking, policies
from collegium.scheduling.counting import count, own_votes, unsaid_since
from collegium.scheduling.forms import Answer, Ask, Suggest, usual_times
from collegium.scheduling.models import Poll
from collegium.scheduling.views.finding import find_group, find_option, find_poll
from collegium.scheduling.words import who_can

A_WEEK = timedelta(days=7)


@login_required
def times(request: SignedIn, slug: str) -> HttpResponse:
    """The poll that is running; without one, asking for it."""
    group, at = find_group(request, slug), clock.now()
    running = Poll.objects.running(at).filter(group=group).first()
    if running:
        return redirect(running)
    return show_asking(request, group, at, Ask(initial=_usual(group, at), today=clock.day_of(at)))


@login_required
@acts
def polls(request: SignedIn, slug: str) -> HttpResponse:
    """Ask the group."""
    group, at = find_group(request, slug), clock.now()
    ensure(policies.may_ask(request.user, group))
    form = Ask(request.POST, today=clock.day_of(at))
    if not form.is_valid():
        return show_asking(request, group, at, form, status=422)
    given = form.cleaned_data

    def ask() -> Poll:
        return asking.ask(
            group, form.moments(), closes_on=given["closes_on"], minutes=given["minutes"], by=request.user, at=at
        )

    return once(request, ask)


@login_required
def poll(request: SignedIn, poll: int) -> HttpResponse:
    return show_poll(request, find_poll(request, poll))


@login_required
@acts
def reminder(request: SignedIn, poll: int) -> HttpResponse:
    found = find_poll(request, poll)
    ensure(policies.may_run(request.user, found))
    return once(request, lambda: asking.remind(found, by=request.user, at=clock.now()), found)


@login_required
@acts
def closing(request: SignedIn, poll: int) -> HttpResponse:
    """Close it before its day."""
    found = find_poll(request, poll)
    ensure(policies.may_run(request.user, found))
    return once(request, lambda: found.close(by=request.user, at=clock.now()), found)


@login_required
@acts
def withdrawal(request: SignedIn, option: int) -> HttpResponse:
    """Ask about this time no more. What was said is kept."""
    found, at = find_option(request, option), clock.now()
    ensure(policies.may_withdraw(request.user, found, at))
    return once(request, lambda: found.withdraw(by=request.user, at=at), found.poll)


@login_required
@acts
def restoration(request: SignedIn, option: int) -> HttpResponse:
    found, at = find_option(request, option), clock.now()
    ensure(policies.may_withdraw(request.user, found, at))
    return once(request, lambda: found.bring_back(by=request.user, at=at), found.poll)


def show_asking(request: SignedIn, group: Group, at: datetime, form: Ask, *, status: int = 200) -> HttpResponse:
    earlier = Poll.objects.filter(group=group).order_by("-at").first()
    return show(
        request,
        "scheduling/asking.html",
        status=status,
        group=group,
        face=face(group, request.user),
        tab="meetings",
        form=form,
        earlier=earlier,
        may_ask=policies.may_ask(request.user, group),
    )


def show_poll(
    request: SignedIn,
    poll: Poll,
    *,
    form: Answer | None = None,
    suggest: Suggest | None = None,
    status: int = 200,
) -> HttpResponse:
    """The question to whoever has not answered; what it says so far to whoever has."""
    options = list(poll.options.in_order())
    standing = [option for option in options if not option.is_withdrawn]
    votes, is_open = own_votes(poll, request.user), poll.is_open(clock.now())
    runs = policies.may_run(request.user, poll)
    return show(
        request,
        "scheduling/poll.html",
        status=status,
        poll=poll,
        group=poll.group,
        face=face(poll.group, request.user),
        tab="meetings",
        form=form or Answer(initial=_given(votes), options=standing),
        suggest=suggest or Suggest(),
        is_open=is_open,
        has_answered=votes is not None,
        came_since=unsaid_since(poll, votes, standing) if votes is not None else [],
        withdrawable={option.pk for option in options if is_open and (runs or option.by_id == request.user.pk)},
        may_run=runs,
        # What others said is for those who have said something themselves; once it is over, for every member.
        **(_said(poll) if votes is not None or not is_open else {}),
        **_answered(poll),
    )


def _given(votes: dict[int, str] | None) -> dict[str, Any]:
    """The form as this person last answered it."""
    if votes is None:
        return {}
    given: dict[str, Any] = {f"option-{number}": word for number, word in votes.items()}
    return given | {"none": not set(votes.values()) & {"yes", "if-need-be"}}


def _said(poll: Poll) -> dict[str, Any]:
    """What everybody said, the times worth looking at first."""
    counted = count(poll)
    others = [tally for tally in counted.tallies if tally not in counted.best]
    return {
        "counted": counted,
        "best": [(tally, who_can(tally)) for tally in counted.best],
        "others": [(tally, who_can(tally)) for tally in others],
    }


def _answered(poll: Poll) -> dict[str, Any]:
    asked, silent = list(poll.asked()), list(poll.silent())
    return {
        "asked": len(asked), "answered": len(asked) - len(silent), "silent": [person.first_name for person in silent]
    }  # fmt: skip


def _usual(group: Group, at: datetime) -> dict[str, Any]:
    """What stands in a fresh form: the programme's times where it has any, else those most schools have."""
    given = group.programme.slots.in_order() if group.programme else []
    ours = list(dict.fromkeys((slot.starts_at, "") for slot in given))
    usual = [(time(8, 0), _("before school")), (time(12, 30), _("at lunch")), (time(15, 45), _("after school"))]
    return {"closes_on": clock.day_of(at) + A_WEEK, **usual_times(ours or usual)}
