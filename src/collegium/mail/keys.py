"""How an answer finds its letter: a key in the address it goes to, and in the name of the letter it answers.

A key belongs to one letter, and so to one person. It is worked out from the site's secret and stored nowhere.
"""

import hmac
import re
from base64 import b32encode
from email.utils import parseaddr
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from collegium.mail.models import Letter

# The most letters that stand before the @ of an address (RFC 5321).
LONGEST_NAME = 64
_KEY = r"(\d{1,15})(?:\.(\d{1,15}))?-([a-z2-7]{26})"
_IN_ADDRESS = re.compile(rf"(?<![a-z0-9])r{_KEY}(?![a-z0-9])")
_FOR_CALENDAR = re.compile(r"(?<![a-z0-9])i(\d{1,15})-([a-z2-7]{26})(?![a-z0-9])")
_IN_NAME = re.compile(rf"<letter\.{_KEY}@")


class Key(NamedTuple):
    """Which letter is answered, and which part of it where it has several."""

    letter: int
    part: int
    secret: str


def key_of(letter: Letter, part: int = 0, *, label: str = "reply") -> str:
    """The number of the letter, of its part where it has several, and 128 bits that only this site can work out.

    Small letters and digits: mail servers may change the case of an address.
    """
    number = f"{letter.pk}.{part}" if part else f"{letter.pk}"
    return f"{number}-{_secret(f'{label}:{letter.pk}:{part}:{letter.person_id}')}"


def _secret(message: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), message.encode(), sha256).digest()[:16]
    return b32encode(digest).decode().rstrip("=").lower()


def _pattern() -> str:
    return str(settings.REPLY_ADDRESS)


def is_on() -> bool:
    """Whether answers by mail can come in."""
    return bool(settings.REPLY_ADDRESS) and not settings.DEMO


def reply_address(letter: Letter, part: int = 0) -> str:
    """Where the answer to this letter goes; empty where none can come in."""
    if not is_on() or letter.person_id is None:
        return ""
    return keyed_address(f"r{key_of(letter, part)}")


def calendar_address(number: int, person: int) -> str:
    """Where a calendar sends the answer to one person's invitation; empty where none can come in or be told apart."""
    return keyed_address(f"i{number}-{_calendar_secret(number, person)}") if is_on() and "{key}" in _pattern() else ""


def calendar_key_in(addresses: str) -> list[tuple[int, str]]:
    """The keys of invitations that a calendar's answer went to."""
    return [(int(number), secret) for number, secret in _FOR_CALENDAR.findall(addresses.lower())[:20]]


def is_calendar_key(number: int, person: int, secret: str) -> bool:
    return hmac.compare_digest(_calendar_secret(number, person), secret)


def _calendar_secret(number: int, person: int) -> str:
    return _secret(f"calendar:{number}:{person}")


def keyed_address(key: str) -> str:
    """The address of the mailbox with this key in it; where it has no place or no room for one, as it is."""
    address = _pattern()
    if "{key}" not in address:
        return address
    keyed = address.replace("{key}", key)
    has_room = len(keyed.rpartition("@")[0]) <= LONGEST_NAME
    return keyed if has_room else address.replace("+{key}", "").replace("{key}", "")


def message_id(letter: Letter) -> str:
    """The same for one letter for ever, so that a second copy is recognised; and a key to answer it by."""
    domain = urlsplit(settings.ADDRESS).hostname or "localhost"
    return f"<letter.{key_of(letter)}@{domain}>"


def keys_in(addresses: str, names: str) -> list[Key]:
    """The keys that a message carries: in the addresses it went to, then in the names of what it answers."""
    found = [*_IN_ADDRESS.findall(addresses.lower()), *reversed(_IN_NAME.findall(names.lower()))]
    return [Key(int(number), int(part or 0), secret) for number, part, secret in found[:20]]


def letter_of(key: Key) -> Letter | None:
    """The letter that this key opens."""
    letter = Letter.objects.select_related("person").filter(pk=key.letter, person__isnull=False).first()
    if letter is None:
        return None
    right = key_of(letter, key.part)
    given = right.rpartition("-")[0] + "-" + key.secret
    return letter if hmac.compare_digest(right, given) else None


def bare(address: str) -> str:
    """An address as it is compared."""
    return parseaddr(address)[1].strip().lower()
