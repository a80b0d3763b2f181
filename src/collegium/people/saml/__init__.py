"""Signing in by SAML, an extra: what speaks it (python3-saml) is read on first use, where it is installed."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Described:
    """What a provider says of itself: its name, where it is asked, and the keys with which it signs."""

    name: str
    goes_to: str
    certificates: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What a provider's signed answer says of somebody, and which question of ours it answers."""

    question: str
    account: str
    address: str
    is_vouched_for: bool


class Refused(Exception):
    """What a provider or a stranger sent counts for nothing. ``words`` is for people, the reason for the log."""

    def __init__(self, words: object, reason: str) -> None:
        super().__init__(reason)
        self.words = str(words)


class Unasked(Exception):
    """The answer to no question of ours: somebody began at the provider's page."""


def is_installed() -> bool:
    return find_spec("onelogin") is not None


def our_name(school: str) -> str:
    """Entity ID: what we are called at the provider, and where our own description lies."""
    return settings.ADDRESS + reverse("people:saml-description", args=[school])


def our_door(school: str) -> str:
    """Where the provider sends its answers (assertion consumer service)."""
    return settings.ADDRESS + reverse("people:saml-answer", args=[school])


def only(values: Iterable[str]) -> str:
    """The one value that there is. Of two nobody knows which is meant."""
    found = {value.strip() for value in values} - {""}
    return found.pop() if len(found) == 1 else ""
