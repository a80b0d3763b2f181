"""The order of a list of names: de Souza stands beside Dawson, Łabędź beside Lane, and neither after Zimmer.

Capitals and accents do not count, nor which of the two databases is asked: each compares the same letters.
"""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func

# Letters that Unicode does not take apart, each beside the one under which a reader looks for it.
OWN = {"Æ": "a", "Œ": "o", "Ø": "o", "Ł": "l", "Đ": "d", "Ð": "d", "Ħ": "h", "ı": "i", "Ŋ": "n", "Þ": "t", "Ŧ": "t",
       "ẞ": "s", "ß": "s"}  # fmt: skip
LATIN = [*map(chr, range(0xC0, 0x250)), "ẞ"]


def _base(letter: str) -> str:
    return OWN.get(letter) or OWN.get(letter.upper()) or unicodedata.normalize("NFD", letter)[0].lower()


BASES = {letter: base for letter in LATIN if (base := _base(letter)).isascii() and base.isalpha()}
_TABLE = str.maketrans(BASES)


def in_alphabet(text: str) -> str:
    """A name as it is compared with others."""
    return text.translate(_TABLE).lower()


class InAlphabet(Func):
    """The same in the database. SQLite asks ``in_alphabet``; PostgreSQL replaces the letters itself."""

    function = "IN_ALPHABET"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        letters, bases = "".join(BASES), "".join(BASES.values())
        template = f"TRANSLATE(LOWER(%(expressions)s), '{letters}', '{bases}')"
        return self.as_sql(compiler, connection, template=template, **more)


def _or_nothing(text: str | None) -> str | None:
    return text and in_alphabet(text)


def teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Each new connection to SQLite learns the order of names."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("IN_ALPHABET", 1, _or_nothing, deterministic=True)


def by_surname(to: str = "") -> tuple[Any, ...]:
    """As a staff list is ordered. ``to``: the way to the person, such as ``person__``."""
    return InAlphabet(f"{to}last_name"), InAlphabet(f"{to}first_name")


def by_first_name(to: str = "") -> tuple[Any, ...]:
    """As a group of colleagues is ordered, who call each other by their first names."""
    return InAlphabet(f"{to}first_name"), InAlphabet(f"{to}last_name")
