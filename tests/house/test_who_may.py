"""Every address says who may open it. One without a row fails here."""

import importlib
import pkgutil

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests
from tests.house.who_may import EVERYBODY, Row

# allauth's own addresses are its tests' business; that each is reachable and dressed is ours: tests/people.
NOT_OURS = ("account_", "mfa_", "usersessions_", "socialaccount_")
# Where allauth's pages once were: it sends on to where they are, and gives these no names.
FORMER = "social/"


def rows() -> list[Row]:
    found: list[Row] = []
    for package in pkgutil.iter_modules(tests.__path__):
        try:
            module = importlib.import_module(f"tests.{package.name}.who_may")
        except ModuleNotFoundError:
            continue
        found += getattr(module, "ROWS", [])
    return found


def names(patterns=None, prefix: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and not str(pattern.pattern).startswith(FORMER):
            found.add(f"{prefix}{pattern.name}")
    return {name for name in found if not name.startswith(NOT_OURS)}


def test_every_address_has_a_row():
    missing = names() - {row.name for row in rows()}

    assert missing == set()


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.name} {row.note}".strip())
def test_who_may(row, world):
    seen = {}
    for who in EVERYBODY:
        client = Client(raise_request_exception=True)
        if who != "nobody":
            client.force_login(world.people[who])
        address = reverse(row.name, args=row.args(world))
        response = getattr(client, row.method)(address, row.data(world))
        seen[who] = response.status_code
        response.getvalue()  # what is read to its end closes its file

    assert seen == row.expected
