"""The year laid out for planning: days as numbers, names in a fair order, what each day would mean for each group."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from collegium.planning.groups.lineup import lot
from collegium.planning.series.plan import Clash, Contradiction
from collegium.planning.series.problem import (
    COST_IF_NEED_BE,
    COST_MISSED,
    COST_MISSED_AGAIN,
    IF_NEED_BE,
    NO,
    Group,
    Room,
    SeriesProblem,
)
from collegium.planning.series.turns import Turns
from collegium.planning.series.windows import LOST, Whole, Windows

Flags = npt.NDArray[np.bool_]
Place = tuple[str, int]
"""A school on a day, or a person on a day: the day is its number in the problem's days."""


class Year:
    """A problem laid out. Whatever the order in the file, the same seed gives the same layout."""

    def __init__(self, problem: SeriesProblem, seed: int) -> None:
        self.problem = problem
        self.seed = seed
        self.number = {day: number for number, day in enumerate(problem.days)}
        self.ordinals = np.array([day.toordinal() for day in problem.days], dtype=np.int64)
        self.groups = tuple(sorted(problem.groups, key=lambda group: self.draw(group.id)))
        self._outlooks: dict[str, Outlook] = {}
        _ensure_no_contradiction(problem)

    def draw(self, *names: str) -> tuple[str, ...]:
        return lot(self.seed, " ".join(names)), *names

    def outlook(self, group: str) -> "Outlook":
        if group not in self._outlooks:
            self._outlooks[group] = Outlook(self, self.problem.group[group])
        return self._outlooks[group]

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """Everybody who belongs to more than one group, with those groups."""
        found: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            for member in group.members:
                found[member.id] = (*found.get(member.id, ()), group.id)
        return {person: groups for person, groups in found.items() if len(groups) > 1}

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """Plain small rooms first, so that a large one with everything is left for those who need it."""
        return tuple(sorted(self.problem.rooms, key=lambda room: (len(room.has), room.seats, self.draw(room.id))))

    @cached_property
    def rooms_of(self) -> dict[str, tuple[Room, ...]]:
        found: dict[str, tuple[Room, ...]] = {school: () for school in self.problem.schools}
        for room in self.rooms:
            found[room.school] += (room,)
        return found

    @cached_property
    def booked(self) -> dict[str, frozenset[int]]:
        """For each room the days on which somebody else has it."""
        days: dict[str, set[int]] = {room.id: set() for room in self.problem.rooms}
        for room, day in self.problem.bookings:
            if day in self.number:
                days[room].add(self.number[day])
        return {room: frozenset(numbers) for room, numbers in days.items()}


@dataclass(frozen=True)
class Prospect:
    """What a meeting costs on each day at each host (LOST: it cannot be), and who would be absent."""

    costs: Whole
    absent: Flags

    @property
    def openings(self) -> int:
        return int((self.costs < LOST).sum())


class Outlook:
    """What the year looks like for one group: who could come when, from how far, and where there is a room."""

    def __init__(self, year: Year, group: Group) -> None:
        self.group = group
        self.hosts = tuple(sorted(group.hosts, key=lambda host: year.draw(group.id, host)))
        self.members = tuple(sorted(group.members, key=lambda member: year.draw(group.id, member.id)))
        self.seat = {member.id: number for number, member in enumerate(self.members)}
        days = year.problem.days
        shape = len(days), len(self.members)
        answers = [member.answer(day) for day in days for member in self.members]
        self.could_come: Flags = np.array([answer != NO for answer in answers], dtype=bool).reshape(shape)
        self.if_need_be: Flags = np.array([answer == IF_NEED_BE for answer in answers], dtype=bool).reshape(shape)
        minutes = [year.problem.minutes_between(one.school, host) for one in self.members for host in self.hosts]
        self.minutes: Whole = np.array(minutes, dtype=np.int64).reshape(len(self.members), len(self.hosts))
        self.windows = Windows(year.ordinals, group.gap)
        by_lot = sorted(range(len(days)), key=lambda number: year.draw(group.id, days[number].isoformat()))
        self.rank: Whole = np.argsort(np.array(by_lot, dtype=np.int64))
        self.rooms = {host: [room for room in year.rooms_of[host] if room.suits(group)] for host in self.hosts}
        self.has_room = self._has_room(year, len(days))
        self.shared = [self.seat[one.id] for one in self.members if one.id in year.groups_of]
        self._turns: dict[int, Turns] = {}

    def turns(self, meetings: int) -> Turns:
        if meetings not in self._turns:
            worth = self.prospect().costs.min(axis=0, initial=LOST).tolist()
            self._turns[meetings] = Turns(len(self.hosts), meetings, worth)
        return self._turns[meetings]

    def prospect(self, closed: Collection[Place] = (), away: Collection[Place] = (), fewest: int = -1) -> Prospect:
        """With these hosts closed on some days, and these people elsewhere; `fewest` asks for another quorum."""
        coming = self.could_come.copy()
        for person, day in away:
            coming[day, self.seat[person]] = False
        costs = self._costs(coming)
        enough = coming.sum(axis=1) >= (self.group.fewest if fewest < 0 else fewest)
        costs[~(self.has_room & enough[:, None])] = LOST
        for host, day in closed:
            costs[day, self.hosts.index(host)] = LOST
        return Prospect(costs, ~coming)

    def prospect_at_best(self) -> Prospect:
        """As good as it could ever be: whoever is in two groups stays away exactly where that is cheaper."""
        alone = self.prospect()
        here = self.could_come[:, self.shared]
        paid = np.where(self.if_need_be[:, self.shared], COST_IF_NEED_BE, 0)
        minutes = self.minutes[self.shared]
        dearer = np.maximum(0, paid[:, :, None] + minutes[None, :, :] - COST_MISSED)
        spared = (dearer * here[:, :, None]).sum(axis=1)
        return Prospect(np.where(alone.costs < LOST, alone.costs - spared, LOST), alone.absent)

    @cached_property
    def may_stay_away(self) -> bool:
        """Whether somebody of two groups travels so far that missing a meeting would be cheaper."""
        return bool((self.prospect_at_best().costs != self.prospect().costs).any())

    def cost_of(self, stops: Collection[tuple[int, str]], away: Collection[Place] = ()) -> int:
        """What this series costs, in tenths, when these people are elsewhere on these days."""
        days = [day for day, _ in stops]
        coming = self.could_come[days]
        for number, day in enumerate(days):
            coming[number, [self.seat[person] for person, when in away if when == day]] = False
        costs = self._costs(coming, self.if_need_be[days])
        hosts = [self.hosts.index(host) for _, host in stops]
        missed = (~coming).sum(axis=0)
        again = COST_MISSED_AGAIN * int(np.maximum(0, missed - 1).sum())
        return int(costs[np.arange(len(days)), hosts].sum()) + again

    def _costs(self, coming: Flags, if_need_be: Flags | None = None) -> Whole:
        paid = self.if_need_be if if_need_be is None else if_need_be
        each = COST_MISSED * (~coming).sum(axis=1) + COST_IF_NEED_BE * (paid & coming).sum(axis=1)
        costs: Whole = each[:, None] + coming.astype(np.int64) @ self.minutes
        return costs

    def _has_room(self, year: Year, days: int) -> Flags:
        has_room = np.zeros((days, len(self.hosts)), dtype=bool)
        for column, host in enumerate(self.hosts):
            for room in self.rooms[host]:
                free = np.ones(days, dtype=bool)
                free[list(year.booked[room.id])] = False
                has_room[:, column] |= free
        return has_room


def _ensure_no_contradiction(problem: SeriesProblem) -> None:
    """Travel is the same both ways: listed twice, it has to be listed with the same minutes."""
    clashes = []
    for journey in problem.travel:
        known = problem.minutes[frozenset((journey.start, journey.end))]
        if known != journey.minutes:
            low, high = sorted((known, journey.minutes))
            a, b = sorted((journey.start, journey.end))
            clashes.append(Clash("two_lengths", (a, b), (low, high)))
    if clashes:
        raise Contradiction(dict.fromkeys(clashes))
