"""Whose turn it is to chair, to take notes, to bring the biscuits. Pure: no database."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from collegium.meetings.speaking import order_of

# Left without anybody, had it how often (twice weighs more than once for two), had it when, drew which lot.
Cost = tuple[float, float, float, float]
NOTHING: Cost = (0, 0, 0, 0)


@dataclass(frozen=True)
class Belonging:
    """Somebody's time in the group. They keep their place in the queue until ``waits_until``, also when they left."""

    person: int
    joined_on: date
    left_on: date | None
    waits_until: date

    def is_in(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)

    def is_missed(self, day: date) -> bool:
        """Left, and would still have had turns: those go to others, and nobody else's turn moves."""
        return self.left_on is not None and self.left_on <= day < self.waits_until


@dataclass(frozen=True)
class Settled:
    """Members agreed who has a role. ``place``: whose turn in the queue it is, so that nobody else's moves."""

    person: int
    place: int


@dataclass(frozen=True)
class Occasion:
    """One meeting: its day, who sent apologies, and what members settled among themselves."""

    meeting: int
    on: date
    excused: Set[int] = frozenset()
    settled: Mapping[str, Settled] = field(default_factory=dict)


def give_turns(
    roles: Sequence[str], occasions: Sequence[Occasion], belongings: Sequence[Belonging], *, seed: str
) -> dict[int, dict[str, Settled]]:
    """For each meeting who has which role: whoever has had it least and waited longest, the first time by lot.

    Nobody has two roles at one meeting while there are others. What members settled among themselves stands, unless
    that person has left or is excused; then it goes to the next in turn. Who comes new waits behind all the others.
    """
    queues = {role: Queue(role, belongings, seed) for role in roles}
    return {
        occasion.meeting: _give(queues, occasion, belongings, number) for number, occasion in enumerate(occasions)
    }


def _give(
    queues: "Mapping[str, Queue]", occasion: Occasion, belongings: Sequence[Belonging], number: int
) -> dict[str, Settled]:
    able = who_can(occasion, belongings)
    missed = {one.person for one in belongings if one.is_missed(occasion.on)} - able - occasion.excused
    for queue in queues.values():
        queue.let_in([one.person for one in belongings if one.joined_on <= occasion.on], number)
    if not able:
        return {}
    settled = {role: one for role, one in occasion.settled.items() if role in queues and one.person in able}
    turns = {role: one.place for role, one in settled.items()}
    for role, who in turns.items():
        queues[role].had(who, number)
    _fill(queues, turns, able, (able | missed) - set(turns.values()), occasion, number)
    here = turns | {role: one.person for role, one in settled.items()}
    for role in queues:
        if here[role] not in able:
            here[role] = queues[role].stand_in(able - set(here.values()) or able)
    return {role: Settled(here[role], turns[role]) for role in queues}


def _fill(
    queues: "Mapping[str, Queue]", turns: dict[str, int], able: set[int], free: set[int], occasion: Occasion,
    number: int,
) -> None:  # fmt: skip
    """Turns for the roles that nobody has yet; where there are more roles than people, somebody has two."""
    waiting = _in_order([role for role in queues if role not in turns], number)
    for queue, who in _share([(queues[role], free - _swapped_away(occasion, role)) for role in waiting]):
        queue.had(who, number)
        turns[queue.name] = who
    for role in waiting:
        if role not in turns:
            turns[role] = queues[role].next(able, number)


def who_can(occasion: Occasion, belongings: Sequence[Belonging]) -> set[int]:
    """Who belongs on that day and has sent no apologies."""
    return {one.person for one in belongings if one.is_in(occasion.on)} - occasion.excused


def _share(asking: "Sequence[tuple[Queue, set[int]]]") -> "list[tuple[Queue, int]]":
    """The roles, each with somebody else, as those who had them least and waited longest would share them.

    All at once: one after the other, the last role would go to whoever is left over. Roles for which nobody is left
    are left out.
    """
    choices = [(queue, queue.choices(free, len(asking))) for queue, free in asking]
    least = [_sum(*(one[0][0] for _queue, one in choices[number:])) for number in range(len(asking) + 1)]
    best: tuple[Cost, list[tuple[Queue, int]]] = ((len(asking) + 1, 0, 0, 0), [])

    def go_on(number: int, cost: Cost, given: "list[tuple[Queue, int]]") -> None:
        nonlocal best
        if _sum(cost, least[number]) >= best[0]:
            return
        if number == len(choices):
            best = cost, given
            return
        queue, several = choices[number]
        taken = {who for _queue, who in given}
        for more, who in several:
            if who not in taken:
                go_on(number + 1, _sum(cost, more), given if who is None else [*given, (queue, who)])

    go_on(0, NOTHING, [])
    return best[1]


def _sum(*costs: Cost) -> Cost:
    left_out, times, last, lot = (sum(each) for each in zip(NOTHING, *costs, strict=True))
    return left_out, times, last, lot


def _in_order(roles: list[str], number: int) -> list[str]:
    """Each meeting another role chooses first where all are alike, or where there are more roles than people."""
    first = number % max(1, len(roles))
    return roles[first:] + roles[:first]


def _swapped_away(occasion: Occasion, role: str) -> set[int]:
    """Who said that they cannot do it at this meeting, though whoever they swapped with cannot either."""
    settled = occasion.settled.get(role)
    return {settled.place} if settled else set()


class Queue:
    """Those who take turns at one role: how often each had it, and at which meeting last."""

    def __init__(self, role: str, belongings: Sequence[Belonging], seed: str) -> None:
        self.name = role
        lot = order_of({one.person for one in belongings}, f"{seed}:{role}")
        self.lot = {person: place for place, person in enumerate(lot)}
        self.times: Counter[int] = Counter()
        self.last: dict[int, float] = {}
        self.stood_in: Counter[int] = Counter()

    def let_in(self, people: Sequence[int], number: int) -> None:
        """Who comes new counts as having had it as often as whoever had it least, and waits from now."""
        new = [person for person in people if person not in self.last]
        least = min((self.times[person] for person in self.last), default=0)
        for person in new:
            self.times[person], self.last[person] = least, number - 0.5 if number else -1

    def had(self, person: int, number: int) -> None:
        self.times[person] += 1
        self.last[person] = number

    def next(self, people: Set[int], number: int) -> int:
        first = min(people & self.last.keys(), key=self._place)
        self.had(first, number)
        return first

    def choices(self, free: Set[int], most: int) -> list[tuple[Cost, int | None]]:
        """Those who are next, as far as they may come to it beside so many other roles; and, dearest, nobody."""
        first = sorted(free, key=self._place)[:most]
        return [*((self._cost(who), who) for who in first), ((1, 0, 0, 0), None)]

    def _cost(self, person: int) -> Cost:
        times, last, lot = self._place(person)
        return 0, times**2, last, lot

    def stand_in(self, free: Set[int]) -> int:
        """For somebody who has left: who has stood in least, and not whoever is next anyway if another can.

        It costs no place in the queue, so that nobody else's turn moves.
        """
        waiting = sorted(free, key=self._place)
        did = self.times + self.stood_in
        chosen = min(waiting, key=lambda who: (did[who], who == waiting[0], self._place(who)))
        self.stood_in[chosen] += 1
        return chosen

    def _place(self, person: int) -> tuple[int, float, int]:
        return self.times[person], self.last[person], self.lot[person]
