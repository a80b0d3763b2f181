"""What the head of each of a group's pages shows: who belongs, from where, and who looks after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from collegium.groups.models import Group, Membership, RoleHeld
from collegium.groups.models.membership import MembershipQuerySet, RoleHeldQuerySet
from collegium.kit.asking import hung_on, written_once
from collegium.people.models import Person


@dataclass(frozen=True)
class Face:
    """A group as one person meets it. For those outside it holds what the group shows them, and no more."""

    group: Group
    person: Person
    members: Sequence[Membership]
    is_going: bool

    @cached_property
    def mine(self) -> Membership | None:
        return next((member for member in self.members if member.person_id == self.person.pk), None)

    @property
    def zone(self) -> str:
        """The clock that a member reads the group's times by: their own choice, else their school's."""
        return self.person.timezone or (self.mine.school.timezone if self.mine else settings.TIME_ZONE)

    @property
    def names(self) -> list[str]:
        return [member.person.name for member in self.members]

    @property
    def school_count(self) -> int:
        return len({member.school_id for member in self.members})

    @cached_property
    def coordinators(self) -> list[Membership]:
        return [member for member in self.members if any(held.role.leads for held in member.roles.all())]

    @property
    def coordinator_names(self) -> list[str]:
        return [member.person.first_name for member in self.coordinators]

    @property
    def i_coordinate(self) -> bool:
        """Holds a leading role, or belongs where nobody does."""
        return self.mine is not None and (not self.coordinators or self.mine in self.coordinators)

    @property
    def is_full(self) -> bool:
        return self.group.cap is not None and len(self.members) >= self.group.cap


def face(group: Group, person: Person) -> Face:
    """Two queries, however many belong, and one more where the group came without its conclusion."""
    members = _members(group, person)
    hung_on(members, "roles", _roles(group, person), by="membership_id")
    return Face(group, person, members, getattr(group, "conclusion", None) is None)


def _known(group: Group, person: Person) -> MembershipQuerySet:
    return Membership.objects.visible_to(person).current().filter(group=group)


@written_once
def _members(group: Group, person: Person) -> MembershipQuerySet:
    return _known(group, person).select_related("person", "school").order_by("joined_on", "pk")


@written_once
def _roles(group: Group, person: Person) -> RoleHeldQuerySet:
    held = RoleHeld.objects.current().filter(membership__in=_known(group, person).values("pk"))
    return held.select_related("role").order_by("pk")
