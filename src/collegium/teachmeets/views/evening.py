"""On the evening: the same page on the projector and on each phone, and the host's few buttons."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.teachmeets import forms, policies
from collegium.teachmeets.models import Talk, TeachMeet
from collegium.teachmeets.showing import evening_of
from collegium.teachmeets.views.finding import find_hosted, find_meet


@login_required
def screen(request: SignedIn, number: int) -> HttpResponse:
    return _screen(request, find_meet(request, number), "teachmeets/screen.html")


def _screen(request: SignedIn, found: TeachMeet, page: str) -> HttpResponse:
    at = clock.now()
    evening = evening_of(found, request.user)
    speaking = evening.speaking
    total = speaking.given * 60 if speaking else 0
    spent = int((at - speaking.began_at).total_seconds()) if speaking and speaking.began_at else 0
    left = total - spent
    face = f"{'+' if left < 0 else ''}{abs(left) // 60}:{abs(left) % 60:02}"
    return show(
        request, page, meet=found, evening=evening, speaking=speaking, at=at, total=total, spent=min(total, spent),
        face=face, is_over=left < 0, seen=speaking.pk if speaking else 0,
    )  # fmt: skip


@login_required
def after(request: SignedIn, number: int, moves: int) -> HttpResponse:
    """Anything new since? Asked every second by every screen: one look, which usually says no."""
    found = get_object_or_404(TeachMeet.objects.visible_to(request.user), pk=number)
    if found.moves <= moves:
        return HttpResponse(status=204)
    return _screen(request, found, "teachmeets/screen_body.html")


def _here(found: TeachMeet) -> str:
    return reverse("teachmeets:screen", args=[found.pk])


@login_required
@acts
def going_on(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_hosted(request, number), clock.now()
    form = forms.Seen(request.POST)
    ensure(form.is_valid())
    return once(request, lambda: found.go_on(form.cleaned_data["seen"], by=request.user, at=at), _here(found))


@login_required
@acts
def a_break(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_hosted(request, number), clock.now()
    return once(request, lambda: found.take_a_break(by=request.user, at=at), _here(found))


@login_required
@acts
def ending(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_hosted(request, number), clock.now()
    return once(request, lambda: found.end(by=request.user, at=at), found)


def _hosted_talk(request: SignedIn, number: int) -> Talk:
    known = Talk.objects.visible_to(request.user).standing().select_related("meet")
    found = get_object_or_404(known, pk=number)
    ensure(policies.may_host(request.user, found.meet))
    return found


@login_required
@acts
def missing(request: SignedIn, number: int) -> HttpResponse:
    found, at = _hosted_talk(request, number), clock.now()
    return once(request, lambda: found.miss(by=request.user, at=at), _here(found.meet))


@login_required
@acts
def here(request: SignedIn, number: int) -> HttpResponse:
    found, at = _hosted_talk(request, number), clock.now()
    return once(request, lambda: found.turn_up(by=request.user, at=at), _here(found.meet))
