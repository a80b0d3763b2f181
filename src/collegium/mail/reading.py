"""A message as it came in: who wrote it, what it answers, whether a machine wrote it, and its words."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256

from collegium.mail.cutting import from_html, own_words, unflow
from collegium.mail.keys import Key, bare, keys_in

# What lies beyond is not read: words come first in a message, pictures and signatures last.
LARGEST = 1_000_000
LONGEST_TEXT = 200_000

_ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "X-Failed-Recipients", "X-Autoreply", "X-Autorespond")
_MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?=[+@-]|$)", re.IGNORECASE)
_AWAY = re.compile(
    r"^\s*(automatic reply|auto-?reply|out of (the )?office|automatische antwort|abwesenheitsnotiz"
    r"|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|automatyczna odpowiedź"
    r"|odpowiedź automatyczna"
    r"|autoodpowiedź|risposta automatica|fuori sede|undeliver|delivery status|returned mail)\b",
    re.IGNORECASE,
)


class Unreadable(Exception):
    """Not a message, or one whose parts cannot be made out."""


@dataclass(frozen=True)
class Incoming:
    """What is read of a message, and no more."""

    name: str
    sender: str
    keys: list[Key]
    addresses: str
    words: str
    is_automatic: bool
    # Its own mail server found that the sender is not who it says.
    is_forged: bool
    calendar: str = ""


def name_of(raw: bytes) -> str:
    """By what a message is recognised when it comes again: its Message-ID, or else all of it."""
    head = raw[:LARGEST].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = re.search(rb"(?im)^message-id:\s*(<[^<>\s]{3,900}>)", head)
    return sha256(found.group(1) if found else raw[:LARGEST]).hexdigest()


def read(raw: bytes) -> Incoming:
    """Make out a message. It is bounded first, and nothing in it is believed but its keys."""
    try:
        message = message_from_bytes(raw[:LARGEST], policy=policy.default)
        assert isinstance(message, EmailMessage)
        return _read(message, name_of(raw))
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as trouble:
        # The standard library's parser meets things in the wild that it cannot name.
        raise Unreadable(type(trouble).__name__) from trouble


def _read(message: EmailMessage, name: str) -> Incoming:
    addresses = " ".join(value for header in _ADDRESSED for value in _all(message, header))
    answered = " ".join(_all(message, "References") + _all(message, "In-Reply-To"))
    senders = _all(message, "From")
    return Incoming(
        name=name,
        sender=bare(senders[0]) if len(senders) == 1 else "",
        keys=keys_in(addresses, answered),
        addresses=addresses,
        words=own_words(_text(message)),
        is_automatic=is_automatic(message),
        is_forged=any(re.search(r"\bdmarc=fail\b", value) for value in _all(message, "Authentication-Results")),
        calendar=_calendar(message),
    )


def is_automatic(message: EmailMessage) -> bool:
    """Written by a machine: an absence note, a list, a bounce. Nothing of the kind is ever answered."""
    submitted = " ".join(_all(message, "Auto-Submitted")).strip().lower()
    precedence = " ".join(_all(message, "Precedence")).strip().lower()
    return bool(
        (submitted and not submitted.startswith("no"))
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or any(_all(message, header) for header in _LISTS)
        or any(value.strip() == "<>" for value in _all(message, "Return-Path"))
        or message.get_content_type() == "multipart/report"
        or _MACHINES.match(bare(" ".join(_all(message, "From")[:1])))
        or _AWAY.match(" ".join(_all(message, "Subject")[:1]))
    )


def _all(message: EmailMessage, header: str) -> list[str]:
    return [str(value)[:20_000] for value in message.get_all(header, [])]


def _text(message: EmailMessage) -> str:
    """The words in plain text, made from the HTML where there is no other."""
    plain = _part(message, "text/plain")
    if plain is not None:
        text = _content(plain)
        if text.strip():
            flowed = str(plain.get_param("format", "")).lower() == "flowed"
            return unflow(text) if flowed else text
    html = _part(message, "text/html")
    return from_html(_content(html)) if html is not None else ""


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            return part if isinstance(part, EmailMessage) else None
    return None


def _calendar(message: EmailMessage) -> str:
    """A calendar's answer: in the text as Outlook and Google send it, or as a file beside it."""
    for part in message.walk():
        if part.get_content_type() in {"text/calendar", "application/ics"} and isinstance(part, EmailMessage):
            text = _content(part)
            if re.search(r"(?im)^METHOD:REPLY\s*$", text):
                return text
    return ""


def _content(part: EmailMessage) -> str:
    """The text of a part in whatever letters it says, or else in Latin ones."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("utf-8", errors="replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]
