"""What the planner of series needs to know, as it stands: open days, rooms, travel, and who can come when."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from collegium.groups.models import Group, Membership
from collegium.meetings.models import Meeting
from collegium.people.models import School
from collegium.people.schooldays import days_open
from collegium.planning.series import Gap, Journey, Member, Room, SeriesProblem
from collegium.planning.series import Group as Asking
from collegium.planning.series.problem import NO, WEEKDAYS, YES
from collegium.scheduling.models import Room as KnownRoom
from collegium.scheduling.models import Travel

VIDEO = "video"
NEEDS = frozenset({"projector", "internet"})
# A school that has entered no rooms has one for whoever comes.
ANY_SEATS = 1000


@dataclass(frozen=True)
class Request:
    """A group, the weekday on which it would meet, and what its members say to that. Unsaid is as given."""

    group: Group
    weekday: int
    number: int
    gap: Gap
    hosts: tuple[School, ...]
    quorum: tuple[int, int] = (2, 3)
    needs: frozenset[str] = frozenset()
    answers: Mapping[int, str] | None = None
    unsaid: str = YES


@dataclass(frozen=True)
class Engaged:
    """That a group meets on a day: its people are not elsewhere, and its room is taken."""

    group: int
    on: date
    host: int | None
    room: str


class Surroundings:
    """Everything around the groups that are being planned, read once however many there are."""

    def __init__(self, groups: Sequence[Group], hosts: Iterable[School], first_on: date, last_on: date) -> None:
        self.first_on, self.last_on = first_on, last_on
        self.members: dict[int, list[Membership]] = {group.pk: [] for group in groups}
        for member in Membership.objects.current().filter(group__in=groups).select_related("school").order_by("pk"):
            self.members[member.group_id].append(member)
        schools = [*hosts, *(member.school for members in self.members.values() for member in members)]
        self.schools = {school.pk: school for school in schools}
        self.open_days = {pk: frozenset(days_open(school, first_on, last_on)) for pk, school in self.schools.items()}
        self.rooms: dict[int, list[KnownRoom]] = defaultdict(list)
        for room in KnownRoom.objects.filter(school__in=self.schools).order_by("pk"):
            self.rooms[room.school_id].append(room)
        ways = Travel.objects.filter(first__in=self.schools, second__in=self.schools)
        self.minutes = {frozenset((way.first_id, way.second_id)): way.minutes for way in ways}
        self.engaged, self.busy = self._engaged(groups)

    def minutes_between(self, one: int, other: int) -> int | None:
        return 0 if one == other else self.minutes.get(frozenset((one, other)))

    def problem(self, requests: Sequence[Request]) -> SeriesProblem:
        """The planner's problem. Days are those of the weekdays on which some host is open."""
        days = tuple(sorted({day for request in requests for day in self._days(request)}))
        rooms = list(self._rooms(requests))
        return SeriesProblem(
            days=days,
            schools=(*map(str, self.schools), VIDEO),
            travel=tuple(self._travel()),
            rooms=tuple(room for room, _school in rooms),
            bookings=frozenset(
                (room.id, day) for room, known in rooms for day in days if self._is_taken(room, known, day)
            ),
            groups=tuple(self._group(request, days) for request in requests),
        )

    def _days(self, request: Request) -> set[date]:
        at = [host.pk for host in request.hosts] or [member.school_id for member in self.members[request.group.pk]]
        own = {one.on for one in self.engaged if one.group == request.group.pk}
        return {day for pk in at for day in self.open_days[pk] if day.weekday() == request.weekday} - own

    def _rooms(self, requests: Sequence[Request]) -> Iterable[tuple[Room, KnownRoom | None]]:
        wanted = Counter(str(host.pk) for request in requests for host in request.hosts)
        wanted[VIDEO] = sum(not request.hosts for request in requests)
        for school, times in wanted.items():
            known = [] if school == VIDEO else self.rooms[int(school)]
            for room in known:
                yield Room(f"room-{room.pk}", school, room.seats, room.has), room
            for number in range(0 if known else times):
                yield Room(f"any-{school}-{number}", school, ANY_SEATS, NEEDS), None

    def _is_taken(self, room: Room, known: KnownRoom | None, day: date) -> bool:
        if room.school == VIDEO:
            return False
        if day not in self.open_days[int(room.school)]:
            return True
        return known is not None and any(
            one.on == day and one.host == known.school_id and one.room == known.name for one in self.engaged
        )

    def _travel(self) -> Iterable[Journey]:
        """What nobody has entered costs nothing: it then decides nothing."""
        for one in self.schools:
            yield Journey(str(one), VIDEO, 0)
            for other in self.schools:
                if one < other:
                    yield Journey(str(one), str(other), self.minutes_between(one, other) or 0)

    def _group(self, request: Request, days: Sequence[date]) -> Asking:
        return Asking(
            id=str(request.group.pk),
            meetings=request.number,
            gap=request.gap,
            quorum=request.quorum,
            needs=request.needs,
            hosts=tuple(str(host.pk) for host in request.hosts) or (VIDEO,),
            members=tuple(self._member(one, request, days) for one in self.members[request.group.pk]),
        )

    def _member(self, member: Membership, request: Request, days: Sequence[date]) -> Member:
        says = (request.answers or {}).get(member.person_id, request.unsaid)
        shut = {day for day in days if day not in self.open_days[member.school_id]}
        return Member(
            id=str(member.person_id),
            school=str(member.school_id),
            weekdays=tuple(says if day == request.weekday else NO for day in range(len(WEEKDAYS))),
            away=frozenset(shut | (self.busy.get(member.person_id, set()) & set(days))),
        )

    def _engaged(self, groups: Collection[Group]) -> tuple[list[Engaged], dict[int, set[date]]]:
        """What is confirmed in these weeks, and each member's days in other groups."""
        people = {member.person_id for members in self.members.values() for member in members}
        others = Membership.objects.current().filter(person__in=people).exclude(group__in=groups)
        of_group: dict[int, list[int]] = defaultdict(list)
        for group, person in others.values_list("group", "person"):
            of_group[group].append(person)
        near = Q(group__in=[*of_group, *(group.pk for group in groups)]) | (Q(host__in=self.schools) & ~Q(room=""))
        begin, end = (datetime.combine(day, time.min, tzinfo=UTC) for day in (self.first_on, self.last_on))
        rows = (
            Meeting.objects.standing()
            .confirmed()
            .filter(near, starts_at__gte=begin - timedelta(days=1), starts_at__lte=end + timedelta(days=2))
            .values_list("group", "starts_at", "timezone", "host", "room")
        )
        engaged = [
            Engaged(group, starts_at.astimezone(ZoneInfo(zone)).date(), host, room)
            for group, starts_at, zone, host, room in rows
        ]
        busy: dict[int, set[date]] = defaultdict(set)
        for one in engaged:
            for person in of_group.get(one.group, ()):
                busy[person].add(one.on)
        return engaged, busy
