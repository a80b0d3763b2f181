"""What comes back from forming groups: the groups, who is left over, and why. Words are kept as codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from collegium.planning.groups.problem import Group


@dataclass(frozen=True)
class Line:
    """One thing to be said about a wish or a place: `words.say` says it in English, a page in its own words."""

    code: str
    themes: tuple[str, ...] = ()
    rank: int = 0
    slot: str = ""
    count: int = 0

    @property
    def theme(self) -> str:
        return self.themes[0] if self.themes else ""


@dataclass(frozen=True)
class Unplaced:
    """Somebody for whom there is no group, with the reason."""

    person: str
    reason: Line


@dataclass(frozen=True)
class GroupsPlan:
    """Groups that keep every hard rule. No plan can cost less than `bound` (None: nothing is known)."""

    cost: int
    bound: float | None
    seconds: float
    seed: int
    groups: tuple[Group, ...]
    unplaced: tuple[Unplaced, ...] = ()
    why: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def is_proved_best(self) -> bool:
        return self.bound is not None and self.cost <= self.bound

    @cached_property
    def group(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def group_of(self) -> dict[str, Group]:
        return {member: group for group in self.groups for member in group.members}


@dataclass(frozen=True)
class Progress:
    """How far the forming has come: what the best plan so far costs and what no plan can beat."""

    seconds: float
    cost: int
    bound: float | None
