"""How a letter says in which ways it may be answered."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit.listing import in_a_row, quoted
from collegium.mail.keys import key_of, reply_address
from collegium.mail.models import Letter
from collegium.mail.questions import Question


def choices(question: Question) -> str:
    """The answers there are, as one may write them."""
    said = in_a_row(quoted(answer.label) for answer in question.answers)
    return _("To answer by mail, begin with one of these: %(answers)s.") % {"answers": said}


def answer_address(letter: Letter, question: Question) -> str:
    """Where this person answers without signing in."""
    if question.address:
        return question.address
    return str(settings.ADDRESS) + reverse("mail:answer", args=[key_of(letter, label="answer")])


def ways_to_answer(letter: Letter, question: Question | None) -> list[str]:
    """The answers there are, and the link that needs no password where the text has none of its own."""
    if not question or not question.answers:
        return []
    ways = [] if question.address else [
        _("One tap is enough, and no password is needed:") + "\n" + answer_address(letter, question)
    ]  # fmt: skip
    return ways + ([choices(question)] if reply_address(letter) else [])
