"""The people in a fair order, those who must be together as one party, and the groups that stay as they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from collegium.planning.groups.problem import EXPERIENCED, Group, GroupsProblem, Person, Theme


def lot(seed: int, of: str) -> str:
    """The lot a name draws. Ties go to the smallest, so that neither alphabet nor file order helps anybody."""
    return sha256(f"{seed} {of}".encode()).hexdigest()


@dataclass(frozen=True)
class Party:
    """People who must be in one group: mostly one person, more where a pair is kept together."""

    people: tuple[Person, ...]

    @property
    def size(self) -> int:
        return len(self.people)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(person.id for person in self.people)

    @cached_property
    def can_lead(self) -> bool:
        return any(person.can_lead for person in self.people)

    @cached_property
    def is_experienced(self) -> bool:
        return any(person.experience == EXPERIENCED for person in self.people)

    @cached_property
    def departments(self) -> Counter[str]:
        return Counter(person.department for person in self.people)

    @cached_property
    def themes(self) -> frozenset[str]:
        return frozenset.intersection(*(frozenset(person.wishes) for person in self.people))

    @cached_property
    def free(self) -> frozenset[str]:
        return frozenset.intersection(*(person.free for person in self.people))

    def cost_of(self, theme: str) -> int:
        return sum(person.cost_of(theme) for person in self.people)

    def worst_wish(self, theme: str) -> int:
        return max(person.wishes.index(theme) for person in self.people)


@dataclass(frozen=True, eq=False)
class Kept:
    """A group that goes on: who stays in it, and the partners who therefore have to join it."""

    group: Group
    members: tuple[Person, ...]
    partners: tuple[Person, ...]

    @cached_property
    def everybody(self) -> Party:
        return Party(self.members + self.partners)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.everybody.names)


class Lineup:
    """A problem laid out for planning. Whatever the order in the file, the same seed gives the same line-up."""

    def __init__(self, problem: GroupsProblem, seed: int) -> None:
        self.problem = problem
        self.seed = seed
        self._drawn: dict[str, tuple[str, str]] = {}
        self.people = tuple(sorted(problem.people, key=lambda person: self.draw(person.id)))
        self._place = {person.id: place for place, person in enumerate(self.people)}
        self.themes: tuple[Theme, ...] = tuple(sorted(problem.themes, key=lambda theme: self.draw(theme.id)))
        self.slots = tuple(self.in_order(problem.slots))
        self.previous = tuple(sorted(problem.previous, key=lambda group: self.draw(group.id)))
        self._locked = {name for group in self.previous if group.id in problem.locked for name in group.members}
        self._partners = _partners(self.people, problem.together)
        self.kept = tuple(filter(None, (self._keep(group) for group in self.previous)))
        kept_ids = {person.id for kept in self.kept for person in kept.everybody.people}
        parties = {self._partners[person.id]: None for person in self.people if person.id not in kept_ids}
        self.parties = tuple(Party(self._people(ids)) for ids in parties)

    def draw(self, name: str) -> tuple[str, str]:
        if name not in self._drawn:
            self._drawn[name] = (lot(self.seed, name), name)
        return self._drawn[name]

    def in_order(self, names: Iterable[str]) -> list[str]:
        return sorted(names, key=self.draw)

    @cached_property
    def party_of(self) -> dict[str, int]:
        return {person.id: number for number, party in enumerate(self.parties) for person in party.people}

    @cached_property
    def rivals(self) -> list[set[int]]:
        """For each party, the parties that may not be in one group with it."""
        rivals: list[set[int]] = [set() for _ in self.parties]
        for pair in self.problem.kept_apart:
            numbers = {self.party_of[name] for name in pair if name in self.party_of}
            if len(numbers) == 2:
                a, b = numbers
                rivals[a].add(b)
                rivals[b].add(a)
        return rivals

    def cliques(self, able: Sequence[int]) -> list[list[int]]:
        """Sets of parties of which no two may be in one group, covering each such pair among these."""
        found: list[list[int]] = []
        covered: set[tuple[int, int]] = set()
        here = set(able)
        for a in able:
            for b in sorted(self.rivals[a] & here):
                if (a, b) not in covered:
                    clique = [a, b]
                    for c in sorted(self.rivals[a] & self.rivals[b] & here):
                        if self.rivals[c].issuperset(clique):
                            clique.append(c)
                    covered.update((x, y) for x in clique for y in clique)
                    found.append(clique)
        return found

    def wishing(self, among: Iterable[int]) -> dict[str, list[int]]:
        """For each theme, who of these parties wish for it, all of them at once."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in among:
            for theme in self.parties[number].themes:
                found[theme].append(number)
        return found

    def groups_allowed(self, theme: Theme) -> int:
        """How many groups of a theme may still be opened beside the locked ones."""
        most = len(self.people) if theme.max_groups is None else theme.max_groups
        return max(0, most - sum(kept.group.theme == theme.id for kept in self.kept))

    def could_meet(self, party: Party, theme: str, slot: str) -> bool:
        """Whether the party could be in a new group of this theme at this time."""
        return (
            theme in party.themes
            and slot in party.free
            and party.size <= self.problem.size.max
            and not self.quarrels(party.people)
        )

    def could_join(self, party: Party, kept: Kept) -> bool:
        return (
            self.could_meet(party, kept.group.theme, kept.group.slot)
            and party.size + kept.everybody.size <= self.problem.size.max
            and all(self._foes[person.id].isdisjoint(kept.names) for person in party.people)
        )

    def quarrels(self, people: tuple[Person, ...]) -> bool:
        return any(b.id in self._foes[a.id] for place, a in enumerate(people) for b in people[:place])

    @cached_property
    def _foes(self) -> dict[str, set[str]]:
        """For everybody, those with whom they may not share a group."""
        foes: dict[str, set[str]] = {person.id: set() for person in self.people}
        for a, b in map(tuple, self.problem.kept_apart):
            foes[a].add(b)
            foes[b].add(a)
        return foes

    def _keep(self, group: Group) -> Kept | None:
        """The locked group as it goes on. Once everybody in it has left there is nothing to keep."""
        members = self._people(group.members)
        if group.id not in self.problem.locked or not members:
            return None
        partners = {name for member in members for name in self._partners[member.id]}
        return Kept(group, members, self._people(partners - self._locked))

    def _people(self, names: Iterable[str]) -> tuple[Person, ...]:
        known = {name for name in names if name in self._place}
        return tuple(self.people[place] for place in sorted(self._place[name] for name in known))


def _partners(people: tuple[Person, ...], together: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Everybody with all those who have to be where they are, themselves included."""
    partners = {person.id: frozenset((person.id,)) for person in people}
    for a, b in together:
        joined = partners[a] | partners[b]
        partners.update(dict.fromkeys(joined, joined))
    return partners
