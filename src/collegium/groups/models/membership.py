"""Who belongs to a group, from when to when, and what they do in it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from collegium.groups.models.group import Group
from collegium.kit import clock
from collegium.people.models import Person, School
from collegium.programmes.models import RoleTemplate


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> "MembershipQuerySet":
        """Begun by that day and not left before it ended; by default today."""
        day = on or clock.today()
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)

    def visible_to(self, person: Person) -> "MembershipQuerySet":
        """Who is in the groups that one may know of, and where one was oneself."""
        return self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))


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


class RoleHeld(models.Model):
    """A role that a member has in the group: coordinator, Learning Leader, note-taker this month."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.ForeignKey(RoleTemplate, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "roles held"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role"], condition=Q(until_on=None), name="one_open_holding_of_a_role"
            )
        ]
