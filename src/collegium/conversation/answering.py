"""Answering by mail what was said: each thread in a letter has its own address, and what is written goes there."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.conversation import naming, policies
from collegium.conversation.models import Closed as Ended
from collegium.conversation.models import Digest, Thread
from collegium.kit.text import LONGEST
from collegium.mail.models import Letter
from collegium.mail.questions import Closed, Question, take_nothing
from collegium.people.models import Person


def question_of(letter: Letter, part: int) -> Question | None:
    """What the weekly letter asks."""
    told = Digest.objects.filter(pk=letter.thing, person=letter.person_id).first()
    return _about(letter, told.threads.select_related("group"), part) if told else None


def of_named(letter: Letter, part: int) -> Question | None:
    """What a letter to somebody who was named asks."""
    return _about(letter, naming.threads_of(letter), part)


def _about(letter: Letter, named: Iterable[Thread], part: int) -> Question | None:
    """The thread that is answered: the one whose address it was, or the only one that the letter named."""
    person = letter.person
    assert person is not None
    threads = [thread for thread in named if policies.may_say(person, thread)]
    chosen = [thread for thread in threads if thread.pk == part] if part else threads
    if not chosen:
        return None
    if len(chosen) > 1:
        # A letter that names several threads does not say which one is meant.
        home = str(settings.ADDRESS) + reverse("desk:today")
        return Question(title=_("Which thread?"), take=take_nothing, address=home)
    thread = chosen[0]
    return Question(
        title=thread.title,
        is_free=True,
        address=str(settings.ADDRESS) + thread.get_absolute_url(),
        take=lambda code, words, at: say(thread, words, by=person, at=at),
    )


def say(thread: Thread, words: str, *, by: Person, at: datetime) -> None:
    try:
        thread.say(words[:LONGEST], by=by, at=at)
    except Ended:
        raise Closed from None
