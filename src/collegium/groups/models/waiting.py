"""The queue of a group that is full."""

from django.db import models

from collegium.groups.models.group import Group
from collegium.kit.doors import door
from collegium.people.models import Person, School


class WaitingQuerySet(models.QuerySet["Waiting"]):
    @door
    def visible_to(self, person: Person) -> "WaitingQuerySet":
        """One's own place in a queue, and who waits for the groups one belongs to."""
        return self.filter(models.Q(person=person) | models.Q(group__in=Group.objects.of_member(person)))


class Waiting(models.Model):
    """That somebody would join a full group. The first in the queue comes first when a seat is free."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "waiting"
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_place_in_a_queue")]
