"""What letters ask. Each app says of its own letters which answers there are, and takes the one that is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from collegium.mail.models import Letter

# The code of the answer, the words beyond it, and when.
Take = Callable[[str, str, datetime], object]


@dataclass(frozen=True)
class Answer:
    """One way to answer. ``code`` also says which words in a mail mean it: see ``understanding``."""

    code: str
    label: "StrOrPromise"


@dataclass(frozen=True)
class Question:
    """What a letter asks of the person it was written to, as it stands now."""

    title: "StrOrPromise"
    take: Take
    answers: Sequence[Answer] = ()
    # What it is about, as the person may know it.
    about: str = ""
    # Who will see the answer.
    note: "StrOrPromise" = ""
    # The answer that holds now.
    said: str = ""
    # What may be written beside an answer; empty: nothing.
    words: "StrOrPromise" = ""
    # Whatever is written is the answer.
    is_free: bool = False
    # A page of its own, without signing in, where the answers are more than one press of a button.
    address: str = field(default="")


def take_nothing(code: str, words: str, at: datetime) -> None:
    """For a question with more to it than a mail can say: its own page takes the answer."""
    raise Closed


class Closed(Exception):
    """The question was closed while it was being answered."""


# ``part``: which part of the letter is answered, where it has several.
Find = Callable[["Letter", int], Question | None]
_finders: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """Letters of this kind ask something. ``find`` gives the question, or None once it is closed for this person."""
    _finders[kind] = find


def asks(kind: str) -> bool:
    return kind in _finders


def question_of(letter: "Letter", part: int = 0) -> Question | None:
    """What the letter asks now; None where it never did, or the question is closed."""
    find = _finders.get(letter.kind)
    return find(letter, part) if find else None
