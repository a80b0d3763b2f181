"""A form that arrives twice does its work once: double taps, the back button, a lost answer."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.kit.doors import insist, watched
from collegium.kit.models import Attempt
from collegium.kit.web import go

KEPT = timedelta(hours=24)
View = Callable[..., HttpResponse]


class DifferentForm(Exception):
    """The key of an earlier form came back with other content."""


def acts(view: View) -> View:
    """A page that changes something: POST only, and a repeated form is answered like its first time."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with watched():
                return _replay(request) or view(request, *args, **kwargs)
        except DifferentForm:
            return render(request, "kit/conflict.html", status=409)
        except (PermissionDenied, Http404):
            # The twin of this request may have finished while we looked.
            if again := _replay(request):
                return again
            raise

    # The house asks each address for this mark.
    answer.__dict__["acts"] = True
    return cast(View, require_POST(answer))


def once(request: HttpRequest, verb: Callable[[], Any], to: Any = None) -> HttpResponse:
    """Run the verb and remember its key in one transaction, then go on to ``to``.

    ``to`` is what ``resolve_url`` takes, or a function of the verb's result; without it, the result itself.
    """
    try:
        with transaction.atomic():
            attempt = _begin(request)
            result = verb()
            insist()
            target = to(result) if callable(to) and not isinstance(to, str) else (to or result)
            if attempt:
                attempt.target = resolve_url(target)
                attempt.save(update_fields=["target"])
    except IntegrityError:
        if again := _replay(request):
            return again
        raise
    return go(request, target)


def _begin(request: HttpRequest) -> Attempt | None:
    key = request.POST.get("key", "")
    if not key:
        return None
    return Attempt.objects.create(
        key=key[:64], who=_who(request), path=request.path[:500], body=_body(request), at=clock.now()
    )


def _replay(request: HttpRequest) -> HttpResponse | None:
    key = request.POST.get("key", "")
    if not key or not (known := _attempts(key[:64], _who(request))):
        return None
    (found,) = known
    if found.path != request.path[:500] or found.body != _body(request):
        raise DifferentForm
    return go(request, found.target)


@written_once
def _attempts(key: str, who: str) -> QuerySet[Attempt]:
    return Attempt.objects.filter(key=key, who=who)


def _who(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else "-"


def _body(request: HttpRequest) -> str:
    fields = sorted(
        (name, values) for name, values in request.POST.lists() if name not in {"key", "csrfmiddlewaretoken"}
    )
    files = sorted((name, file.name, _digest(file)) for name, sent in request.FILES.lists() for file in sent)
    return hashlib.sha256(repr((fields, files)).encode()).hexdigest()


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
