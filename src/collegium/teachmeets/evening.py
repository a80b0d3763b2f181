"""The arithmetic of an evening of short talks: what fits, in which order, and what to change where it does not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

# Hello and how it works; and between two talks the time in which one sits down and another finds the cable.
WELCOME, CHANGEOVER = 5, 1
NANO, MICRO, SOAPBOX = 2, 7, 15
LENGTHS = (NANO, MICRO, SOAPBOX)


def needed(lengths: Iterable[int], pause: int) -> int:
    """Minutes for everybody to speak, with the welcome, the break and the changes between."""
    return WELCOME + pause + sum(one + CHANGEOVER for one in lengths)


@dataclass(frozen=True)
class Way:
    """What the host may change so that everybody speaks: when it ends, the break, or the longest talk."""

    minutes: int
    pause: int
    longest: int


def ways_to_fit(lengths: Sequence[int], *, minutes: int, pause: int, longest: int) -> list[Way]:
    """Nothing where it fits. Else each way that is enough alone, and at last a later end, which always is."""
    if needed(lengths, pause) <= minutes:
        return []
    tried = [Way(minutes, 0, longest)] if pause else []
    tried += [Way(minutes, pause, shorter) for shorter in (MICRO, NANO) if shorter < longest]
    ways = [way for way in tried if needed([min(one, way.longest) for one in lengths], way.pause) <= minutes]
    later = -(-needed(lengths, pause) // 5) * 5
    return [*ways, Way(later, pause, longest)]


def in_drawn_order(seed: str, numbers: Iterable[int]) -> list[int]:
    """By the SHA-256 of seed, colon and number: whoever knows the seed can draw it again."""
    return sorted(numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())


def fingerprint(seed: str) -> str:
    """Shown before the draw: the seed that is shown after it must be the one that had this."""
    return sha256(seed.encode()).hexdigest()


@dataclass(frozen=True)
class Timetable:
    """When each talk would begin, before which one the break is, and when it would all be over."""

    begins: list[datetime]
    break_before: int | None
    over: datetime


def timetable(lengths: Sequence[int], starts_at: datetime, pause: int) -> Timetable:
    """The break comes when half of the talking is done."""
    half = sum(lengths) / 2
    begins: list[datetime] = []
    moment, spoken, break_before = starts_at + timedelta(minutes=WELCOME), 0, None
    for place, length in enumerate(lengths):
        if pause and break_before is None and place and spoken >= half:
            break_before, moment = place, moment + timedelta(minutes=pause)
        begins.append(moment)
        spoken += length
        moment += timedelta(minutes=length + CHANGEOVER)
    return Timetable(begins, break_before, moment)
