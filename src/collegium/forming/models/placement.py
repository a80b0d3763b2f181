"""Who stands in which group of a plan, and why."""

from django.db import models

from collegium.forming.models.formation import Formation
from collegium.people.models import Person
from collegium.programmes.models import Slot, Theme


class ProposedGroup(models.Model):
    """A group of a plan: its theme, a time that all can do, and who would lead."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=20)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="+")
    leader = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["formation", "key"], name="one_proposed_group_of_a_key")]


class Placement(models.Model):
    """Where a plan puts one person, which of their wishes that is, and the reasons as codes. No group: left over."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="placements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(
        ProposedGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="placements"
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.JSONField(default=list)
    moved_by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["formation", "person"], name="one_place_in_a_plan")]
