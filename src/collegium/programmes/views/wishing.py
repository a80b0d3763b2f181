"""A minute for one's wishes: signed in, or by one's own link without signing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_html, first_lines
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Link, Person
from collegium.programmes import forms, policies
from collegium.programmes.asking import acknowledge
from collegium.programmes.models import Answer, Programme, WishesClosed
from collegium.programmes.views.finding import opened


@login_required
def wishes(request: SignedIn, pk: int) -> HttpResponse:
    """One's own wishes, filled in as one gave them."""
    programme = opened(request.user, pk)
    mine = programme.answers.filter(person=request.user).prefetch_related("wishes", "cannot").first()
    given = forms.filled(mine, list(programme.slots.in_order())) if mine else None
    form = forms.Wishes(initial=given, programme=programme)
    return _page(request, programme, request.user, form)


@login_required
@acts
def answer(request: SignedIn, pk: int) -> HttpResponse:
    programme = opened(request.user, pk)
    to = resolve_url("programmes:wishes", pk)
    ensure(policies.may_answer(request.user, programme))
    return _answer(request, programme, request.user, to)


@login_required
@acts
def withdrawal(request: SignedIn, pk: int) -> HttpResponse:
    """Take one's answer back."""
    programme = opened(request.user, pk)
    ensure(policies.may_answer(request.user, programme))
    to = resolve_url("programmes:wishes", pk)
    try:
        done = once(request, lambda: programme.collecting.withdraw(request.user, at=clock.now()), to)
    except WishesClosed:
        return once(request, lambda: None, to)
    messages.success(request, _("Your answer is taken back. Nothing of it is kept."))
    return done


@never_cache
def wishes_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Only the question: whoever holds the link learns no name and no earlier answer. Opening it changes nothing."""
    programme, person = _opened_by(token)
    return _page(request, programme, person, forms.Wishes(programme=programme), token)


@never_cache
@acts
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    programme, person = _opened_by(token)
    return _answer(request, programme, person, resolve_url("programmes:wishes_by_link", token), token)


def _opened_by(token: str) -> tuple[Programme, Person]:
    link = Link.objects.opened_by(token, "wishes", clock.now())
    programme = link and Programme.objects.opened().select_related("school", "approach").filter(pk=link.thing).first()
    if not link or not programme or not programme.asks(link.person):
        raise Http404
    return programme, link.person


def _answer(request: HttpRequest, programme: Programme, person: Person, to: str, token: str = "") -> HttpResponse:
    now = clock.now()
    form = forms.Wishes(request.POST, programme=programme)
    if not programme.is_collecting(now):
        return _page(request, programme, person, form, token, status=422)
    if not form.is_valid():
        return _page(request, programme, person, form, token, status=422)

    def keep() -> None:
        kept = programme.collecting.take(person, at=now, **form.said())
        if token:
            acknowledge(kept, at=now)

    try:
        done = once(request, keep, to)
    except WishesClosed:
        programme.refresh_from_db()
        return _page(request, programme, person, form, token, status=422)
    messages.success(request, _("Thank you. Your answer is kept."))
    return done


def _page(
    request: HttpRequest, programme: Programme, person: Person, form: forms.Wishes, token: str = "", status: int = 200
) -> HttpResponse:
    to = resolve_url("programmes:answer_by_link", token) if token else resolve_url("programmes:answer", programme.pk)
    context: dict[str, Any] = {
        "programme": programme,
        "vision": as_html(programme.vision),
        "first_lines": first_lines(programme.vision),
        "form": form,
        "token": token,
        "frame": "kit/plain.html" if token else "kit/base.html",
        "answered_at": Answer.objects.filter(programme=programme, person=person).values_list("at", flat=True).first(),
        "is_collecting": programme.is_collecting(clock.now()),
        "is_asked": bool(token) or programme.asks(person),
        "themes": [theme for theme in programme.themes.wishable().in_order() if theme.about],
        "to": to,
    }
    return show(request, "programmes/wishes.html", status=status, **context)
