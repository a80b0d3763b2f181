"""Why letters are kept, and what becomes of it when somebody is erased."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.mail.models import Device, Letter, Received, RingKey, Stopped
from collegium.people.erasing import Needles, wants_words_gone, words_of
from collegium.people.models import Person
from collegium.people.purposes import first, purpose

letters = purpose(
    _("Letters"),
    why=_("So that no letter is lost and none goes twice."),
    reads=_("whoever it is for; keepers of accounts see that it went, not what it says"),
    until=_("its words a month after it went; that it went, as long as there is the account"),
)
letters.goes(Letter, Letter.about.through, Stopped).nobody(Received)

rings = purpose(
    _("Devices that ring"),
    why=_("So that a phone you chose rings when a letter went to you."),
    reads=_("you; the push service of the browser’s maker learns that something was sent, and cannot read it"),
    until=_("until you sign out there, or turn it off"),
)
rings.goes(Device).nobody(RingKey)

# Shorter texts, and single words, stand in letters of others too.
LONG_ENOUGH = 12
EMPTIED = {"subject": "", "text": "", "html": "", "invitation": "", "to": ""}


@first
def out_of_letters(person: Person, at: datetime) -> None:
    """Letters to others that speak of somebody lose their words, all of them, and those that wait are not sent.

    No letter is written over: a first name is somebody else's too, and a short text may be anybody's. A letter speaks
    of them where it says so itself, or where it holds their whole name, their address or a longer text of theirs.
    """
    needles = Needles.of(person)
    Letter.objects.filter(to__in=needles.addresses).delete()
    theirs = _any_of(words_of(person)) if wants_words_gone(person) else None
    others = Letter.objects.exclude(person=person).exclude(text="")
    speak = set(others.filter(about=person).values_list("pk", flat=True))
    for letter in others.exclude(pk__in=speak).iterator(chunk_size=200):
        said = (letter.subject, letter.text, letter.html, letter.invitation)
        if any(needles.out_of(text) != text or (theirs and theirs.search(text)) for text in said):
            speak.add(letter.pk)
    reason = _("It spoke of somebody who was erased.")
    for pk in speak:
        Letter.objects.waiting().filter(pk=pk).update(dropped_at=at, trouble=reason)
        Letter.objects.filter(pk=pk).update(**EMPTIED)
    # An address that was typed beside a name, in letters that had their words emptied already.
    Letter.objects.filter(Q(person=person)).delete()


def _any_of(words: Iterable[str]) -> "re.Pattern[str] | None":
    """Texts of several words, as a whole."""
    found = sorted({re.escape(word) for word in words if len(word) >= LONG_ENOUGH and " " in word.strip()})
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") if found else None
