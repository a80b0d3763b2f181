"""Whether the words of a walk are about lessons, and not about a person."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

# A walk looks at what happens in lessons. Whoever needs these words looks at somebody.
_PERSON = re.compile(r"\b(teachers?|staff member|colleagues?|sir|miss|his|her|he|she)\b", re.IGNORECASE)
_GRADE = re.compile(
    r"\b(outstanding|inadequate|requires improvement|unsatisfactory|satisfactory|grade[sd]?|rating|score[sd]?|"
    r"underperform\w*|weak|excellent|poor|good|effective)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(ask|asked|interview|opinion|views?|say|says|tell|think|feel)\b", re.IGNORECASE)
_PUPILS = re.compile(r"\b(pupils?|students?|children|learners?)\b", re.IGNORECASE)
_CASE = re.compile(r"\b(apprais\w*|capability|performance|pay|competenc\w*|disciplin\w*)\b", re.IGNORECASE)


def trouble_with(text: str, names: Iterable[tuple[str, str]]) -> str:
    """What is wrong with a focus or a thing to look for, and how to put it; empty where nothing is.

    ``names``: first and last name of everybody on the staff.
    """
    if name := _named(text, names):
        return _("“%(name)s” is a colleague’s name. A walk is never about one person.") % {"name": name}
    if found := _CASE.search(text):
        return _("“%(word)s” belongs to appraisal. A walk is never used for it.") % {"word": found[0]}
    if _PUPILS.search(text) and _ASKING.search(text) and _PERSON.search(text):
        return _("Pupils are not asked about a teacher. Say what they are seen to do.")
    if found := _PERSON.search(text):
        said = _("“%(word)s” speaks of a person. Say what is seen in the lesson, or what pupils do.")
        return said % {"word": found[0]}
    if found := _GRADE.search(text):
        return _("“%(word)s” is a judgement. Say what is to be seen, so that two people would see the same.") % {
            "word": found[0]
        }
    return ""


def _named(text: str, names: Iterable[tuple[str, str]]) -> str:
    """The last name of a colleague standing by itself, or first and last together, whatever the capitals."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word[0].isupper()}
    plain = " ".join(text.casefold().split())
    for first, last in names:
        whole = f"{first} {last}".strip()
        if last and (whole.casefold() in plain or last.casefold() in words):
            return whole
    return ""
