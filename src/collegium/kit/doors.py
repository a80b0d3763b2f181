"""No form and no program changes anything before a door was asked: ``visible_to``, or what ``ensure`` is given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

Question = TypeVar("Question", bound=Callable[..., Any])
_was_asked: ContextVar[bool] = ContextVar("was_asked", default=False)


class NobodyAsked(RuntimeError):
    """Something was about to be kept, and nobody had asked whether this person may. A fault of ours, never theirs."""


def door(question: Question) -> Question:
    """This decides what somebody may know of or do; that it was asked is remembered until the request ends."""

    @wraps(question)
    def ask(*args: Any, **kwargs: Any) -> Any:
        pass_through()
        return question(*args, **kwargs)

    return cast(Question, ask)


def ones_own(view: Question) -> Question:
    """What this page changes is the asker's alone: that they are known is enough."""
    return door(view)


@contextmanager
def watched() -> Iterator[None]:
    """A request begins, and nobody has asked yet."""
    mark = _was_asked.set(False)
    try:
        yield
    finally:
        _was_asked.reset(mark)


def pass_through() -> None:
    """A door was asked that is kept in another form."""
    _was_asked.set(True)


def was_asked() -> bool:
    return _was_asked.get()


def insist() -> None:
    """Before anything is kept: was a door asked? It does not say that it was the right one."""
    if not was_asked():
        raise NobodyAsked
