"""Putting a letter in the outbox. It leaves when the transaction that wrote it is kept."""

import re
from collections.abc import Iterable
from datetime import datetime

from collegium.mail import kinds
from collegium.mail.jobs import ask_to_post
from collegium.mail.models import Letter
from collegium.people.models import Person


def write(
    kind: str,
    person: Person,
    *,
    subject: str,
    text: str,
    at: datetime,
    thing: int = 0,
    html: str = "",
    due_at: datetime | None = None,
    invitation: str = "",
    method: str = "",
    about: Iterable[Person] = (),
) -> Letter:
    """One letter to one person, kept until it can go.

    It waits while no mail server is set and while the person has no address. When it leaves it is asked once more
    whether it is still wanted. ``html`` is safe HTML for the body, and made from the text where it is left out;
    ``invitation`` is an iCalendar object with its ``method``. ``about``: others whom it calls by their first name, or
    whose words it holds.
    """
    kinds.find(kind)
    letter = Letter.objects.create(
        person=person,
        kind=kind,
        thing=thing,
        subject=one_line(subject),
        text=text,
        html=html,
        invitation=invitation,
        method=method,
        written_at=at,
        due_at=due_at or at,
    )
    letter.about.add(*{one.pk for one in about} - {person.pk})
    ask_to_post()
    return letter


def one_line(text: str) -> str:
    """A subject that stays one header, whatever a title or a name holds."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]", " ", text).split())[:200]
