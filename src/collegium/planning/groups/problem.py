"""What a school asks for when it forms groups: the people, the themes, the times and the rules."""

from dataclasses import dataclass, field
from functools import cached_property

COST_UNPLACED = 1000
COST_OF_WISH = (0, 10, 30, 60, 100)
COST_THIRD_OF_A_DEPARTMENT = 4
COST_NOBODY_EXPERIENCED = 6

EXPERIENCED = 2
# Two wishes' worth: moving somebody in the middle of a year has to buy more than a slightly better wish.
USUAL_STAY = 20


@dataclass(frozen=True)
class Person:
    """Somebody who would like to be in a group, first wish first, and when they are free."""

    id: str
    school: str
    department: str
    experience: int
    wishes: tuple[str, ...]
    free: frozenset[str]
    can_lead: bool
    manager: str | None = None

    def cost_of(self, theme: str) -> int:
        """What it costs to give them this theme. In a locked group it may be none of their wishes: nothing."""
        return COST_OF_WISH[self.wishes.index(theme)] if theme in self.wishes else 0


@dataclass(frozen=True)
class Theme:
    """Something to learn about. Newcomers' induction needs nobody experienced in it."""

    id: str
    max_groups: int | None = None
    induction: bool = False


@dataclass(frozen=True)
class Size:
    """The fewest and the most people in a group."""

    min: int
    max: int


@dataclass(frozen=True)
class Group:
    """A group with its theme, its time, the one who leads it and everybody in it, the leader too."""

    id: str
    theme: str
    slot: str
    leader: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class GroupsProblem:
    """Everything that decides a formation. `previous` are the groups of now; the locked ones stay as they are."""

    people: tuple[Person, ...]
    themes: tuple[Theme, ...]
    slots: tuple[str, ...]
    size: Size
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    previous: tuple[Group, ...] = ()
    locked: frozenset[str] = field(default_factory=frozenset)
    stay: int = USUAL_STAY

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def theme(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def kept_apart(self) -> frozenset[frozenset[str]]:
        """Pairs that may not share a group: those asked for, and everybody with their manager."""
        managed = [(person.id, person.manager) for person in self.people if person.manager in self.person]
        return frozenset(frozenset((a, b)) for a, b in [*self.apart, *managed] if b is not None)

    @cached_property
    def previous_of(self) -> dict[str, tuple[str, ...]]:
        """For everybody who is still here, the groups they are in now."""
        now: dict[str, tuple[str, ...]] = {}
        for group in self.previous:
            for member in group.members:
                if member in self.person:
                    now[member] = (*now.get(member, ()), group.id)
        return now

    def is_locked_in(self, person: str, group: str) -> bool:
        """Whether this person has to stay in this group, whatever their wishes and free times are now."""
        return group in self.locked and group in self.previous_of.get(person, ())
