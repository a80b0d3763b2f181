"""Who does what at each meeting: the rota worked out from who belongs, who is excused, and what was swapped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from collegium.groups.models import Group, Membership
from collegium.kit.asking import written_once
from collegium.meetings.models import Attendance, Meeting, Turn
from collegium.meetings.rotation import Belonging, Occasion, Settled, give_turns, who_can
from collegium.people.models import Person
from collegium.people.models.year import year_starting
from collegium.programmes.models import RoleTemplate


@dataclass(frozen=True)
class Duty:
    """One role at one meeting, and who has it. ``place``: whose turn in the queue it takes up."""

    meeting: int
    role: RoleTemplate
    person: Person
    place: int

    @property
    def is_swapped(self) -> bool:
        return self.place != self.person.pk


@dataclass(frozen=True)
class Rota:
    """Who has which role at each meeting of one group, and who could have one there."""

    people: Mapping[int, Person] = field(default_factory=dict)
    duties: Mapping[int, Sequence[Duty]] = field(default_factory=dict)
    able: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def at(self, meeting: Meeting) -> Sequence[Duty]:
        return self.duties.get(meeting.pk, ())

    def of(self, person: Person, meeting: Meeting) -> list[Duty]:
        return [duty for duty in self.at(meeting) if duty.person == person]

    def duty(self, meeting: int, role: int) -> Duty | None:
        return next((duty for duty in self.duties.get(meeting, ()) if duty.role.pk == role), None)


NOBODY = Rota()


def rota_of(group: Group) -> Rota:
    return rotas_of([group.pk]).get(group.pk, NOBODY)


def rotas_of(groups: Iterable[int]) -> dict[int, Rota]:
    """The rota of each group whose way of working has roles for each meeting. Five questions, however many groups."""
    wanted, roles = tuple(sorted(set(groups))), defaultdict(list)
    for role in _roles(wanted):
        roles[role.of_group].append(role)  # type: ignore[attr-defined]
    if not roles:
        return {}
    occasions, belonging = _occasions(tuple(roles)), _belonging(tuple(roles))
    return {group: _rota(named, occasions[group], belonging[group], group) for group, named in roles.items()}


@written_once
def _roles(groups: tuple[int, ...]) -> QuerySet[RoleTemplate]:
    found = RoleTemplate.objects.filter(each_meeting=True).annotate(of_group=F("approach__groups"))
    return found.filter(of_group__in=groups).order_by("pk")


def organisers_of(meeting: Meeting, rota: Rota | None = None) -> list[Person]:
    """Who looks after the practicalities of this meeting: whose turn it is; else whoever coordinates."""
    known = rota_of(meeting.group) if rota is None else rota
    named = [duty.person for duty in known.at(meeting) if duty.role.organises]
    if named:
        return named
    leading = meeting.group.memberships.current().coordinating().values("person")
    return list(Person.objects.filter(pk__in=leading).order_by("pk"))


def meetings_to_look_after(person: Person, *, at: datetime) -> list[Meeting]:
    """The next meeting of each of one's groups, where one looks after its practicalities.

    Only the next: else everybody whose turn comes within the year would be told what nobody else need know. One that
    was closed early is over.
    """
    following: dict[int, Meeting] = {}
    coming = Meeting.objects.of_member(person).upcoming(at).exclude(sitting__closed_at__isnull=False)
    for meeting in coming.select_related("group").order_by("starts_at", "pk"):
        following.setdefault(meeting.group_id, meeting)
    rotas = rotas_of(following)
    leading = set(Membership.objects.current().coordinating().filter(
        group__in=following, person=person).values_list("group", flat=True))  # fmt: skip
    mine = []
    for group, meeting in following.items():
        named = [duty.person for duty in rotas.get(group, NOBODY).at(meeting) if duty.role.organises]
        if person in named or (not named and group in leading):
            mine.append(meeting)
    return mine


def _rota(
    roles: Sequence[RoleTemplate], occasions: Sequence[Occasion], members: Sequence[Membership], group: int
) -> Rota:
    known = {str(role.pk): role for role in roles}
    people = {member.person_id: member.person for member in members}
    belongings = [_waiting(member) for member in members]
    given = give_turns(list(known), occasions, belongings, seed=str(group))
    return Rota(
        people,
        {
            meeting: [Duty(meeting, known[key], people[one.person], one.place) for key, one in turns.items()]
            for meeting, turns in given.items()
        },
        {occasion.meeting: frozenset(who_can(occasion, belongings)) for occasion in occasions},
    )


def _waiting(member: Membership) -> Belonging:
    """Who has left keeps their place until the school year is over."""
    last = member.left_on or member.joined_on
    return Belonging(member.person_id, member.joined_on, member.left_on, date(year_starting(last).year + 1, 9, 1))


def _belonging(groups: tuple[int, ...]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    for member in _times(groups):
        found[member.group_id].append(member)
    return found


@written_once
def _times(groups: tuple[int, ...]) -> QuerySet[Membership]:
    return Membership.objects.filter(group__in=groups).select_related("person").order_by("joined_on", "pk")


@written_once
def _away(groups: tuple[int, ...]) -> QuerySet[Attendance, tuple[int, int]]:
    return Attendance.objects.away().filter(meeting__group__in=groups).values_list("meeting", "person")


@written_once
def _turns(groups: tuple[int, ...]) -> QuerySet[Turn]:
    return Turn.objects.filter(meeting__group__in=groups)


@written_once
def _standing(groups: tuple[int, ...]) -> QuerySet[Meeting, tuple[int, int, datetime, str]]:
    stand = Meeting.objects.filter(group__in=groups, cancelled_at=None).order_by("starts_at", "pk")
    return stand.values_list("pk", "group", "starts_at", "timezone")


def _occasions(groups: tuple[int, ...]) -> dict[int, list[Occasion]]:
    """The meetings that stand, past ones too: whoever had a role there has had their turn."""
    excused: dict[int, set[int]] = defaultdict(set)
    for meeting, person in _away(groups):
        excused[meeting].add(person)
    settled: dict[int, dict[str, Settled]] = defaultdict(dict)
    for turn in _turns(groups):
        settled[turn.meeting_id][str(turn.role_id)] = Settled(turn.person_id, turn.place_of_id or turn.person_id)
    found: dict[int, list[Occasion]] = defaultdict(list)
    for pk, group, starts_at, zone in _standing(groups):
        day = starts_at.astimezone(ZoneInfo(zone)).date()
        found[group].append(Occasion(pk, day, frozenset(excused[pk]), settled[pk]))
    return found
