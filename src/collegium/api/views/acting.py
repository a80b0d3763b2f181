"""A request that is sent again does its work once: the header ``Idempotency-Key``."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from collegium.api.views.problems import Refused, does_not_fit
from collegium.kit import clock
from collegium.kit.doors import insist, watched
from collegium.kit.models import Attempt

KEY = r"[A-Za-z0-9_-]{1,200}"
Shows = Callable[[Any, int], Any]


def acts(shows: Shows) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The endpoint changes something and gives back the thing; ``shows(request, number)`` answers with it.

    Verb and key are kept in one transaction. A repeated request is answered by what the thing is by then, if whoever
    asks may still see it.
    """

    def dress(endpoint: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(endpoint)
        def answer(request: HttpRequest, **given: Any) -> Any:
            if (done := _earlier(request)) is not None:
                return shows(request, done)
            try:
                with watched(), transaction.atomic():
                    attempt = _begin(request)
                    thing = endpoint(request, **given)
                    insist()
                    if attempt:
                        attempt.target = str(thing.pk)
                        attempt.save(update_fields=["target"])
            except IntegrityError:
                # The twin of this request was quicker.
                if (done := _earlier(request)) is None:
                    raise
                return shows(request, done)
            return shows(request, thing.pk)

        answer.__dict__["acts"] = True
        return answer

    return dress


def _begin(request: HttpRequest) -> Attempt | None:
    key = _key(request)
    return Attempt.objects.create(**key, path=_path(request), body=_body(request), at=clock.now()) if key else None


def _earlier(request: HttpRequest) -> int | None:
    """The number of what the first request with this key led to."""
    key = _key(request)
    found = Attempt.objects.filter(**key).first() if key else None
    if found is None:
        return None
    if (found.path, found.body) != (_path(request), _body(request)):
        raise Refused(
            _("This Idempotency-Key came before, with another request."),
            _("Make a fresh key for every new request, and send the same one again only with the same request."),
        )
    return int(found.target)


def _key(request: HttpRequest) -> dict[str, str]:
    given = request.headers.get("Idempotency-Key")
    if given is not None and not re.fullmatch(KEY, given):
        raise does_not_fit("header.Idempotency-Key", _("Up to 200 letters, figures, hyphens and underscores."))
    # As long as a key in the table, however long it was sent.
    return {"key": hashlib.sha256(given.encode()).hexdigest(), "who": str(request.user.pk)} if given else {}


def _path(request: HttpRequest) -> str:
    return f"{request.method} {request.path}"[:500]


def _body(request: HttpRequest) -> str:
    return hashlib.sha256(request.body).hexdigest()
