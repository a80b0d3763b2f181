"""Why a group has no series, and the smallest change that would give it one, tried in a stated order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from collegium.planning.series.dating import Search
from collegium.planning.series.diary import Diary
from collegium.planning.series.plan import Line, Unmet
from collegium.planning.series.problem import Gap, Group
from collegium.planning.series.turns import Turns
from collegium.planning.series.windows import LOST
from collegium.planning.series.year import Outlook, Place, Year

HALF = (1, 2)
DAYS_IN_A_WEEK = 7


def unmet_groups(year: Year, diary: Diary, could_alone: frozenset[str]) -> tuple[Unmet, ...]:
    """Every group without a series, with the reason and what to try."""
    left = sorted(group.id for group in year.groups if group.id not in diary.series)
    found = []
    for name in left:
        situation = Situation(year, year.outlook(name), diary.closed_for(name), diary.away_from(name))
        reason = Line("others_first") if name in could_alone else situation.reason()
        found.append(Unmet(name, reason, situation.attempt()))
    return tuple(found)


@dataclass(frozen=True)
class Situation:
    """A group without a series, in the year that the others have planned."""

    year: Year
    outlook: Outlook
    closed: frozenset[Place]
    away: frozenset[Place]

    @property
    def group(self) -> Group:
        return self.outlook.group

    def reason(self) -> Line:
        """The first thing that stands in the way."""
        group, alone = self.group, self.outlook.prospect()
        if not self.year.problem.days:
            return Line("no_days")
        if not group.hosts:
            return Line("no_hosts")
        if self._has_empty_hosts and (not self._usable_hosts or self._could_meet(hosts=self._usable_hosts)):
            return self._no_room(next(host for host in self.outlook.hosts if not self.outlook.rooms[host]))
        if self.outlook.could_come.sum(axis=1).max() < group.fewest:
            return Line("no_quorum", count=group.fewest, of=len(group.members))
        if not alone.openings:
            return Line("no_free_room")
        return Line("too_few_days", count=group.meetings)

    def attempt(self) -> Line:
        """Other hosts, fewer meetings, half the members, a longer gap, online: the first of these that would do."""
        return next(self._attempts(), Line("other_days"))

    def _attempts(self) -> Iterator[Line]:
        group = self.group
        if self._has_empty_hosts and self._usable_hosts and self._could_meet(hosts=self._usable_hosts):
            yield Line("only_at", self._usable_hosts)
        for fewer in reversed(range(1, group.meetings)):
            if self._could_meet(meetings=fewer):
                yield Line("fewer", count=fewer, of=group.meetings)
        half = replace(group, quorum=HALF)
        if half.fewest < group.fewest and self._could_meet(quorum=HALF):
            yield Line("half", count=half.fewest, of=len(group.members))
        for longer in self._longer_gaps():
            if self._could_meet(gap=Gap(group.gap.min, longer)):
                yield Line("longer_gap", count=longer, of=group.gap.max)
        if self._could_meet_online():
            yield Line("online")

    def _longer_gaps(self) -> Iterator[int]:
        """A week more at a time, as far as the year goes."""
        days = self.year.problem.days
        span = (days[-1] - days[0]).days if days else 0
        longest = self.group.gap.max
        return (
            longest + more for more in range(DAYS_IN_A_WEEK, max(0, span - longest) + DAYS_IN_A_WEEK, DAYS_IN_A_WEEK)
        )

    def _could_meet(self, **changed: object) -> bool:
        group = replace(self.group, **changed)  # type: ignore[arg-type]
        outlook = Outlook(self.year, group)
        closed = {(host, day) for host, day in self.closed if host in group.hosts}
        prospect = outlook.prospect(closed, self.away)
        return Search(
            outlook, prospect.costs[None].repeat(group.meetings, 0), prospect.absent, outlook.turns(group.meetings)
        ).is_possible()

    def _could_meet_online(self) -> bool:
        coming = ~self.outlook.prospect(away=self.away).absent
        enough = coming.sum(axis=1) >= self.group.fewest
        costs = np.where(enough, 0, LOST)[None, :, None].repeat(self.group.meetings, 0)
        return Search(self.outlook, costs, ~coming, Turns(1, self.group.meetings, [0])).is_possible()

    @property
    def _usable_hosts(self) -> tuple[str, ...]:
        return tuple(host for host in self.group.hosts if self.outlook.rooms[host])

    @property
    def _has_empty_hosts(self) -> bool:
        return len(self._usable_hosts) < len(self.group.hosts)

    def _no_room(self, school: str) -> Line:
        rooms = self.year.rooms_of[school]
        lacking = sorted(need for need in self.group.needs if not any(need in room.has for room in rooms))
        if not rooms:
            return Line("no_room_at_all", school=school)
        if lacking:
            return Line("no_room_has", tuple(lacking), school)
        if all(room.seats < len(self.group.members) for room in rooms):
            return Line("no_room_seats", school=school, count=len(self.group.members))
        return Line("no_room_for", tuple(sorted(self.group.needs)), school, len(self.group.members))
