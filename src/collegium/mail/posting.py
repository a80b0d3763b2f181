"""Handing letters to the mail server, one by one.

A letter is claimed, the server is asked whether it takes this sender and this address, and only then is it written
down that the letter is being handed over; after that moment nobody sends it again by themselves, whatever happens.
"""

import logging
import re
import smtplib
import ssl
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.mail import budget, kinds
from collegium.mail.composing import bare, bare_sender, compose
from collegium.mail.models import CLAIM, Letter, Stopped
from collegium.mail.ringing import ask_to_ring
from collegium.people.models import Person

logger = logging.getLogger("collegium.mail")

# Answers that speak of the connection or of our own account at the mail server, and not of the letter.
OUR_ACCOUNT = {421, 530, 534, 535, 538}


class Refused(Exception):
    """The mail server answered, and the letter surely did not leave."""

    def __init__(self, code: int, answer: bytes | str, *, for_good: bool) -> None:
        text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
        super().__init__(f"{code} {' '.join(text.split())}")
        self.for_good = for_good


class Unanswered(Exception):
    """The letter was handed over, and the connection ended before an answer."""


@dataclass
class Server:
    """The connection to the school's mail server, opened when the first letter needs it."""

    timeout: float = 20.0
    backend: EmailBackend | None = field(default=None, init=False)
    is_new: bool = field(default=True, init=False)

    def connect(self) -> smtplib.SMTP:
        if self.backend is None:
            backend = EmailBackend(timeout=self.timeout)
            backend.open()
            self.backend, self.is_new = backend, True
        assert self.backend.connection is not None
        return self.backend.connection

    def close(self) -> None:
        """Say goodbye; a server that has gone already is not asked."""
        backend, self.backend = self.backend, None
        if backend and backend.connection:
            try:
                backend.connection.quit()
            except (OSError, smtplib.SMTPException):
                backend.connection.close()

    def drop(self) -> None:
        """Hang up without a word: whatever was begun does not count."""
        backend, self.backend = self.backend, None
        if backend and backend.connection:
            backend.connection.close()


def is_on() -> bool:
    """Whether letters leave this machine at all: a mail server is set, and this is not the demo."""
    return bool(settings.EMAIL_HOST) and not settings.DEMO


def post() -> int:
    """Send every letter that is due. When the server is in trouble the rest waits for the next round."""
    if not is_on():
        return 0
    sent = _round()
    if Letter.objects.in_hand(clock.now()).exists():
        # After a kill nobody is at these: rather than a minute, they wait until the claim is over.
        time.sleep(CLAIM.total_seconds())
        sent += _round()
    return sent


def _round() -> int:
    server, sent = Server(), 0
    try:
        while letter := Letter.objects.claim(clock.now()):
            if not _post_one(letter, server):
                break
            sent += bool(letter.sent_at)
    finally:
        server.close()
    return sent


def why_not(letter: Letter) -> str:
    """The reason for which a letter is no longer to go; empty: it goes."""
    kind = kinds.find(letter.kind)
    person = letter.person
    if person and not kind.also_to_former and not Person.objects.signing_in().filter(pk=person.pk).exists():
        return _("The person is no longer here.")
    if person and kind.may_be_stopped and Stopped.objects.has(person, letter.kind):
        return _("The person wants no more letters of this kind.")
    return "" if kind.still_wanted(letter) else _("No longer wanted.")


def _post_one(letter: Letter, server: Server) -> bool:
    """Whether the round goes on with the next letter."""
    try:
        reason = why_not(letter)
        parcel = None if reason else Parcel.of(letter)
    except Exception:
        # One letter that cannot be made must not hold up all the others.
        logger.exception("Letter %s could not be made", letter.pk)
        letter.put_off(_("Collegium could not make this letter."), at=clock.now())
        return True
    if parcel is None:
        letter.drop(reason, at=clock.now())
        return True
    if budget.has_had_enough(letter, clock.now()):
        letter.wait(budget.next_week(clock.now()))
        return True
    return _deliver(parcel, server)


@dataclass(frozen=True)
class Parcel:
    """A letter with its two addresses and its text, ready for the wire."""

    letter: Letter
    sender: str
    recipient: str
    text: bytes

    @classmethod
    def of(cls, letter: Letter) -> "Parcel":
        text = compose(letter).message().as_bytes(linesep="\r\n")
        dotted = re.sub(rb"(?m)^\.", b"..", text).rstrip(b"\r\n")
        return cls(letter, bare_sender(), bare(letter.goes_to), dotted + b"\r\n.\r\n")


def _deliver(parcel: Parcel, server: Server) -> bool:
    letter = parcel.letter
    try:
        hand_over(parcel, server)
    except Refused as refusal:
        (letter.drop if refusal.for_good else letter.put_off)(str(refusal), at=clock.now())
    except Unanswered as silence:
        letter.doubt(str(silence))
        server.close()
    except (OSError, smtplib.SMTPException) as trouble:
        # A server may hang up after some letters. If the connection was new it is real trouble, and the rest waits.
        letter.put_off(in_words(trouble), at=clock.now())
        logger.warning("The mail server is in trouble: %s", type(trouble).__name__)
        was_new = server.is_new
        server.close()
        return not was_new
    server.is_new = False
    return True


def hand_over(parcel: Parcel, server: Server) -> None:
    """One letter over an open connection. Until the server asks for the text, it surely has not left."""
    smtp, letter = server.connect(), parcel.letter
    try:
        _ask(smtp, parcel)
    except Refused:
        _reset(smtp, server)
        raise
    if not budget.hand(letter, clock.now()):
        # Claimed by another worker meanwhile, or one too many. Hanging up here makes the server forget the letter.
        server.drop()
        return
    try:
        smtp.send(parcel.text)
        code, answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as silence:
        raise Unanswered(in_words(silence)) from silence
    if code >= 400:
        raise Refused(code, answer, for_good=code >= 500)
    letter.arrive(at=clock.now())
    ask_to_ring(letter)


def _ask(smtp: smtplib.SMTP, parcel: Parcel) -> None:
    """Sender, recipient, and whether the text may come."""
    smtp.ehlo_or_helo_if_needed()
    code, answer = smtp.mail(parcel.sender)
    if code != 250:
        raise smtplib.SMTPResponseException(code, answer)
    for command, wanted in ((f"RCPT TO:<{parcel.recipient}>", {250, 251}), ("DATA", {354})):
        code, answer = smtp.docmd(command)
        if code in OUR_ACCOUNT:
            raise smtplib.SMTPResponseException(code, answer)
        if code not in wanted:
            raise Refused(code, answer, for_good=code >= 500)


def _reset(smtp: smtplib.SMTP, server: Server) -> None:
    """Ready for the next letter, over this connection or a new one."""
    try:
        smtp.rset()
    except (OSError, smtplib.SMTPException):
        server.drop()


def in_words(trouble: Exception) -> str:
    """What went wrong with the mail server, as a sentence that says where to look."""
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return _("The mail server did not accept the user name and password.")
    if isinstance(trouble, smtplib.SMTPNotSupportedError):
        return _("The mail server does not offer what was asked for: %(what)s") % {"what": trouble}
    if isinstance(trouble, ssl.SSLError):
        return _("The mail server and Collegium could not agree on encryption: try another port or security.")
    if isinstance(trouble, TimeoutError):
        return _("The mail server did not answer in time.")
    if isinstance(trouble, ConnectionRefusedError):
        return _("Nothing answers at the mail server’s address and port.")
    if isinstance(trouble, smtplib.SMTPResponseException):
        text = trouble.smtp_error
        said = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
        return _("The mail server said: %(said)s") % {"said": f"{trouble.smtp_code} {said}"}
    if isinstance(trouble, smtplib.SMTPServerDisconnected):
        return _("The mail server hung up.")
    return _("The mail server could not be reached: %(what)s") % {"what": trouble}
