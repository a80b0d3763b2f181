"""Words in the texts of rows, in any case.

No full-text index: what somebody may read is found by the indexes of who may read what, and only that is read through
(``bench/finding.py``).
"""

from functools import reduce
from operator import and_, or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
# More words than anybody types; each costs a look through the texts.
MOST_WORDS = 8
AROUND = 60


def words_of(text: str) -> list[str]:
    """What somebody typed, word by word, each once."""
    return list(dict.fromkeys(text.replace("\x00", " ").split()))[:MOST_WORDS]


def holding(word: str, *fields: str) -> Q:
    """The word stands in one of the fields. SQLite knows the two cases of plain letters only: for the others the
    usual ways of writing are asked for."""
    ways = {word, word.lower(), word.upper(), word.capitalize()} if not word.isascii() else {word}
    return reduce(or_, (Q(**{f"{field}__icontains": way}) for field in fields for way in sorted(ways)))


def having(rows: QuerySet[M], words: list[str], *fields: str) -> QuerySet[M]:
    """The rows of which every word stands somewhere."""
    return rows.filter(reduce(and_, (holding(word, *fields) for word in words), Q()))


def snippet(text: str, words: list[str]) -> str:
    """A line of the text around the first of the words that it holds."""
    line = " ".join(text.split())
    found = [place for place in (line.lower().find(word.lower()) for word in words) if place >= 0]
    start = max(min(found, default=0) - AROUND, 0)
    if start:
        start = line.find(" ", start) + 1
    cut = line[start : start + 3 * AROUND]
    return ("… " if start else "") + cut + (" …" if start + 3 * AROUND < len(line) else "")
