"""The slip: no sign-in, no name, no time. Who is in the room has its code."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from collegium.kit import clock
from collegium.kit.web import show
from collegium.sharings import forms
from collegium.sharings.models import AllHandedIn, NoSlipsNow, Sharing, Slip
from collegium.sharings.spreading import large_departments


def _without_trace(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    found = _find(code)
    if found is None or not found.takes_slips(clock.now()):
        return _without_trace(show(request, "sharings/no_slip.html", status=404, sharing=found))
    return _page(request, found, _form(found), secrets.token_urlsafe(18))


def _find(code: str) -> Sharing | None:
    return Sharing.objects.standing().filter(code=code.upper()[:8]).select_related("school").first()


def _form(sharing: Sharing, data: Any = None) -> forms.Slip:
    return forms.Slip(data, parts=sharing.parts(), departments=large_departments(sharing.school))


def _page(
    request: HttpRequest, sharing: Sharing, form: forms.Slip, once: str, *, status: int = 200
) -> HttpResponse:
    return _without_trace(
        show(request, "sharings/slip.html", status=status, sharing=sharing, form=form, once=once)
    )


@csrf_exempt  # No cookie is wanted of anybody; the code of the session in the address stands in.
@require_POST
def handing_in(request: HttpRequest, code: str) -> HttpResponse:
    """Kept, once: the page carries a number of its own, so that sent twice it is one."""
    found = _find(code)
    if found is None:
        return _without_trace(show(request, "sharings/no_slip.html", status=404, sharing=None))
    form, once = _form(found, request.POST), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18)
    if not form.is_valid():
        return _page(request, found, form, once, status=422)
    given = form.cleaned_data
    try:
        Slip.objects.hand_in(
            found, given["takes"], would_try=list(given["would_try"]), department=given.get("department"), once=once,
            at=clock.now(),
        )  # fmt: skip
    except (NoSlipsNow, AllHandedIn) as over:
        return _without_trace(
            show(request, "sharings/no_slip.html", status=409, sharing=found, all_in=isinstance(over, AllHandedIn))
        )
    return _without_trace(show(request, "sharings/thanks.html", sharing=found))
