"""What else counts against the yearly cap: lessons that were looked in on for another reason than a visit."""

from collections.abc import Callable, Iterable
from datetime import date

from collegium.people.models import School

# ``source(people, school, first, last)``: who, and for how many minutes, once for each time.
Source = Callable[[Iterable[int], School, date, date], list[tuple[int, int]]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """One more kind of observation, which the app that has it counts itself."""
    _sources.append(source)


def minutes(people: Iterable[int], school: School, first: date, last: date) -> list[tuple[int, int]]:
    """Whoever of these people was observed in those days otherwise, and for how long each time."""
    them = list(people)
    return [one for source in _sources for one in source(them, school, first, last)]
