"""The diary of the network: which group meets when and where, who has which room, who is at which meeting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from collegium.planning.series.dating import Dates
from collegium.planning.series.plan import Meeting
from collegium.planning.series.problem import NO, Group
from collegium.planning.series.year import Outlook, Place, Year

Key = TypeVar("Key", int, Place)


@dataclass(frozen=True)
class Series:
    """A group's days (as numbers) and hosts, what they cost in tenths, and what none can cost less than."""

    group: str
    stops: tuple[tuple[int, str], ...]
    cost: int
    lower: int


def series_on(outlook: Outlook, dates: Dates) -> Series:
    hosts = [outlook.hosts[host] for host in dates.hosts]
    return Series(outlook.group.id, tuple(zip(dates.days, hosts, strict=True)), dates.cost, dates.lower)


class Diary:
    """What has been put down so far. Whoever is in two groups that meet on one day goes to the one put down first."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.series: dict[str, Series] = {}
        self.hosted: dict[str, dict[int, tuple[str, ...]]] = {school: {} for school in year.problem.schools}
        self.wanted: dict[Place, tuple[str, ...]] = {}

    def copy(self) -> "Diary":
        copied = Diary(self.year)
        copied.series, copied.wanted = dict(self.series), dict(self.wanted)
        copied.hosted = {host: dict(days) for host, days in self.hosted.items()}
        return copied

    def put(self, series: Series) -> None:
        self.series[series.group] = series
        for day, host in series.stops:
            self.hosted[host][day] = (*self.hosted[host].get(day, ()), series.group)
            for person in self._could_come(series.group, day):
                self.wanted[person, day] = (*self.wanted.get((person, day), ()), series.group)

    def take(self, group: str) -> Series:
        series = self.series.pop(group)
        for day, host in series.stops:
            _strike(self.hosted[host], day, group)
            for person in self._could_come(group, day):
                _strike(self.wanted, (person, day), group)
        return series

    def prefer(self, person: str, day: int, group: str) -> None:
        """Send somebody who is wanted in two groups to this one."""
        others = [name for name in self.wanted[person, day] if name != group]
        self.wanted[person, day] = (group, *others)

    def closed_for(self, group: str) -> frozenset[Place]:
        """The hosts and days where no room would be left for this group, however the others change rooms."""
        hosts = self.year.problem.group[group].hosts
        return frozenset(
            (host, day)
            for host in hosts
            for day, others in self.hosted[host].items()
            if group not in others and self.rooms_for((*others, group), host, day) is None
        )

    def away_from(self, group: str) -> frozenset[Place]:
        """The members, and days, who are at another of their groups."""
        return frozenset(
            (person, day)
            for person in self._shared(group)
            for other in self.year.groups_of[person]
            if other != group and other in self.series
            for day, _ in self.series[other].stops
            if self.wanted.get((person, day), (group,))[0] != group
        )

    def fits(self, series: Series) -> bool:
        """Whether this could be put down as it is: rooms free, and everybody free who would come."""
        away = self.away_from(series.group)
        wanted = {(person, day) for day, _ in series.stops for person in self._could_come(series.group, day)}
        return away.isdisjoint(wanted) and self.closed_for(series.group).isdisjoint(
            (host, day) for day, host in series.stops
        )

    def cost_of(self, group: str) -> int:
        return self.year.outlook(group).cost_of(self.series[group].stops, self.away_from(group))

    def cost(self, groups: Iterable[str] | None = None) -> int:
        counted = self.series if groups is None else [group for group in groups if group in self.series]
        return sum(self.cost_of(group) for group in counted)

    def has_quorum(self, group: str, day: int) -> bool:
        return len(self._attending(group, day)) >= self.year.problem.group[group].fewest

    def rooms_for(self, groups: tuple[str, ...], host: str, day: int) -> Mapping[str, str] | None:
        """A room for each of these groups; None where there are not enough. Found by augmenting paths."""
        free = [room for room in self.year.rooms_of[host] if day not in self.year.booked[room.id]]
        taken: dict[str, str] = {}

        def ask(group: Group, asked: set[str]) -> bool:
            for room in free:
                if room.id not in asked and room.suits(group):
                    asked.add(room.id)
                    if room.id not in taken or ask(self.year.problem.group[taken[room.id]], asked):
                        taken[room.id] = group.id
                        return True
            return False

        for name in sorted(groups, key=self.year.draw):
            if not ask(self.year.problem.group[name], set()):
                return None
        return {group: room for room, group in taken.items()}

    def gatherings(self) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        """Each host and day on which anybody meets, with the groups that meet there."""
        for host, days in self.hosted.items():
            for day, groups in days.items():
                yield host, day, groups

    def meetings(self) -> tuple[Meeting, ...]:
        """Everything put down, day by day, with rooms and who comes."""
        numbers = {
            (series.group, day): number
            for series in self.series.values()
            for number, (day, _) in enumerate(series.stops, start=1)
        }
        found = []
        for host, day, groups in self.gatherings():
            rooms = self.rooms_for(groups, host, day) or {}
            for group in groups:
                when = self.year.problem.days[day]
                found.append(
                    Meeting(group, numbers[group, day], when, host, rooms[group], self._attending(group, day))
                )
        return tuple(sorted(found, key=lambda meeting: (meeting.group, meeting.number)))

    def _attending(self, group: str, day: int) -> tuple[str, ...]:
        elsewhere = {person for person, when in self.away_from(group) if when == day}
        return tuple(sorted(person for person in self._able(group, day) if person not in elsewhere))

    def _could_come(self, group: str, day: int) -> list[str]:
        """The people of more than one group who could come to this one."""
        return [person for person in self._able(group, day) if person in self.year.groups_of]

    def _able(self, group: str, day: int) -> list[str]:
        when, members = self.year.problem.days[day], self.year.problem.group[group].members
        return [member.id for member in members if member.answer(when) != NO]

    def _shared(self, group: str) -> list[str]:
        members = self.year.problem.group[group].members
        return [member.id for member in members if member.id in self.year.groups_of]


def _strike(places: dict[Key, tuple[str, ...]], place: Key, group: str) -> None:
    left = tuple(name for name in places[place] if name != group)
    if left:
        places[place] = left
    else:
        del places[place]
