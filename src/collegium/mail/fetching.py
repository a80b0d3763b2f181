"""Looking into the mailbox for answers (IMAP). Nothing is deleted there: what was looked at is marked as read."""

import contextlib
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.mail import keys
from collegium.mail.reading import LARGEST
from collegium.mail.receiving import receive

logger = logging.getLogger("collegium.mail")

PATIENCE_SECONDS = 20
# Somebody is looking at the page meanwhile.
PATIENCE_OF_A_READER = 8
# As many as one look takes; the rest comes with the next.
MOST = 100
TROUBLE = "mail:mailbox-trouble"
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Box:
    """Where a mailbox is, and how it is opened."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    security: str

    @classmethod
    def ours(cls) -> "Box":
        return cls(
            settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_USER, settings.IMAP_PASSWORD, settings.IMAP_SECURITY
        )


def try_out(box: Box) -> str:
    """Open it and read nothing. Empty: it opens; else one sentence on what is in the way."""
    try:
        with _opened(box, PATIENCE_OF_A_READER):
            return ""
    except (OSError, imaplib.IMAP4.error, UnicodeError) as trouble:
        return in_words(trouble)


def fetch() -> int:
    """Take what has come in. In trouble nothing is lost: it is there at the next look."""
    if not keys.is_on() or not settings.IMAP_HOST:
        return 0
    try:
        with _opened(Box.ours()) as box:
            taken = _take_all(box)
    except (OSError, imaplib.IMAP4.error) as trouble:
        logger.warning("The mailbox is in trouble: %s", type(trouble).__name__)
        cache.set(TROUBLE, in_words(trouble), KEPT_SECONDS)
        return 0
    cache.delete(TROUBLE)
    return taken


def trouble_now() -> str:
    """What was in the way at the last look, as a sentence; empty: nothing."""
    return str(cache.get(TROUBLE, ""))


@contextlib.contextmanager
def _opened(box: Box, seconds: int = PATIENCE_SECONDS) -> Iterator[imaplib.IMAP4]:
    talk = _connect(box, seconds)
    try:
        if box.security == "starttls":
            talk.starttls(ssl_context=ssl.create_default_context())
        talk.login(box.user, box.password)
        _ok(talk.select("INBOX"))
        yield talk
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            talk.logout()
        with contextlib.suppress(OSError):
            talk.shutdown()


def _connect(box: Box, seconds: int) -> imaplib.IMAP4:
    if box.security == "tls":
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=ssl.create_default_context(), timeout=seconds)
    return imaplib.IMAP4(box.host, box.port, timeout=seconds)


def _take_all(box: imaplib.IMAP4) -> int:
    found = _ok(box.uid("SEARCH", "UNSEEN"))
    numbers = (found[0] or b"").split()[:MOST]
    for number in numbers:
        _take_one(box, number.decode("ascii"))
    return len(numbers)


def _take_one(box: imaplib.IMAP4, number: str) -> None:
    # Only its beginning: the words come first, and one large picture must not hold up the others.
    answer = _ok(box.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    flags = r"(\Seen)"
    for raw in (part[1] for part in answer if isinstance(part, tuple)):
        try:
            receive(raw, at=clock.now())
        except Exception:
            # One message that cannot be taken must not hold up the others. It stays in the mailbox, with a flag.
            logger.exception("A message could not be taken")
            flags = r"(\Seen \Flagged)"
    _ok(box.uid("STORE", number, "+FLAGS", flags))


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(str(data[:1]))
    return data


def in_words(trouble: Exception) -> str:
    """What is wrong with the mailbox, as a sentence that says where to look."""
    if isinstance(trouble, ssl.SSLError):
        return _("The mailbox’s server and Collegium could not agree on encryption: try another port or security.")
    if isinstance(trouble, TimeoutError):
        return _("The mailbox’s server did not answer in time.")
    if isinstance(trouble, ConnectionRefusedError):
        return _("Nothing answers at the mailbox’s address and port.")
    if isinstance(trouble, imaplib.IMAP4.abort) and "TLS" not in str(trouble):
        return _("The mailbox’s server hung up.")
    if isinstance(trouble, imaplib.IMAP4.error):
        said = re.sub(r"\s+", " ", str(trouble)).removeprefix("[").removeprefix("b").strip("'\"]")[:150]
        return _("The mailbox’s server said: %(said)s") % {"said": said}
    return _("The mailbox’s server could not be reached: %(what)s") % {"what": trouble}
