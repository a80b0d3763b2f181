"""Who visits whom in one group: the cheapest rings of three or more (or the one pair), with a time for each visit."""

from dataclasses import dataclass

from collegium.planning.visits.openings import NO_TALK, Opening, Openings
from collegium.planning.visits.problem import PAIR

# A triad takes a few dozen looks; only a large and knotted group comes near this.
MOST_LOOKS = 200_000
# In groups larger than this it pays to look ahead before each choice.
LARGE = 5


@dataclass(frozen=True)
class Choice:
    visitor: str
    visited: str
    opening: Opening


@dataclass(frozen=True)
class Rings:
    """A group's visits: what they cost, None where there are none, and whether that is proved."""

    cost: int | None
    choices: tuple[Choice, ...]
    lower: int
    is_proved: bool


def best_rings(openings: Openings, members: tuple[str, ...]) -> Rings:
    """The cheapest visits there are in this group."""
    search = _Search(openings, sorted(members, key=openings.week.draw))
    lower = search.rest
    search.look(0)
    is_proved = search.looks < search.most_looks
    return Rings(search.best, search.found, (search.best or 0) if is_proved else lower, is_proved)


class _Search:
    """Visitor by visitor, those with fewest choices first, cheapest choice first, and back where it gets too dear."""

    def __init__(self, openings: Openings, members: list[str]) -> None:
        self.choices = {one: self._choices(openings, one, members) for one in members}
        self.is_pair = len(members) == PAIR
        self.is_large = len(members) > LARGE
        self.most_looks = MOST_LOOKS // len(members) ** 2 if self.is_large else MOST_LOOKS
        self.floor = {one: choices[0].opening.cost if choices else 0 for one, choices in self.choices.items()}
        self.rest = sum(self.floor.values())
        self.waiting = sorted(members, key=lambda one: len({choice.visited for choice in self.choices[one]}))
        self.best: int | None = None
        self.found: tuple[Choice, ...] = ()
        self.looks = 0
        self.chosen: list[Choice] = []
        self.visited: dict[str, str] = {}
        self.taken: set[tuple[str, int]] = set()

    def look(self, cost: int) -> None:
        if not self.waiting:
            self.best, self.found = cost, tuple(self.chosen)
            return
        place = self._next()
        if place is None:
            return
        visitor = self.waiting.pop(place)
        self.rest -= self.floor[visitor]
        for choice in self.choices[visitor]:
            so_far = cost + choice.opening.cost
            if self.looks >= self.most_looks or self._is_too_dear(so_far + self.rest):
                break
            if self._is_possible(choice):
                self.looks += 1
                self._choose(choice)
                self.look(so_far)
                self._take_back(choice)
        self.rest += self.floor[visitor]
        self.waiting.insert(place, visitor)

    def _next(self) -> int | None:
        """Whose visit to choose next. In a large group, whoever has fewest choices now; None: somebody has none."""
        if not self.is_large:
            return 0
        left = [
            {choice.visited for choice in self.choices[visitor] if self._is_possible(choice)}
            for visitor in self.waiting
        ]
        still_unseen = self.choices.keys() - self.visited.keys()
        if not all(left) or still_unseen - set().union(*left):
            return None
        return min(range(len(left)), key=lambda place: len(left[place]))

    def _is_too_dear(self, cost: int) -> bool:
        return self.best is not None and cost >= self.best

    def _is_possible(self, choice: Choice) -> bool:
        is_there_and_back = self.visited.get(choice.visitor) == choice.visited
        return (
            choice.visited not in self.visited
            and (self.is_pair or not is_there_and_back)
            and self.taken.isdisjoint(_taken_by(choice))
        )

    def _choose(self, choice: Choice) -> None:
        self.chosen.append(choice)
        self.visited[choice.visited] = choice.visitor
        self.taken.update(_taken_by(choice))

    def _take_back(self, choice: Choice) -> None:
        self.chosen.pop()
        del self.visited[choice.visited]
        self.taken.difference_update(_taken_by(choice))

    @staticmethod
    def _choices(openings: Openings, visitor: str, members: list[str]) -> list[Choice]:
        """Cheapest first; of equals the one whose people the lot prefers."""
        found = [
            Choice(visitor, other, opening)
            for other in members
            if other != visitor
            for opening in openings.of(visitor, other)
        ]
        return sorted(found, key=lambda choice: choice.opening[:2])


def _taken_by(choice: Choice) -> list[tuple[str, int]]:
    periods = [choice.opening.period]
    if choice.opening.talk != NO_TALK:
        periods.append(choice.opening.talk)
    return [(person, period) for person in (choice.visitor, choice.visited) for period in periods]
