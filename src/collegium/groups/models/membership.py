"""Who belongs to a group, from when to when, and what they do in it."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from collegium.groups.models.group import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import RoleTemplate


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> "MembershipQuerySet":
        """Begun by that day and not left before it ended; by default today."""
        day = on or clock.today()
        return self.not_over(day).filter(joined_on__lte=day)

    def not_over(self, on: date) -> "MembershipQuerySet":
        """Has a seat that day or takes one later."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=on))

    def of_aspect(self, aspect: int, year_starts_on: date) -> "MembershipQuerySet":
        """Time in listed groups of that year whose theme is about this aspect of practice."""
        return self.filter(
            group__theme__aspect=aspect, group__listed=True, group__year_starts_on=year_starts_on
        )

    def coordinating(self, on: date | None = None) -> "MembershipQuerySet":
        """Those who hold a leading role that day: coordinators, the Learning Leader."""
        return self.filter(Exists(RoleHeld.objects.current(on).filter(membership=OuterRef("pk"), role__leads=True)))

    @door
    def visible_to(self, person: Person) -> "MembershipQuerySet":
        """One's own, always; who is and was in one's groups; and who is in a group that lists itself."""
        mine = Group.objects.of_member(person)
        staff = Group.objects.listed_at(person.schools_now())
        return self.filter(
            Q(person=person) | Q(group__in=mine) | Q(group__in=staff, pk__in=Membership.objects.current())
        )


class Membership(models.Model):
    """A person's time in a group, for the school they come from. One who left on a day is out that day."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(left_on=None), name="one_open_membership_of_a_group"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="membership_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "left_on", "group"]),
            models.Index(fields=["group", "left_on", "person"]),
        ]

    @property
    def role_numbers(self) -> set[int]:
        """The roles held now. Give ``roles`` with the membership."""
        return {held.role_id for held in self.roles.all()}

    def take_role(self, key: str, *, by: Person, at: datetime) -> "RoleHeld | None":
        """The member does this for the group from now on. Doing it already, or having left, changes nothing."""
        day = clock.day_of(at)
        with transaction.atomic():
            self.group.locked()
            if not Membership.objects.not_over(day).filter(pk=self.pk).exists():
                return None
            held, is_new = self.roles.get_or_create(
                role=self.group.approach.roles.get(key=key), until_on=None, defaults={"from_on": day}
            )
            if is_new:
                record(by, "took a role", self, at=at)
        return held

    def give_up_role(self, key: str, *, by: Person, at: datetime) -> None:
        """The member no longer does this. If nobody coordinates then, any member may take it."""
        with transaction.atomic():
            role = self.group.approach.roles.get(key=key)
            if self.roles.filter(role=role, until_on=None).update(until_on=clock.day_of(at)):
                record(by, "gave up a role", self, at=at)

    def hand_over(self, key: str, to: "Membership", *, by: Person, at: datetime) -> None:
        """Somebody else does this from now on."""
        with transaction.atomic():
            if to.take_role(key, by=by, at=at) and to.pk != self.pk:
                self.give_up_role(key, by=by, at=at)

    def leave(self, *, by: Person | None, at: datetime) -> None:
        """Out from this day on, with every role. A seat is free, and the next in the queue is asked for."""
        day = max(clock.day_of(at), self.joined_on)
        with transaction.atomic():
            group = self.group.locked()
            if not Membership.objects.not_over(day).filter(pk=self.pk).update(left_on=day):
                return
            self.left_on = day
            self.roles.filter(until_on=None).update(until_on=day)
            record(by, "left", self, at=at)
            for decision in group.decisions.open():
                decision.weigh(at=at)
            group.invitations.ask_for_the_next(group, at=at)


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    def current(self, on: date | None = None) -> "RoleHeldQuerySet":
        """Taken by that day and not given up before it ended; by default today."""
        day = on or clock.today()
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class RoleHeld(models.Model):
    """A role that a member has in the group: coordinator, Learning Leader, note-taker this month."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.ForeignKey(RoleTemplate, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "roles held"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role"], condition=Q(until_on=None), name="one_open_holding_of_a_role"
            )
        ]
