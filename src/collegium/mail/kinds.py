"""Which kinds of letters there are. Each app registers its own when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from collegium.mail.models import Letter

StillWanted = Callable[["Letter"], bool]
Words = Callable[["Letter"], str]


@dataclass(frozen=True)
class Kind:
    """A kind of letter: whether one is still wanted, who may get it, and whether people may stop it."""

    name: str
    still_wanted: StillWanted
    also_to_former: bool = False
    may_be_stopped: bool = False
    counted: bool = False
    title: "StrOrPromise" = ""
    words: "Words | None" = None


class UnknownKind(KeyError):
    """A letter of a kind that no app has registered."""


_kinds: dict[str, Kind] = {}


def register(
    kind: str,
    still_wanted: StillWanted,
    *,
    also_to_former: bool = False,
    may_be_stopped: bool = False,
    counted: bool = True,
    title: "StrOrPromise" = "",
    words: Words | None = None,
) -> None:
    """``still_wanted`` is asked again when the letter leaves: people leave groups while letters wait.

    ``also_to_former``: goes even to somebody who may not sign in today (a welcome, a cancellation).
    ``may_be_stopped``: a reminder or digest; the letter carries a one-click way to stop its kind.
    ``counted``: one of the two a week that a person gets at most; not what they have just asked for themselves.
    ``title``: what the outbox page calls it.
    ``words``: asked for when the letter leaves, and said after its text: without what was taken back meanwhile.
    """
    _kinds[kind] = Kind(kind, still_wanted, also_to_former, may_be_stopped, counted, title, words)


def find(kind: str) -> Kind:
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownKind(f"No app has registered letters of the kind “{kind}”: see mail.kinds.register.") from None


def counted() -> list[str]:
    """The names of the kinds of which a person gets at most two letters a week."""
    return [kind.name for kind in _kinds.values() if kind.counted]


def stoppable(kind: str) -> Kind | None:
    """The kind of this name, if people may stop it."""
    found = _kinds.get(kind)
    return found if found and found.may_be_stopped else None
