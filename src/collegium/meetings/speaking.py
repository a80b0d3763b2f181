"""Who has the word next: everybody once, whoever was heard longest ago first, and otherwise by lot. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256


def order_of(people: Iterable[int], seed: str, latest: Mapping[int, date] | None = None) -> list[int]:
    """An order that stays the same for one step, whoever asks and whoever comes in late.

    ``latest`` says on which day each was last heard; who never was comes first. Of one day, the lot decides: whoever
    happened to begin last time does not begin again by that.
    """
    heard = latest or {}
    return sorted(
        people,
        key=lambda person: (heard.get(person, date.min), sha256(f"{seed}:{person}".encode()).digest()),
    )


def still_to_hear(
    here: Iterable[int], heard: Iterable[int], speaker: int | None, *, seed: str,
    latest: Mapping[int, date] | None = None,
) -> list[int]:  # fmt: skip
    """Those in the room who have not been heard in this step, in the order in which they will be."""
    done = set(heard) | ({speaker} if speaker else set())
    return order_of(set(here) - done, seed, latest)

