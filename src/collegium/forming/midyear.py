"""The groups of a shared programme as they are now, and what the planner is asked when somebody comes or leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import Q, QuerySet

from collegium.forming import problem as problems
from collegium.forming.gathering import everybody, offer_of, staff_of
from collegium.forming.problem import Offer, Somebody
from collegium.groups.models import Group, Invitation, Membership, RoleHeld
from collegium.kit import clock
from collegium.meetings.models import Meeting, Series
from collegium.people.models import Person
from collegium.planning.groups import Group as Planned
from collegium.planning.groups import GroupsProblem
from collegium.planning.groups import Person as Asked
from collegium.programmes.models import Programme


@dataclass(frozen=True)
class Running:
    """A group as it is now: its time, who belongs, and whether it has met."""

    group: Group
    slot: str
    members: tuple[int, ...]
    leaders: tuple[int, ...]
    has_met: bool

    @property
    def key(self) -> str:
        return str(self.group.pk)

    @property
    def is_full(self) -> bool:
        return self.group.cap is not None and len(self.members) >= self.group.cap


def running_groups(programme: Programme, *, at: datetime) -> list[Running]:
    """The programme's groups that are going on, with a theme and a time of their own."""
    slots = {(slot.weekday, slot.starts_at): str(slot.pk) for slot in programme.slots.all()}
    groups = list(
        programme.groups.going()
        .filter(theme__isnull=False, series__isnull=False)
        .select_related("theme")
        .order_by("pk")
    )
    rhythm = {series.group_id: series for series in Series.objects.filter(group__in=groups)}
    day = clock.day_of(at)
    members: dict[int, list[int]] = {}
    current = Membership.objects.current(day).filter(group__in=groups)
    for group, person in current.order_by("person").values_list("group", "person"):
        members.setdefault(group, []).append(person)
    leaders: dict[int, list[int]] = {}
    held = RoleHeld.objects.current(day).filter(role__leads=True, membership__in=current)
    for group, person in held.values_list("membership__group", "membership__person"):
        leaders.setdefault(group, []).append(person)
    met = set(
        Meeting.objects.filter(group__in=groups, cancelled_at=None, confirmed_at__isnull=False, starts_at__lt=at)
        .values_list("group", flat=True)
    )  # fmt: skip
    return [
        Running(
            group, _slot(rhythm[group.pk], slots), tuple(members.get(group.pk, ())),
            tuple(leaders.get(group.pk, ())), group.pk in met,
        )
        for group in groups
    ]  # fmt: skip


def without_a_group(programme: Programme, *, at: datetime) -> list[Somebody]:
    """Staff who belong to no group of this programme and are not asked into one."""
    taken = set(Membership.objects.current(clock.day_of(at)).filter(group__programme=programme)
                .values_list("person", flat=True))  # fmt: skip
    taken |= set(Invitation.objects.open().filter(group__programme=programme).values_list("person", flat=True))
    staff = staff_of(programme, whom_it_may_ask(programme, at=at))
    return [somebody for somebody in staff if somebody.id not in taken and not somebody.alone]


def whom_it_may_ask(programme: Programme, *, at: datetime) -> QuerySet[Person]:
    """Whom the programme asks; and new staff who came too late for their own groups, and are in none of this year."""
    placed = Membership.objects.current(clock.day_of(at)).filter(
        group__programme__year_starts_on=programme.year_starts_on
    )
    late = programme.new_staff().exclude(pk__in=placed.values("person"))
    return Person.objects.filter(Q(pk__in=everybody(programme).values("pk")) | Q(pk__in=late.values("pk")))


def problem_now(
    programme: Programme, running: list[Running], *, newcomers: list[int], leavers: list[int], opened: set[str],
    at: datetime,
) -> GroupsProblem:  # fmt: skip
    """The groups of now with the people of tomorrow. A group that has all the members it wants is not in it."""
    staff = {somebody.id: somebody for somebody in staff_of(programme, whom_it_may_ask(programme, at=at))}
    offer = offer_of(programme)
    taking_part = [
        one for one in running
        if one.key in opened or not one.has_met or not one.is_full or set(leavers) & set(one.members)
    ]  # fmt: skip
    previous = tuple(_previous_groups(taking_part, leavers))
    locked = frozenset(one.key for one in taking_part if one.has_met and one.key not in opened)
    people = [
        _settled(staff.get(member), one, member, offer.slots, programme.school_id)
        for one, group in zip(taking_part, previous, strict=True)
        for member in map(int, group.members)
    ]
    people += [_newcomer(staff[pk], staff.values(), offer) for pk in newcomers if pk in staff]
    names = {person.id for person in people}
    slots = dict.fromkeys([*offer.slots, *(group.slot for group in previous)])
    largest = [len(one.members) for one in taking_part]
    return GroupsProblem(
        people=tuple(_led(person, previous) for person in people),
        themes=offer.themes,
        slots=tuple(slots),
        size=problems.Size(programme.smallest, max([programme.largest, *largest])),
        apart=tuple((str(a), str(b)) for a, b in offer.apart if {str(a), str(b)} <= names),
        previous=tuple(group for group in previous if group.members),
        locked=locked,
    )


def _previous_groups(running: Iterable[Running], leavers: list[int]) -> Iterator[Planned]:
    """The groups without those who leave. Whoever is in two of them is counted in the first."""
    counted = set(leavers)
    for one in running:
        members = tuple(str(member) for member in one.members if member not in counted)
        counted.update(one.members)
        leader = next((str(pk) for pk in one.leaders if str(pk) in members), "")
        yield Planned(one.key, str(one.group.theme_id), one.slot, leader, members)


def _settled(known: Somebody | None, one: Running, member: int, slots: tuple[str, ...], school: int) -> Asked:
    """Somebody who is in a group: it suits them as it is, whatever they once wished."""
    somebody = known or Somebody(member, school)
    wishes = dict.fromkeys([str(one.group.theme_id), *map(str, somebody.wishes)])
    return Asked(
        str(member), str(somebody.school), problems.department_of(somebody), somebody.experience,
        tuple(wishes)[: problems.MOST_WISHES],
        frozenset(slots) - {str(slot) for slot in somebody.cannot} | {one.slot},
        somebody.would_lead or member in one.leaders,
        str(somebody.manager) if somebody.manager else None,
    )  # fmt: skip


def _newcomer(somebody: Somebody, staff: Iterable[Somebody], offer: Offer) -> Asked:
    """Somebody without a group: their wishes, or any theme that others wished for; new staff their pathway."""
    if somebody.is_new and offer.induction:
        wishes = offer.induction
    else:
        wishes = tuple(map(str, somebody.wishes)) or problems.wishes_of_nobody(staff, offer)
    return Asked(
        str(somebody.id), str(somebody.school), problems.department_of(somebody), somebody.experience,
        wishes[: problems.MOST_WISHES], frozenset(offer.slots) - {str(slot) for slot in somebody.cannot},
        somebody.would_lead, str(somebody.manager) if somebody.manager else None,
    )  # fmt: skip


def _led(person: Asked, previous: Iterable[Planned]) -> Asked:
    """A group whose leader has gone goes on, and its members find somebody: each of them could."""
    home = next((group for group in previous if person.id in group.members), None)
    return replace(person, can_lead=True) if home and not home.leader else person


def _slot(series: Series, slots: dict[tuple[int, time], str]) -> str:
    """The programme's time at which the group meets; one of its own, where it chose another."""
    known = slots.get((series.weekday, series.starts_at))
    return known or f"own-{series.weekday}-{series.starts_at:%H%M}"
