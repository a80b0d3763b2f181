"""Letters about somebody's account. The outbox lies above this app, and hangs its letterbox up here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from collegium.people.models import Person


@dataclass(frozen=True)
class AccountLetter:
    """To a person, or to an address that is nobody's yet. ``is_key``: it opens something, for an hour."""

    to: str
    subject: str
    text: str
    at: datetime
    person: Person | None = None
    is_key: bool = False


Letterbox = Callable[[AccountLetter], object]
_hung_up: list[Letterbox] = []


def hang_up(letterbox: Letterbox) -> None:
    """From now on letters go in here."""
    _hung_up[:] = [letterbox]


def put_in(letter: AccountLetter) -> None:
    for letterbox in _hung_up:
        letterbox(letter)


def mail_works() -> bool:
    """Whether letters reach anybody: a mail server is set, or the demo shows them on its own page."""
    return bool(settings.EMAIL_HOST) or settings.DEMO
