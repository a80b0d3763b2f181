"""What is wrong, where, and what mends it: problem details (RFC 9457) with a plain sentence."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import Response
from pydantic import Field

from collegium.kit.listing import in_a_row

MEDIA_TYPE = "application/problem+json"


class Place(Schema):
    """One place of the request that does not fit."""

    place: str = Field(description="Where: body.text, query.limit, path.number.")
    mend: str = Field(description="What is expected there.")


class Problem(Schema):
    """Why nothing was done, and what to do about it."""

    type: str = Field(description="Leads to the page that explains this kind of problem.")
    title: str
    status: int
    detail: str = Field(description="A plain sentence.")
    mend: str = Field(description="What to do about it.")
    places: list[Place] = Field(description="Where the request does not fit, if it is that.")
    request: str = Field(description="The number of this request in the server's log.")


# What any address may answer besides what it is for.
ANYWHERE = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)


def answers(shape: Any, status: int = 200) -> dict[int, Any]:
    """This, or a problem."""
    return {status: shape, **ANYWHERE}


def does_not_fit(place: str, mend: str) -> ValidationError:
    """A place of the request that only the house itself can judge."""
    return ValidationError([{"loc": tuple(place.split(".")), "msg": mend}])


class Refused(Exception):
    """The house says no to this, now: a rule of the thing itself, and not of who may."""

    def __init__(self, detail: str, mend: str, *, status: int = 409) -> None:
        super().__init__(detail)
        self.detail, self.mend, self.status = detail, mend, status


def may_not_go_to(choices: Sequence[str]) -> Refused:
    """One gives to one's own groups, schools and networks."""
    return Refused(
        _("You may not give it to those."), _("One of: %(choices)s.") % {"choices": in_a_row(choices)}, status=403
    )


class MissingScope(PermissionDenied):
    """The token is good, and not for this."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class TooOften(Exception):
    """So many requests in a minute that the rest wait."""


def problem(
    request: HttpRequest, status: int, detail: str, mend: str, *, places: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    told = {
        "type": f"{settings.ADDRESS}/api/#problem-{status}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "mend": mend,
        "places": list(places),
        "request": str(getattr(request, "id", "")),
    }
    response = Response(told, status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Collegium"'
    elif status == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = "60"
    return response


def no_token(request: HttpRequest, _error: Any) -> HttpResponse:
    """The same for no token, a wrong one, one taken back, and one whose owner has left."""
    return problem(
        request, 401, _("No token that is good came with this request."),
        _("Send the header “Authorization: Bearer …” with a token from “About me”, “Tokens for programs”."),
    )  # fmt: skip


def not_there(request: HttpRequest, _error: Any = None) -> HttpResponse:
    return problem(
        request, 404, _("There is nothing here that the owner of this token may know of."),
        _("Look the number up in the list that it comes from."),
    )  # fmt: skip


def refused(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error, MissingScope):
        return problem(
            request, 403, _("This token is not for that."),
            _("Make a token with the scope %(scope)s.") % {"scope": error.scope},
        )  # fmt: skip
    return problem(
        request, 403, _("The owner of this token may see this and not do that."),
        _("Ask somebody who may, or look at the page which says who that is."),
    )  # fmt: skip


def not_now(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, error.status, error.detail, error.mend)


def too_often(request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(
        request, 429, _("That is more than this token may ask in a minute."), _("Wait a minute, then go on.")
    )


def not_understood(request: HttpRequest, error: Any) -> HttpResponse:
    """Never what was sent: only where it does not fit, and what would."""
    places = [{"place": _place(one["loc"]), "mend": one["msg"]} for one in error.errors]
    return problem(
        request, 422, _("Something in this request does not fit."), _("Mend the places below and send it again."),
        places=places,
    )  # fmt: skip


def _place(parts: Sequence[Any]) -> str:
    """body.title: how we call the body among ourselves is nobody's business."""
    named = [*parts[:1], *parts[2:]] if parts[:2] == ("body", "body") else parts
    return ".".join(map(str, named))


def not_read(request: HttpRequest, error: Any) -> HttpResponse:
    """What ninja itself refuses: a body that is no JSON."""
    return problem(
        request, error.status_code, _("This request could not be read."),
        _("Send a body that is valid JSON, in UTF-8."),
    )  # fmt: skip


def explain(api: NinjaAPI) -> None:
    """From now on this API answers so when something is wrong."""
    api.add_exception_handler(AuthenticationError, no_token)
    api.add_exception_handler(ValidationError, not_understood)
    api.add_exception_handler(HttpError, not_read)
    api.add_exception_handler(Http404, not_there)
    api.add_exception_handler(PermissionDenied, refused)
    api.add_exception_handler(Refused, not_now)
    api.add_exception_handler(TooOften, too_often)
