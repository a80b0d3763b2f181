"""A program of somebody's, as the tests play it."""

import json
from datetime import timedelta

from django.test import Client

from collegium.api.models import Token
from collegium.api.scopes import SCOPES
from collegium.kit import clock


def tokened(person, scopes=SCOPES, *, title="Figures", days=90, at=None):
    """The secret of a fresh token."""
    at = at or clock.now()
    _token, secret = Token.objects.make(person, title=title, scopes=scopes, until=at + timedelta(days=days), at=at)
    return secret


class Program:
    """Asks the API with one token."""

    def __init__(self, secret):
        self.client, self.headers = Client(), {"Authorization": f"Bearer {secret}"}

    def get(self, path, **query):
        return self.client.get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path, body=None, key=""):
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.post(
            f"/api/v1{path}", json.dumps(body) if body is not None else None, content_type="application/json",
            headers=headers,
        )  # fmt: skip


def program(person, scopes=SCOPES):
    return Program(tokened(person, scopes))
