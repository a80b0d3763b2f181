"""Drafts: groups of parties before they have an id and a leader, and how they come by both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from scipy.optimize import linear_sum_assignment

from collegium.planning.groups.lineup import Kept, Lineup, Party
from collegium.planning.groups.problem import Group


@dataclass(frozen=True)
class Draft:
    """A group to be: its theme and time, the parties in it, and the locked group it goes on from, if any."""

    theme: str
    slot: str
    parties: tuple[int, ...]
    kept: Kept | None = None

    def everybody(self, lineup: Lineup) -> Party:
        already = () if self.kept is None else self.kept.everybody.people
        joining = tuple(person for number in self.parties for person in lineup.parties[number].people)
        return Party(already + joining)


def named(lineup: Lineup, drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], tuple[Group, ...]]:
    """The drafts in order, and the group of each.

    One that most of a previous group went to keeps its id, and its leader where it can.
    """
    ordered = tuple(sorted(drafts, key=lambda draft: _order(lineup, draft)))
    taken = {group.id for group in lineup.problem.previous}
    fresh = (name for name in (f"g{number}" for number in count(1)) if name not in taken)
    groups = []
    for draft, heir in zip(ordered, _heirs(lineup, ordered), strict=True):
        people = draft.everybody(lineup)
        members = tuple(sorted(person.id for person in people.people))
        name = next(fresh) if heir is None else heir.id
        groups.append(Group(name, draft.theme, draft.slot, _leader(lineup, people, heir), members))
    return ordered, tuple(groups)


def _order(lineup: Lineup, draft: Draft) -> tuple[object, ...]:
    earliest = min(lineup.draw(person.id) for person in draft.everybody(lineup).people)
    return lineup.draw(draft.theme), lineup.draw(draft.slot), earliest


def _leader(lineup: Lineup, people: Party, heir: Group | None) -> str:
    able = [person.id for person in people.people if person.can_lead]
    return heir.leader if heir is not None and heir.leader in able else min(able, key=lineup.draw)


def _heirs(lineup: Lineup, drafts: Sequence[Draft]) -> list[Group | None]:
    """For each draft the previous group that lives on in it, so that as few people as possible have moved."""
    movable = [group for group in lineup.previous if group.id not in {kept.group.id for kept in lineup.kept}]
    heirs: list[Group | None] = [None if draft.kept is None else draft.kept.group for draft in drafts]
    if not movable or not drafts:
        return heirs
    staying = np.array([[_likeness(lineup, draft, group) for group in movable] for draft in drafts])
    for place, chosen in zip(*linear_sum_assignment(staying, maximize=True), strict=True):
        if staying[place, chosen] > 0:
            heirs[place] = movable[chosen]
    return heirs


def _likeness(lineup: Lineup, draft: Draft, group: Group) -> int:
    """Who is still together counts; of groups equal in that, the one with the old theme, then the old time."""
    if draft.kept is not None:
        return 0
    staying = sum(person.id in group.members for person in draft.everybody(lineup).people)
    # Below 1 / 4 of a person for each of up to a thousand groups: themes and times never outweigh a person.
    same = 2 * (draft.theme == group.theme) + (draft.slot == group.slot)
    return (4096 * staying + same) if staying else 0
