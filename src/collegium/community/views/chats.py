"""The live chat of an hour: announced, held, read again, and summed up."""

from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from collegium.community import forms, policies
from collegium.community.chatting import draft_of, parts_of
from collegium.community.models import Chat, ChatQuestion, Closed, HouseRules, Line, TooMuch
from collegium.community.reaching import choices_for, reach
from collegium.community.views.finding import home_for
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person

A_PAGE = 20


def zone_of(person: Person) -> tzinfo:
    school = person.schools_now().order_by("pk").values_list("timezone", flat=True).first()
    return ZoneInfo(person.timezone or school or settings.TIME_ZONE)


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


def seat_of(number: int, reader: Person) -> str:
    """For this reader and this chat, and for nothing else."""
    return salted_hmac("collegium.community.seat", f"{number}:{reader.pk}").hexdigest()[:24]


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
    me, at = request.user, clock.now()
    parts = parts_of(found, me, at)
    out = found.questions_out(at)
    newest = parts[-2].question if len(parts) > 1 else None
    is_open = found.is_open(at)
    may_say = is_open and policies.may_share(me)
    return show(
        request, "community/chat.html", status=status, chat=found, parts=parts, at=at, zone=zone_of(me),
        seat=seat_of(found.pk, me), released=len(parts) - 1, is_open=is_open, is_over=found.is_over(at),
        form=(form or forms.Saying(out=out, initial={"question": newest})) if may_say else None,
        may_host=policies.may_host(me, found), is_host=found.person_id == me.pk,
        waiting=found.questions.filter(release_at__gt=at).order_by("number") if found.person_id == me.pk else [],
        kept=draft_of(found, me) if found.published_at else [],
    )  # fmt: skip


@login_required
def after(request: SignedIn, number: int, seat: str, version: int, released: int) -> HttpResponse:
    """Anything new since? Asked every second by everybody who reads along: one look, which usually says no.

    The seat is worked out for one reader of one chat when its page is made: who holds it need not be looked up again
    to be told that nothing is new. Whoever has it not, and every answer with words in it, goes through both doors.
    """
    me, at = request.user, clock.now()
    if constant_time_compare(seat, seat_of(number, me)) and Chat.objects.is_still(number, version, released, at):
        return HttpResponse(status=204)
    found = get_object_or_404(Chat.objects.visible_to(me).released(at), pk=number)
    now: int = found.released  # type: ignore[attr-defined]
    # What is gone is among them: without its words, to be taken off the reader's page.
    lines = Line.objects.dressed(me).filter(chat=found, version__gt=version)
    return show(
        request, "community/chat_after.html", chat=found, released=now, lines=lines.order_by("pk"), zone=zone_of(me),
        questions=found.questions_out(at)[released:], is_open=found.is_open(at), is_host=found.person_id == me.pk,
    )  # fmt: skip


@login_required
@acts
def saying(request: SignedIn, number: int) -> HttpResponse:
    found, home, at = _find(request, number), home_for(request), clock.now()
    form = forms.Saying(request.POST, out=found.questions_out(at))
    if form.is_valid():
        HouseRules.accept(by=request.user, at=at)
        given = form.cleaned_data
        try:
            return once(
                request, lambda: found.say(
                    given["text"], question=given["question"], person=request.user, home=home, at=at
                ), found,
            )  # fmt: skip
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
