"""A protocol in the time that there is: each step gets its share and never less than it needs. Pure."""

from collections.abc import Sequence


class TooShort(Exception):
    """There is less time than the steps need at the least."""

    def __init__(self, shortest: int) -> None:
        super().__init__(shortest)
        self.shortest = shortest


def fit(usual: Sequence[int], shortest: Sequence[int], minutes: int) -> list[int]:
    """Whole minutes for each step that make up exactly ``minutes``, in proportion to what is usual.

    Steps whose share would be too small keep their least; the others share the rest. Odd minutes go where most of one
    was cut off, to the earlier step where that is equal.
    """
    if minutes < sum(shortest):
        raise TooShort(sum(shortest))
    held: set[int] = set()
    while True:
        free = [place for place in range(len(usual)) if place not in held]
        rest = minutes - sum(shortest[place] for place in held)
        whole = sum(usual[place] for place in free)
        low = {place for place in free if usual[place] * rest < shortest[place] * whole}
        if not low:
            break
        held |= low
    found = list(shortest)
    for place in free:
        found[place] = usual[place] * rest // whole
    cut = sorted(free, key=lambda place: -(usual[place] * rest % whole))
    for place in cut[: minutes - sum(found)]:
        found[place] += 1
    return found
