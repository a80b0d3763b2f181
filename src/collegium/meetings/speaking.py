"""Who has the word next: everybody once, in an order that nobody chose. Pure."""

from collections.abc import Iterable, Sequence
from hashlib import sha256


def order_of(people: Iterable[int], seed: str) -> list[int]:
    """An order by lot that stays the same for one step, whoever asks and whoever comes in late."""
    return sorted(people, key=lambda person: sha256(f"{seed}:{person}".encode()).digest())


def still_to_hear(here: Iterable[int], heard: Iterable[int], speaker: int | None, *, seed: str) -> list[int]:
    """Those in the room who have not been heard in this step, in the order in which they will be."""
    done = set(heard) | ({speaker} if speaker else set())
    return order_of(set(here) - done, seed)


def after(here: Sequence[int], heard: Iterable[int], speaker: int | None, *, seed: str) -> int | None:
    """Who comes next; nobody, when all have been heard."""
    waiting = still_to_hear(here, heard, speaker, seed=seed)
    return waiting[0] if waiting else None
