"""Live chats that are open to everybody, for strangers: when they are, and what they came to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collegium.calendar.events import Event, as_vevent, new_calendar
from collegium.community.atom import absolute, atom_of_chats
from collegium.community.models import Chat, Line
from collegium.community.views.public import fresh, share_link
from collegium.kit import clock
from collegium.kit.leafing import leaf

A_PAGE = 20


def _zone(chat: Chat | None = None) -> ZoneInfo:
    """Where the host's school is; a stranger tells us nothing of themselves."""
    return ZoneInfo((chat.home.timezone if chat else "") or settings.TIME_ZONE)


@require_safe
@fresh
def chats(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    known = Chat.objects.public().standing().select_related("person", "home")
    return render(request, "community/web/chats.html", {
        "title": _("Live chats of teachers"), "address": absolute(request.path), "zone": _zone(),
        "feed": reverse("community:public-chats-feed"),
        "coming": known.filter(ends_at__gte=at).order_by("starts_at", "pk")[:A_PAGE],
        "leaf": leaf(known.filter(published_at__isnull=False), "starts_at", A_PAGE, request.GET.get("before", "")),
    })  # fmt: skip


@require_safe
@fresh
def chat(request: HttpRequest, number: int) -> HttpResponse:
    """Called off, it is not there. Questions that are out, and the summary once its host has published it."""
    known = Chat.objects.public().standing().select_related("person", "home")
    found, at = get_object_or_404(known, pk=number), clock.now()
    lines = Line.objects.on_the_web().filter(chat=found).select_related("person__public_page", "question")
    address = absolute(request.path)
    return render(request, "community/web/chat.html", {
        "title": found.title, "address": address, "chat": found, "is_over": found.is_over(at),
        "when": when(found), "questions": found.questions_out(at), "share": share_link(found.title, address),
        "lines": lines.order_by("question__number", "pk") if found.published_at else [],
    })  # fmt: skip


def when(chat: Chat) -> str:
    return date_format(chat.starts_at.astimezone(_zone(chat)), "l j F Y, H:i e")


@require_safe
@fresh
def chats_feed(request: HttpRequest) -> HttpResponse:
    """Announced, and again when it was summed up."""
    known = Chat.objects.public().standing().select_related("person", "home")
    rows = known.filter(Q(ends_at__gte=clock.now()) | Q(published_at__isnull=False)).order_by("-starts_at", "-pk")
    words = atom_of_chats(
        _("Live chats of teachers"), reverse("community:public-chats"), request.path,
        [(one, when(one)) for one in rows[:A_PAGE]],
    )  # fmt: skip
    return HttpResponse(words, content_type="application/atom+xml; charset=utf-8")


@require_safe
@fresh
def chats_calendar(request: HttpRequest) -> HttpResponse:
    """What is to come, for other calendars; what was called off says so there."""
    at, calendar = clock.now(), new_calendar()
    calendar.add("x-wr-calname", _("Live chats of teachers"))
    known = Chat.objects.public().filter(ends_at__gte=at).select_related("home").order_by("starts_at", "pk")
    for one in known[: 5 * A_PAGE]:
        calendar.add_component(as_vevent(_event(one), stamp=at))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="chats.ics"'
    return response


def _event(chat: Chat) -> Event:
    address = absolute(reverse("community:public-chat", args=[chat.pk]))
    called_off: datetime | None = chat.cancelled_at
    return Event(
        uid=f"chat-{chat.pk}@collegium", sequence=1 if called_off else 0, starts_at=chat.starts_at,
        ends_at=chat.ends_at, title=chat.title, url="" if called_off else address, cancelled=bool(called_off),
    )  # fmt: skip
