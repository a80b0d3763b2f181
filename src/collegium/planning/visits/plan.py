"""What comes back from planning visits: who visits whom and when, the talk after it, and who is left out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing to be said about a group: `words.say` says it in English, a page in its own words."""

    code: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """One teacher in another's lesson, whether somebody has to cover for them, and when the two talk about it."""

    visitor: str
    visited: str
    period: str
    cover: bool
    feedback: str | None


@dataclass(frozen=True)
class Unmet:
    """A group, by its number from 1, for which no visits are possible, and why."""

    group: int
    reason: tuple[Line, ...]


@dataclass(frozen=True)
class VisitsPlan:
    """Visits that keep every hard rule. No plan with as few unmet groups costs less than `bound`."""

    cost: int
    bound: int | None
    seconds: float
    groups: tuple[tuple[str, ...], ...]
    visits: tuple[Visit, ...]
    unmet: tuple[Unmet, ...] = ()

    @property
    def is_proved_best(self) -> bool:
        return self.bound is not None and self.cost <= self.bound
