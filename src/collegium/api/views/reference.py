"""The API described for people, made from its own description."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from collegium.api.views.v1 import described
from collegium.kit.web import SignedIn, show


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    about: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """What one may ask or do at an address."""

    method: str
    path: str
    about: str
    scope: str
    parameters: list[Field]
    body: list[Field]
    gives: list[Field]
    is_a_list: bool


@login_required
def reference(request: SignedIn) -> HttpResponse:
    return show(request, "api/reference.html", areas=areas(), address=f"{settings.ADDRESS}/api/v1", problems=PROBLEMS)


def areas() -> list[tuple[str, list[Operation]]]:
    """By area, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    for path, methods in described()["paths"].items():
        for method, told in methods.items():
            found.setdefault(told["tags"][0], []).append(_operation(path, method, told))
    return list(found.items())


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answer = told["responses"][200]["content"]["application/json"]["schema"]
    inner, is_a_list = _inner(answer)
    return Operation(
        method=method.upper(), path=path.removeprefix("/api/v1"), about=told.get("description", told["summary"]),
        scope=told["x-scope"],
        parameters=[
            Field(one["name"], kind_of(one["schema"]), one.get("description", ""), one["required"])
            for one in told["parameters"]
        ],
        body=fields_of(body), gives=fields_of(inner), is_a_list=is_a_list,
    )  # fmt: skip


def _inner(schema: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Of a page of a list: one of its things."""
    items = resolved(schema).get("properties", {}).get("items")
    return (items["items"], True) if items else (schema, False)


def fields_of(schema: dict[str, Any]) -> list[Field]:
    whole = resolved(schema)
    required = whole.get("required", [])
    return [
        Field(name, kind_of(one), one.get("description", ""), name in required)
        for name, one in whole.get("properties", {}).items()
    ]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = described()["components"]["schemas"][name] if name else schema
    return found


def kind_of(schema: dict[str, Any]) -> str:
    """In a few words: text, number, one of these."""
    if "anyOf" in schema:
        return " or ".join(kind_of(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'])}"
    if "$ref" in schema:
        return ", ".join(resolved(schema).get("properties", {})).join("{}")
    return str(schema.get("format") or schema.get("type", "")).replace("null", "nothing")


PROBLEMS = [
    (400, "The body could not be read as JSON."),
    (401, "No token that is good came: none, a wrong one, one taken back, one whose day is over, or its owner left."),
    (403, "The token lacks the scope, or its owner may see this and not do it."),
    (404, "There is nothing here that the owner of the token may know of."),
    (409, "The house says no to this now; or an Idempotency-Key came back with another request."),
    (422, "Something in the request does not fit; the places are listed, with what is expected there."),
    (429, "More than 300 requests in a minute with one token. Wait as long as Retry-After says."),
]
