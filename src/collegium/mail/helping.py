"""What becomes of an answer by mail, in a letter of its own and never to a machine.

Could it not be taken: one clear letter with the link. Was it taken: how it was understood, and where it is changed.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from collegium.kit.listing import quoted
from collegium.mail.answering import answer_address, choices
from collegium.mail.models import Letter
from collegium.mail.questions import Question, question_of
from collegium.mail.writing import write
from collegium.people.models import Person

ABOUT_AN_ANSWER, RECEIPT = "answer", "receipt"
# An absence note that nobody could recognise must not go round and round.
MOST_RECEIPTS = 3
QUOTED = 500
UNCLEAR = gettext_lazy("We could not tell which answer you meant, so nothing was changed.")
CLOSED = gettext_lazy("The question is closed by now, so nothing was changed. There is nothing for you to do.")
NO_QUESTION = gettext_lazy("Nobody reads answers to that letter, so please take what you wrote to your group.")
OTHER_ADDRESS = gettext_lazy(
    "An answer to it came from an address that is not the one we write to, so nothing was changed. "
    "If it was you, answer once more from this mailbox."
)


def tell(letter: Letter, what: object, *, at: datetime) -> Letter | None:
    """Tell the person it was written to, at the address we know, at most once for each letter."""
    person = letter.person
    assert person is not None
    with transaction.atomic():
        Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if Letter.objects.filter(kind=ABOUT_AN_ANSWER, thing=letter.pk, person=person).exists():
            return None
        with override(person.language or settings.LANGUAGE_CODE):
            subject = letter.subject or _("a letter of ours")
            return write(
                ABOUT_AN_ANSWER, person, subject=_("Your answer to: %(subject)s") % {"subject": subject},
                text="\n\n".join(_lines(letter, person, str(what))), at=at, thing=letter.pk,
            )  # fmt: skip


def confirm(letter: Letter, question: Question, code: str, words: str, *, at: datetime) -> Letter | None:
    """How the answer was understood, and where it is changed or taken back. The same answer again brings no other."""
    person = letter.person
    assert person is not None
    with transaction.atomic(), override(person.language or settings.LANGUAGE_CODE):
        Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        text = "\n\n".join(_receipt(letter, question, code, words))
        earlier = Letter.objects.filter(kind=RECEIPT, thing=letter.pk, person=person).order_by("pk")
        if earlier.count() >= MOST_RECEIPTS or text in earlier.values_list("text", flat=True).reverse()[:1]:
            return None
        subject = _("Taken: your answer to %(subject)s") % {"subject": letter.subject or _("a letter of ours")}
        return write(RECEIPT, person, subject=subject, text=text, at=at, thing=letter.pk)


def _receipt(letter: Letter, question: Question, code: str, words: str) -> list[str]:
    """What it counts as, in the words of the button; and what was written beside it."""
    label = next((str(answer.label) for answer in question.answers if answer.code == code), "")
    asked = {"question": question.title, "answer": label}
    lines = [_("“%(question)s” Your answer counts as: %(answer)s.") % asked if label else
             _("What you wrote is said in “%(question)s” now:") % asked]  # fmt: skip
    lines += [quoted(Truncator(words).chars(QUOTED))] if words else []
    change = _("If that is not what you meant, change it here:") if label else _("Mend it or take it back here:")
    return [*lines, f"{change} {answer_address(letter, question)}"]


def _lines(letter: Letter, person: Person, what: str) -> list[str]:
    lines = [_("Hello %(name)s,") % {"name": person.first_name}, what]
    if question := question_of(letter):
        lines += [choices(question)] if question.answers else []
        lines += [_("You can answer here:"), answer_address(letter, question)]
    else:
        lines.append(_("Collegium: %(address)s") % {"address": settings.ADDRESS})
    return lines


def original(letter: Letter) -> Letter:
    """What a letter of ours about an answer was about; any other letter itself."""
    if letter.kind not in (ABOUT_AN_ANSWER, RECEIPT):
        return letter
    about = Letter.objects.select_related("person").filter(pk=letter.thing, person=letter.person_id).first()
    return about or letter
