"""The live chat of an hour: announced, held, read again, and summed up."""

from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collegium.community import forms, policies
from collegium.community.chatting import draft_of, drawn_parts, parts_of
from collegium.community.listening import heard, holds_seat, seat_of, until_turn
from collegium.community.models import Chat, ChatQuestion, Closed, HouseRules, Line, TooMuch
from collegium.community.reaching import choices_for, reach
from collegium.community.views.finding import home_for
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person

A_PAGE = 20
ZONES = available_timezones()


def zone_of(person: Person) -> tzinfo:
    school = person.schools_now().order_by("pk").values_list("timezone", flat=True).first()
    return ZoneInfo(person.timezone or school or settings.TIME_ZONE)


def zone_named(name: str) -> tzinfo | None:
    """What the page was made with comes back with each question, and need not be looked up again."""
    return ZoneInfo(name) if name in ZONES else None


@login_required
def chats(request: SignedIn) -> HttpResponse:
    """What is to come, and the archive."""
    me, at = request.user, clock.now()
    known = Chat.objects.visible_to(me).standing().select_related("person", "home")
    return show(
        request, "community/chats.html", tab="chats", zone=zone_of(me), at=at, may=policies.may_share(me),
        coming=known.filter(ends_at__gte=at).order_by("starts_at", "pk")[:A_PAGE],
        leaf=leaf(known.filter(ends_at__lt=at), "starts_at", A_PAGE, request.GET.get("before", "")),
    )  # fmt: skip


@login_required
def new(request: SignedIn) -> HttpResponse:
    return show(request, "community/new_chat.html", form=_announcing(request))


def _announcing(request: SignedIn, data: Any = None) -> forms.Announcing:
    return forms.Announcing(data, reaches=choices_for(request.user, home_for(request)), zone=zone_of(request.user))


@login_required
@acts
def announcing(request: SignedIn) -> HttpResponse:
    home, form, at = home_for(request), _announcing(request, request.POST), clock.now()
    if not form.is_valid():
        return show(request, "community/new_chat.html", status=422, form=form)
    given = form.cleaned_data
    return once(
        request, lambda: Chat.objects.announce(
            given["title"], host=request.user, home=home, starts_at=given["starts_at"], questions=given["questions"],
            at=at, **reach(given["reach"]),
        ),
    )  # fmt: skip


def _find(request: SignedIn, number: int) -> Chat:
    known = Chat.objects.visible_to(request.user).select_related("person", "home", "network", "school")
    return get_object_or_404(known, pk=number)


def _hosted(request: SignedIn, number: int) -> Chat:
    found = _find(request, number)
    ensure(policies.may_host(request.user, found))
    return found


@login_required
def chat(request: SignedIn, number: int) -> HttpResponse:
    return _chat_page(request, _find(request, number))


def _chat_page(request: SignedIn, found: Chat, *, status: int = 200, form: Any = None) -> HttpResponse:
    me, at, zone = request.user, clock.now(), zone_of(request.user)
    questions = list(found.questions.order_by("number"))
    out = [question for question in questions if question.release_at <= at]
    is_open, is_host = found.is_open(at), found.person_id == me.pk
    may_say = is_open and policies.may_share(me)
    initial = {"question": out[-1] if out else None}
    return show(
        request, "community/chat.html", status=status, chat=found, zone=zone, is_open=is_open,
        parts=drawn_parts(out, heard(found, me, zone)), released=len(out), until=until_turn(found, questions, at),
        seat=seat_of(found.pk, request.session.session_key), is_over=found.is_over(at),
        form=(form or _saying(request, found, at, initial=initial)) if may_say else None,
        may_host=policies.may_host(me, found),
        waiting=[question for question in questions if question.release_at > at] if is_host else [],
        kept=draft_of(found, me) if found.published_at else [],
    )  # fmt: skip


@require_safe
def after(request: SignedIn, number: int, seat: str, version: int, released: int, until: int) -> HttpResponse:
    """Anything new since? Asked every second by everybody who reads along: one look, which usually says no.

    The seat belongs to one browser that is signed in, and was made when it was shown the chat: who holds it is not
    looked up again to be told that nothing is new. Every answer with words in it goes through both doors.
    """
    at = clock.now()
    seated = holds_seat(seat, number, request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    if seated and at.timestamp() * 1000 < until and Chat.objects.is_still(number, version):
        return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    return _news(request, number, version, released)


@login_required
def _news(request: SignedIn, number: int, version: int, released: int) -> HttpResponse:
    """What is gone is among it: without its words, to be taken off the reader's page."""
    me, at = request.user, clock.now()
    found = Chat.objects.filter(pk=number).first()
    if found is None or not found.is_visible_to(me):
        raise Http404
    questions = list(found.questions.order_by("number"))
    out = [question for question in questions if question.release_at <= at]
    zone = zone_named(request.GET.get("zone", "")) or zone_of(me)
    lines = [drawn for _said, drawn in heard(found, me, zone, after=version)]
    return show(
        request, "community/chat_after.html", chat=found, released=len(out), lines=lines, questions=out[released:],
        until=until_turn(found, questions, at), is_open=found.is_open(at),
    )  # fmt: skip


def _saying(request: SignedIn, found: Chat, at: datetime, data: Any = None, **more: Any) -> forms.Saying:
    may_publish = policies.may_publish(request.user, found)
    return forms.Saying(data, out=found.questions_out(at), may_publish=may_publish, **more)


@login_required
@acts
def saying(request: SignedIn, number: int) -> HttpResponse:
    found, home, at = _find(request, number), home_for(request), clock.now()
    form = _saying(request, found, at, request.POST)
    if form.is_valid():
        given = form.cleaned_data

        def speak() -> Line:
            HouseRules.accept(by=request.user, at=at)
            return found.say(
                given["text"], question=given["question"], person=request.user, home=home, at=at,
                is_public=given.get("is_public", False),
            )  # fmt: skip

        try:
            return once(request, speak, found)
        except Closed:
            form.add_error("text", _("The chat is not open at this moment. Copy your words if you need them."))
        except TooMuch:
            form.add_error("text", _("That is a great deal for one minute. Nothing is lost: send it again."))
    return _chat_page(request, found, status=422, form=form)


def _line(request: SignedIn, number: int) -> Line:
    known = Line.objects.visible_to(request.user).standing().select_related("chat")
    return get_object_or_404(known, pk=number)


@login_required
@acts
def starring(request: SignedIn, number: int) -> HttpResponse:
    line, at = _line(request, number), clock.now()
    return once(request, lambda: line.star(by=request.user, at=at), line.chat)


@login_required
@acts
def unsaying(request: SignedIn, number: int) -> HttpResponse:
    line, at = _line(request, number), clock.now()
    ensure(policies.may_unsay(request.user, line))
    return once(request, lambda: line.withdraw(by=request.user, at=at), line.chat)


@login_required
@acts
def hiding(request: SignedIn, number: int) -> HttpResponse:
    line, at = _line(request, number), clock.now()
    ensure(policies.may_hide(request.user, line))
    return once(request, lambda: line.hide(by=request.user, at=at), line.chat)


@login_required
@acts
def letting_out(request: SignedIn, number: int) -> HttpResponse:
    known = ChatQuestion.objects.filter(chat__in=Chat.objects.visible_to(request.user).values("pk"))
    question, at = get_object_or_404(known.select_related("chat"), pk=number), clock.now()
    ensure(policies.may_host(request.user, question.chat))
    return once(request, lambda: question.let_out(by=request.user, at=at), question.chat)


@login_required
@acts
def cancelling(request: SignedIn, number: int) -> HttpResponse:
    found, at = _hosted(request, number), clock.now()
    return once(request, lambda: found.cancel(by=request.user, at=at), "community:chats")


def _summing_up(request: SignedIn, found: Chat, data: Any = None) -> forms.SummingUp:
    drafted = draft_of(found, request.user)
    initial = {"opening": found.opening_words, "closing": found.closing_words, "lines": [one.pk for one in drafted]}
    said = Line.objects.visible_to(request.user).standing().filter(chat=found)
    return forms.SummingUp(data, lines=said, initial=initial)


@login_required
def summary(request: SignedIn, number: int) -> HttpResponse:
    """The draft of it: what was starred is ticked."""
    found = _hosted(request, number)
    return _summary_page(request, found, _summing_up(request, found))


def _summary_page(request: SignedIn, found: Chat, form: forms.SummingUp, *, status: int = 200) -> HttpResponse:
    parts = parts_of(found, request.user, clock.now())
    ticked = {str(one) for one in form["lines"].value() or []}
    for line in (line for part in parts for line in part.lines):
        line.is_ticked = str(line.pk) in ticked  # type: ignore[attr-defined]
    return show(request, "community/summary.html", status=status, chat=found, form=form, parts=parts)


@login_required
@acts
def publishing(request: SignedIn, number: int) -> HttpResponse:
    found, at = _hosted(request, number), clock.now()
    form = _summing_up(request, found, request.POST)
    if not form.is_valid():
        return _summary_page(request, found, form, status=422)
    return once(request, lambda: found.sum_up(**form.cleaned_data, by=request.user, at=at), found)
