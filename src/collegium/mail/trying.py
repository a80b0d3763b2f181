"""A letter sent at once to see whether the mail server works, and words for why it does not."""

import smtplib
from datetime import datetime
from email.utils import formatdate, make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from collegium.mail.composing import sender
from collegium.mail.posting import in_words
from collegium.people.models import Person

# Somebody is looking at the page meanwhile.
PATIENCE_SECONDS = 8


def send_test(to: str, *, by: Person, at: datetime) -> str:
    """Send a letter now. Empty: the mail server took it. Else one sentence on what is in the way."""
    if settings.DEMO:
        return _("This is the demo: no letter leaves it.")
    if not settings.EMAIL_HOST:
        return _("No mail server is set yet. Until it is, letters wait and every invitation exists as a link.")
    message = EmailMessage(
        subject=_("A test from Collegium"),
        body=_("%(name)s asked for this letter. If you can read it, Collegium’s mail works.") % {"name": by.name},
        from_email=sender(),
        to=[to],
        headers={
            "Auto-Submitted": "auto-generated",
            "Date": formatdate(at.timestamp()),
            "Message-ID": make_msgid(domain=urlsplit(settings.ADDRESS).hostname or "localhost"),
        },
    )
    try:
        EmailBackend(timeout=PATIENCE_SECONDS).send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, answer = next(iter(refusal.recipients.values()))
        return _("The mail server does not take letters for this address: %(said)s") % {
            "said": f"{code} {answer.decode(errors='replace')}"
        }
    except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as trouble:
        return in_words(trouble)
    return ""
