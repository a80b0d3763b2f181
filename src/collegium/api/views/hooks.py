"""Somebody's webhooks: where their programs elsewhere hear that something happened."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.api import telling
from collegium.api.forms import NewHook
from collegium.api.models import Hook, Message, TooManyHooks
from collegium.api.scopes import AREAS, Area
from collegium.kit import clock
from collegium.kit.models import Allowance
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

SHOWN = 20
TRIALS_AN_HOUR = 10


@login_required
def hooks(request: SignedIn) -> HttpResponse:
    return _page(request, NewHook())


@acts
@login_required
def setting_up(request: SignedIn) -> HttpResponse:
    ensure(settings.WEBHOOKS)
    form, at = NewHook(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        return once(
            request, lambda: Hook.objects.set_up(request.user, at=at, **form.cleaned_data),
            lambda made: reverse("api:hook", args=[made.pk]),
        )  # fmt: skip
    except TooManyHooks:
        form.add_error(None, _("You have as many webhooks as anybody may. Stop one that is not needed any more."))
        return _page(request, form, status=422)


@login_required
def hook(request: SignedIn, number: int) -> HttpResponse:
    """Its secret, and what went out of late."""
    found = _find(request, number)
    sent = Message.objects.filter(hook=found).select_related("entry").order_by("-pk")[:SHOWN]
    return show(
        request, "api/hook.html", hook=found, areas=[AREAS[Area(area)][0] for area in found.areas],
        sent=[(one, telling.content(one.entry)) for one in sent],
    )  # fmt: skip


@acts
@login_required
def trial(request: SignedIn, number: int) -> HttpResponse:
    """A message that means nothing, while one looks."""
    found, at = _find(request, number), clock.now()
    ensure(settings.WEBHOOKS)
    if not Allowance.objects.use(f"hooks {request.user.pk}", most=TRIALS_AN_HOUR, within=timedelta(hours=1), at=at):
        messages.error(request, _("That was often enough for an hour. Try it again later."))
        return once(request, lambda: None, reverse("api:hook", args=[found.pk]))
    answer = telling.try_out(found, at=at)
    _say(request, answer)
    return once(request, lambda: None, reverse("api:hook", args=[found.pk]))


def _say(request: SignedIn, answer: int) -> None:
    if answer // 100 == 2:
        messages.success(request, _("It arrived."))
    elif answer:
        messages.error(request, _("It answered %(answer)d. It should answer 200 to 299.") % {"answer": answer})
    else:
        messages.error(request, _("Nothing answered there within five seconds, or it is inside a network."))


@acts
@login_required
def renewing(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find(request, number), clock.now()
    messages.success(request, _("Here is a fresh secret. For a day messages are signed with both."))
    return once(request, lambda: found.renew(by=request.user, at=at), reverse("api:hook", args=[found.pk]))


@acts
@login_required
def stopping(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    messages.success(request, _("That address is told nothing any more."))
    return once(request, lambda: found.stop(by=request.user, at=clock.now()), "api:hooks")


def _find(request: SignedIn, number: int) -> Hook:
    return get_object_or_404(Hook.objects.visible_to(request.user).filter(stopped_at=None), pk=number)


def _page(request: SignedIn, form: NewHook, *, status: int = 200) -> HttpResponse:
    held = Hook.objects.visible_to(request.user).filter(stopped_at=None).order_by("-pk")
    return show(request, "api/hooks.html", status=status, form=form, held=held, allowed=settings.WEBHOOKS)
