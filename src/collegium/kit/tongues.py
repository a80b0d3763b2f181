"""Words in lists, in every language that we ship: a sheet goes round among colleagues who each write in theirs."""

import re
import unicodedata
from functools import lru_cache

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

from collegium.kit.languages import LANGUAGES

YES, NO = pgettext_lazy("in a list", "yes"), pgettext_lazy("in a list", "no")
# What spreadsheets make of a ticked box, and what people type in a hurry.
ALSO_YES = frozenset({"y", "x", "1", "true", "ok", "j", "wahr", "vrai", "vero", "verdadero", "prawda", "✓", "✔",
                      "ja", "oui", "si", "tak", "نعم"})  # fmt: skip
ALSO_NO = frozenset({"", "n", "0", "false", "-", "falsch", "faux", "falso", "fałsz",
                     "nein", "non", "nie", "لا"})  # fmt: skip


def bare(text: str) -> str:
    """Small letters without accents and signs: how two spellings are compared."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    return re.sub(r"[\W_]+", " ", letters).strip()


def said_anywhere(words: str | Promise) -> list[str]:
    """One text as each of our languages has it, English first."""
    found = []
    for language in LANGUAGES:
        with override(language.code):
            found.append(str(words))
    return list(dict.fromkeys(found))


def is_yes(cell: str) -> bool:
    return _as_typed(cell) in _answers()[0]


def is_no(cell: str) -> bool:
    """Also an empty cell."""
    return _as_typed(cell) in _answers()[1]


@lru_cache(maxsize=1)
def weekdays() -> dict[str, int]:
    """Monday is 0: by the whole name, and by its first three letters where the alphabet has capitals."""
    names = [(bare(name), day) for day, words in WEEKDAYS.items() for name in said_anywhere(words)]
    return {name[:3]: day for name, day in names if name.isascii()} | dict(names)


@lru_cache(maxsize=1)
def _answers() -> tuple[frozenset[str], frozenset[str]]:
    yes, no = ({bare(word) for word in said_anywhere(words)} for words in (YES, NO))
    return ALSO_YES | yes, ALSO_NO | no


def _as_typed(cell: str) -> str:
    return bare(cell) or cell.strip()
