"""What has been reported about promises. The enquiry above knows it and registers its answer here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from collegium.meetings.models.promise import Promise
from collegium.people.models import Person


@dataclass(frozen=True)
class Heard:
    """The last word on one promise: "kept", its mark (an icon's name), what was written, and when."""

    verdict_word: str
    mark: str
    text: str
    at: datetime


Source = Callable[[Sequence[Promise], Person], dict[int, Heard]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """``source`` gives, for the promises and the reader, what that reader may know of each, by the promise's pk."""
    if source not in _sources:
        _sources.append(source)


def heard_about(promises: Sequence[Promise], reader: Person) -> dict[int, Heard]:
    """The last word on each promise of which there is one."""
    found: dict[int, Heard] = {}
    for source in _sources:
        found |= source(promises, reader)
    return found
