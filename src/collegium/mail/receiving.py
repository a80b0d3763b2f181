"""What becomes of a message that came in.

It needs its key, the address of the person the letter was written to, and a question that is still open to them.
A machine is never answered, nor an address that is not the person's own.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from collegium.mail import helping, questions, understanding
from collegium.mail.cutting import without_closing
from collegium.mail.keys import letter_of
from collegium.mail.models import Letter, Received
from collegium.mail.questions import Closed, question_of
from collegium.mail.reading import Incoming, Unreadable, name_of, read
from collegium.people.models import Person

Fate = Received.Fate
# The addresses it went to, who sent it, what the calendar says, and when.
TakeCalendar = Callable[[str, str, str, datetime], Fate]
_calendars: list[TakeCalendar] = []


def register_calendar(take: TakeCalendar) -> None:
    """Who takes the answers that calendars send by themselves."""
    _calendars.append(take)


def receive(raw: bytes, *, at: datetime) -> Received:
    """Take one message. The same message again changes nothing, whoever delivers it how often."""
    with transaction.atomic():
        received, is_new = Received.objects.get_or_create(
            name=name_of(raw), defaults={"fate": Fate.UNREADABLE, "at": at}
        )
        if is_new:
            received.fate, received.letter = _judge(raw, at)
            received.save(update_fields=["fate", "letter"])
    return received


def _judge(raw: bytes, at: datetime) -> tuple[Fate, Letter | None]:
    try:
        came = read(raw)
    except Unreadable:
        return Fate.UNREADABLE, None
    if came.calendar:
        return _take_calendar(came, at), None
    letter, part = _answered(came)
    if came.is_automatic:
        return Fate.AUTOMATIC, letter
    if letter is None:
        return Fate.UNKNOWN, None
    return _take(came, letter, part, at), letter


def _take_calendar(came: Incoming, at: datetime) -> Fate:
    if came.is_forged:
        return Fate.STRANGER
    for take in _calendars:
        fate = take(came.addresses, came.sender, came.calendar, at)
        if fate != Fate.UNKNOWN:
            return fate
    return Fate.UNKNOWN


def _answered(came: Incoming) -> tuple[Letter | None, int]:
    """The letter that is answered; an answer to our word about an answer is one to the letter it was about."""
    for key in came.keys:
        if letter := letter_of(key):
            return helping.original(letter), key.part
    return None, 0


def _take(came: Incoming, letter: Letter, part: int, at: datetime) -> Fate:
    person = letter.person
    assert person is not None
    if came.is_forged or not person.email or came.sender != person.email.lower():
        helping.tell(letter, helping.OTHER_ADDRESS, at=at)
        return Fate.STRANGER
    if Person.objects.gone().filter(pk=person.pk).exists():
        return Fate.CLOSED
    if not questions.asks(letter.kind):
        helping.tell(letter, helping.NO_QUESTION, at=at)
        return Fate.NO_QUESTION
    question = question_of(letter, part)
    try:
        if question is None:
            raise Closed
        with transaction.atomic():
            understood = _answer(question, came.words, at)
    except Closed:
        helping.tell(letter, helping.CLOSED, at=at)
        return Fate.CLOSED
    if understood is None:
        helping.tell(letter, helping.UNCLEAR, at=at)
        return Fate.UNCLEAR
    helping.confirm(letter, question, *understood, at=at)
    return Fate.TAKEN


def _answer(question: questions.Question, words: str, at: datetime) -> tuple[str, str] | None:
    """Take the answer, if it is plain which one is meant: its code, and the words beyond it."""
    understood = ("", words) if words else None
    if not question.is_free:
        understood = understanding.understand(words, [answer.code for answer in question.answers])
        understood = understood and (understood[0], without_closing(understood[1]))
    if understood:
        question.take(*understood, at)
    return understood
