"""The page that a VLE opens when somebody pastes the one-time link there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from collegium.kit import clock
from collegium.lti import registering
from collegium.lti.framing import framed
from collegium.lti.models.platform import origin
from collegium.people.models import Link, School


@require_safe
def offered(request: HttpRequest, token: str) -> HttpResponse:
    """What would happen; nothing has."""
    _link, school = _opened(token)
    address = request.GET.get("openid_configuration", "")
    page = render(request, "lti/register.html", {
        "school": school, "address": address, "host": origin(address), "token": token,
        "given": request.GET.get("registration_token", ""),
    })  # fmt: skip
    return framed(page, _by(address))


@csrf_exempt  # In a frame no cookie comes; the token in the address stands in.
@require_POST
def registered(request: HttpRequest, token: str) -> HttpResponse:
    link, school = _opened(token)
    address, given = (request.POST.get(one, "") for one in ("openid_configuration", "registration_token"))
    try:
        made = registering.register(link, school, address, given, at=clock.now())
    except registering.NotRegistered as why:
        return framed(render(request, "lti/refused.html", {"why": str(why)}, status=422), _by(address))
    return framed(render(request, "lti/registered.html", {"platform": made, "school": school}), _by(address))


def _opened(token: str) -> tuple[Link, School]:
    found = registering.school_of(token, clock.now())
    if not found:
        raise Http404
    return found


def _by(address: str) -> list[str]:
    return [found] if (found := origin(address)) else []
