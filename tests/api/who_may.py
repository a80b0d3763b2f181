"""nobody ama tom sam priya hale ines rob finn gwen"""

from typing import Any

from collegium.api.models import Hook, Token
from collegium.api.views.v1 import api
from tests.api.asking import tokened
from tests.conftest import MONDAY
from tests.house.who_may import Row

ALL = "302 200 200 200 200 200 200 200 200 200"
NOT_BY_COOKIE = "401 401 401 401 401 401 401 401 401 401"
EVERYBODY = "200 200 200 200 200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404 404 404 404 404"


def a_token(world: Any) -> list[Any]:
    """Tom's."""
    found = Token.objects.filter(person=world.people["tom"]).first()
    if not found:
        tokened(world.people["tom"])
        found = Token.objects.get(person=world.people["tom"])
    return [found.pk]


def a_hook(world: Any) -> list[Any]:
    """Tom's, where the server allows none to be told."""
    tom = world.people["tom"]
    found, _new = Hook.objects.get_or_create(
        person=tom, defaults={"address": "https://example.org/", "areas": ["groups"], "at": MONDAY}
    )
    return [found.pk]


TOMS = "302 404 200 404 404 404 404 404 404 404"
TOM_ACTS = "302 404 302 404 404 404 404 404 404 404"


# Signing in opens none of them: a page of another site could ask them with a cookie.
OF_THE_API = [
    Row(f"api-v1:{operation.view_func.__name__}", NOT_BY_COOKIE, method=operation.methods[0].lower(),
        args=lambda world, path=path: [1] if "{" in path else [])
    for _prefix, router in api._routers
    for path, view in router.path_operations.items()
    for operation in view.operations
]  # fmt: skip

ROWS = [
    Row("api:tokens", ALL),
    Row("api:making", "302 422 422 422 422 422 422 422 422 422", method="post"),
    Row("api:taking-back", "302 404 302 404 404 404 404 404 404 404", a_token, method="post"),
    Row("api:hooks", ALL),
    Row("api:hook-setting-up", "302 403 403 403 403 403 403 403 403 403", method="post"),
    Row("api:hook", TOMS, a_hook),
    Row("api:hook-trial", TOM_ACTS.replace("404 302 404", "404 403 404"), a_hook, method="post"),
    Row("api:hook-renewing", TOM_ACTS, a_hook, method="post"),
    Row("api:hook-stopping", TOM_ACTS, a_hook, method="post"),
    Row("api:reference", ALL),
    Row("api:openapi", EVERYBODY),
    Row("api-v1:api-root", NOBODY),
    Row("api-nothing", NOBODY, lambda world: ["nowhere"]),
    *OF_THE_API,
]
