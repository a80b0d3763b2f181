"""The API as one: its routers, what it says when something is wrong, and its description (OpenAPI 3.1)."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.responses import Response

from collegium.api.views import enquiry, groups, me, meetings, problems, programmes, sharing

DESCRIPTION = """\
The same verbs as on the pages, for the owner of a token and within its scopes. What the owner may not know of is not
there (404); what they may see and not do is refused (403). Lists are newest first and come a page at a time: follow
`next`. Send an `Idempotency-Key` with every POST, and the same one if you send it again: it does its work once."""

api = NinjaAPI(
    title="Collegium", version="1.0.0", description=DESCRIPTION, openapi_url=None, docs_url=None,
    urls_namespace="api-v1",
)  # fmt: skip
problems.explain(api)
for _router in (me, programmes, groups, meetings, enquiry, sharing):
    api.add_router("", _router.router)

KEY = {
    "in": "header", "name": "Idempotency-Key", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[A-Za-z0-9_-]+$"},
    "description": "A fresh one for each new request; the same one when it is sent again.",
}  # fmt: skip


@cache
def described() -> dict[str, Any]:
    """OpenAPI 3.1. Problems have a media type of their own, and each verb says which scope it needs."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    found["servers"] = [{"url": settings.ADDRESS}]
    needs = _scopes()
    for methods in found["paths"].values():
        for method, told in methods.items():
            scope = needs[told["operationId"]]
            told["x-scope"] = scope
            told["security"] = [{"Bearer": []}]
            if method == "post":
                told["parameters"] = [*told.get("parameters", []), KEY]
            for status, answer in told["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {problems.MEDIA_TYPE: answer["content"].pop("application/json")}
    return dict(found)


def _scopes() -> dict[str, str]:
    operations = [
        operation
        for _prefix, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]
    return {
        api.get_openapi_operation_id(one): getattr(one.auth_callbacks[0], "scope", "") for one in operations
    }  # fmt: skip


def openapi(request: HttpRequest) -> HttpResponse:
    """For programs that make clients and tests out of it. It holds nothing of anybody's."""
    return Response(described())


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that the API does not have."""
    return problems.not_there(request)
