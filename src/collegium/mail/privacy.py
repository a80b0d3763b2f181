"""Why letters are kept, and what becomes of it when somebody is erased."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.mail.models import Letter, Received, Stopped
from collegium.people.erasing import TAKEN_AWAY, Needles, wants_words_gone, words_of
from collegium.people.models import Person
from collegium.people.purposes import first, purpose

letters = purpose(
    _("Letters"),
    why=_("So that no letter is lost and none goes twice."),
    reads=_("whoever it is for; keepers of accounts see that it went, not what it says"),
    until=_("its words a month after it went; that it went, as long as there is the account"),
)
letters.goes(Letter, Stopped).nobody(Received)


@first
def out_of_letters(person: Person, at: datetime) -> None:
    """Letters to others that name somebody: those that went are emptied, those that wait say it without them."""
    needles = Needles.of(person)
    Letter.objects.filter(to__in=needles.addresses).delete()
    words = _any_of(words_of(person)) if wants_words_gone(person) else None
    name = re.compile(rf"\b{re.escape(needles.first)}\b") if needles.first else None
    fields = ("subject", "text", "html", "invitation")
    for letter in Letter.objects.exclude(person=person).exclude(text="").iterator(chunk_size=200):
        said = {field: getattr(letter, field) for field in fields}
        without = {field: _without(text, needles, name, words) for field, text in said.items()}
        if without != said:
            waits = Letter.objects.waiting().filter(pk=letter.pk).update(**without)
            if not waits:
                Letter.objects.filter(pk=letter.pk).update(**dict.fromkeys(fields, ""), to="")
    # An address that was typed beside a name, in letters that had their words emptied already.
    Letter.objects.filter(Q(person=person)).delete()


def _any_of(words: Iterable[str]) -> "re.Pattern[str] | None":
    """The longest first: a title may stand in a longer one. Never a part of somebody's word."""
    found = sorted({re.escape(word) for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") if found else None


def _without(
    text: str, needles: Needles, name: "re.Pattern[str] | None", words: "re.Pattern[str] | None"
) -> str:
    text = needles.out_of(text)
    if words:
        text = words.sub(TAKEN_AWAY, text)
    return name.sub(str(_("a former colleague")), text) if name else text
