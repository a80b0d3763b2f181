"""The pupils' page. No account, no cookie, no address, no time: the one-time code in the form is all there is."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from collegium.kit.web import show
from collegium.surveys import answering, forms
from collegium.surveys.models import ClassCode, Closed, Ticket

View = Callable[..., HttpResponse]


def leaves_no_trace(view: View) -> View:
    """Nothing of this page is kept by the browser, told to another site, or asked back by a cookie.

    The code in the form stands in for the token against forged forms: without it nothing is counted.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answer)


@leaves_no_trace
def door(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    plain = "".join(request.GET.get("code", "").split()).upper().replace("-", "")[:20]
    if plain and plain.isalnum() and plain.isascii():
        return redirect("surveys:answering", code=plain)
    return show(request, "surveys/door.html")


@leaves_no_trace
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, and who reads it. A class code leads on to a one-time code; a sheet's own opens the questions."""
    if ticket := answering.ticket_of(code):
        return questions(request, ticket)
    found = ClassCode.objects.filter(code=code.upper()).select_related("wave__survey__account").first()
    if found is None or found.wave.survey.asks_staff:
        return show(request, "surveys/door.html", status=404, unknown=True)
    if not found.wave.is_open:
        return show(request, "surveys/over.html", status=410)
    return show(
        request, "surveys/begin.html", code=found, survey=found.wave.survey, account=found.wave.survey.account,
        key=secrets.token_urlsafe(18),
    )  # fmt: skip


@leaves_no_trace
@require_POST
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """A one-time code for this page; the same page sent twice draws the same one."""
    found = get_object_or_404(ClassCode.objects.select_related("wave__survey"), code=code.upper())
    key = request.POST.get("key", "")
    if not key or found.wave.survey.asks_staff:
        raise Http404
    try:
        ticket = found.draw(key[:64])
    except Closed:
        return show(request, "surveys/over.html", status=410)
    if ticket is None:
        return show(request, "surveys/none_left.html", status=409)
    return questions(request, ticket)


def questions(
    request: HttpRequest, ticket: Ticket, form: forms.Answers | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The questions on one short page, with the one-time code inside the form."""
    if ticket.used:
        return show(request, "surveys/used.html", status=409)
    survey = ticket.code_of.wave.survey
    if not ticket.code_of.wave.is_open:
        return show(request, "surveys/over.html", status=410)
    items = list(survey.items.order_by("order"))
    return show(
        request, "surveys/questions.html", status=status, ticket=ticket, survey=survey, account=survey.account,
        form=form or forms.Answers(items=items), items=items, **more,
    )  # fmt: skip


@leaves_no_trace
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Counted, once."""
    ticket = answering.ticket_of(request.POST.get("code", "")[:40])
    if ticket is None:
        return show(request, "surveys/door.html", status=404, unknown=True)
    items = list(ticket.code_of.wave.survey.items.order_by("order"))
    form = forms.Answers(request.POST, items=items)
    if ticket.used or not form.is_valid():
        return questions(request, ticket, form, status=422)
    try:
        answering.answer(ticket, items, form.chosen, form.said)
    except answering.NothingSaid:
        return questions(request, ticket, form, status=422, says_nothing=True)
    except answering.Used:
        return show(request, "surveys/used.html", status=409)
    except Closed:
        return show(request, "surveys/over.html", status=410)
    return show(request, "surveys/thanks.html", account=ticket.code_of.wave.survey.account)
