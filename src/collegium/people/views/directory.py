"""The school's directory: the key that a keeper makes for it, and the door by which it comes (SCIM 2.0)."""

import json
from importlib import import_module
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import directory as opening
from collegium.people import policies
from collegium.people.models import DirectoryKey, School
from collegium.people.views.finding import find_school


@login_required
def directory(request: SignedIn, slug: str) -> HttpResponse:
    """What the directory must be told, and what it may do."""
    return _page(request, _kept(request, slug))


@acts
@login_required
def making(request: SignedIn, slug: str) -> HttpResponse:
    """The key stands on the answer to this form and nowhere else: sent again, the form shows that there is one."""
    school, at = _kept(request, slug), clock.now()
    get_object_or_404(school.sign_ons.going())
    made: list[tuple[DirectoryKey, str]] = []
    response = once(
        request, lambda: made.append(opening.open_to(school, by=request.user, at=at)),
        lambda _nothing: reverse("people:directory", args=[slug]),
    )  # fmt: skip
    return _page(request, school, secret=made[0][1]) if made else response


@acts
@login_required
def revoking(request: SignedIn, slug: str) -> HttpResponse:
    school, at = _kept(request, slug), clock.now()
    found = get_object_or_404(school.directory_keys.going())
    response = once(
        request, lambda: found.revoke(by=request.user, at=at),
        lambda _nothing: reverse("people:directory", args=[slug]),
    )  # fmt: skip
    messages.success(request, _("The key opens nothing any more."))
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
def scim(request: HttpRequest, slug: str, rest: str = "") -> HttpResponse:
    """A directory comes with its key; without one that opens this school, nothing says whether the school is here."""
    at = clock.now()
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    key = DirectoryKey.objects.opened_by(secret.strip(), slug) if kind.lower() == "bearer" else None
    spoken: Any = import_module("collegium.people.scim")
    if key is None:
        return _answer(spoken.refused())
    key.use(at=at)
    return _answer(
        spoken.answer(
            key, at=at, method=request.method, path=rest, query=request.GET.dict(), body=request.body,
            content_type=request.headers.get("Content-Type", ""),
        )
    )  # fmt: skip


def _answer(said: Any) -> HttpResponse:
    body = "" if said.body is None else json.dumps(said.body)
    return HttpResponse(body, status=said.status.value, headers=said.headers)


def _kept(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return school


def _page(request: SignedIn, school: School, *, secret: str = "") -> HttpResponse:
    spoken: Any = import_module("collegium.people.scim")
    return show(
        request, "people/directory.html", school=school, secret=secret, address=spoken.base_url(school.slug),
        held=school.directory_keys.going().first(), sign_on=school.sign_ons.going().first(),
    )  # fmt: skip
