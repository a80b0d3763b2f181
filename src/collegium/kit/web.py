"""What every page needs: two doors, one way to answer, and an id for each request."""

import logging
import re
import secrets
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render, resolve_url
from django.urls import get_script_prefix, reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

from collegium.kit.doors import door

if TYPE_CHECKING:
    from collegium.people.models import Person

Row = TypeVar("Row")
Answer = Callable[[HttpRequest], HttpResponse]
# What would end a line, or colour a terminal.
_BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")
# It stands in no address.
_A_NUMBER = 9_876_543_210
_request_id: ContextVar[str] = ContextVar("request_id", default="-")


class SignedIn(HttpRequest):
    """The request of somebody who has signed in."""

    user: "Person"


@door
def ensure(allowed: bool) -> None:
    """The second door: what one may see but not do is refused (403). The first is ``visible_to`` (404)."""
    if not allowed:
        raise PermissionDenied


def the_one(rows: Sequence[Row]) -> Row:
    """The row that was found; none is not there (404)."""
    if not rows:
        raise Http404
    return rows[0]


def show(request: HttpRequest, page: str, part: str = "", *, status: int = 200, **context: Any) -> HttpResponse:
    """The page, or only the named part of it when htmx asked for a part."""
    wanted = f"{page}#{part}" if part and getattr(request, "htmx", False) else page
    return render(request, wanted, context, status=status)


def go(request: HttpRequest, to: Any) -> HttpResponse:
    """On to the next page: a redirect for a form, a client redirect for htmx."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(resolve_url(to))
    return redirect(to)


def address(name: str, *args: object) -> str:
    """Of a page that stands on many pages, in the menu or among the tabs: found once for each of its names."""
    return _address(get_script_prefix(), name, args)


@lru_cache(maxsize=2_000)
def _address(_prefix: str, name: str, args: tuple[object, ...]) -> str:
    return reverse(name, args=args)


def numbered(name: str) -> Callable[[int], str]:
    """The addresses of many pages of one name, which differ in their number: found once for a whole list."""
    before, after = reverse(name, args=[_A_NUMBER]).split(str(_A_NUMBER))
    return lambda number: f"{before}{number}{after}"


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page stood open too long, or was opened in another window: say so, and lose nothing."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


class RequestId:
    """Gives each request an id that error pages show and log lines carry. It holds no content."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if re.fullmatch(r"[0-9a-f]{8,32}", given) else secrets.token_hex(6)
        request.id = name  # type: ignore[attr-defined]
        mark = _request_id.set(name)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(mark)
        response["X-Request-ID"] = name
        return response


class Packed(GZipMiddleware):
    """A page travels as a third of itself. What flows is not held back for it, and files are packed as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class WithRequestId(logging.Filter):
    """Writes the request's id into each log line, and keeps line breaks of names out of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        text = record.getMessage()
        if _BREAKS.search(text):
            record.msg, record.args = _BREAKS.sub(lambda found: repr(found[0])[1:-1], text), ()
        return True


class Briefly(logging.Filter):
    """While the database is away each page that misses it is one line of the log, and not a hundred."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and getattr(record, "status_code", 0) == HTTPStatus.SERVICE_UNAVAILABLE:
            why = str(record.exc_info[1]).strip().partition("\n")[0]
            record.msg, record.args, record.exc_info = f"{record.getMessage()} ({why})", (), None
        return True


class PersonalPages:
    """No page for a signed-in person, or by a personal link, stays in a cache, shared or on the school's computer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        by_link = request.resolver_match is not None and "token" in request.resolver_match.kwargs
        # The header first: who asks often and is told nothing need not be looked up for it.
        if not response.has_header("Cache-Control") and (request.user.is_authenticated or by_link):
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True)
        if request.method == "POST" and request.path == address("account_logout"):
            # What a browser kept of pages. Notes that were never sent stay: the way out asks about them first.
            response["Clear-Site-Data"] = '"cache"'
        return response


class OnlySent:
    """An address that only takes forms, asked for as a page: a word and a way on, and not an empty window.

    So it is when somebody reloads after a form was turned back, or writes the address into a letter.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if refused and request.method == "GET" and request.accepts("text/html"):
            said = render(request, "405.html", status=response.status_code)
            said["Allow"] = response["Allow"]
            return said
        return response


class OwnLanguage:
    """The language somebody chose goes with them to each device: a cookie keeps it, which Django reads first.

    So a page that is asked for often need not look the person up. Who signs out leaves nothing of it behind.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and request.path == address("account_logout"):
            # Whoever sits down next speaks a language of their own.
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        elif request.method == "POST" or not response.has_header("Cache-Control"):
            chosen = getattr(request.user, "language", "")
            if chosen and chosen != request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
                response.set_cookie(
                    settings.LANGUAGE_COOKIE_NAME, chosen, settings.LANGUAGE_COOKIE_AGE,
                    secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, samesite="Lax",
                )  # fmt: skip
        return response
