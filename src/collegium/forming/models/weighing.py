"""What a wish that somebody missed would have cost the others: asked by the lead, worked out by a job."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from collegium.forming.models.placement import Placement
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.programmes.models import Theme


class WeighingQuerySet(models.QuerySet["Weighing"]):
    @door
    def visible_to(self, person: Person) -> "WeighingQuerySet":
        return self.filter(placement__in=Placement.objects.visible_to(person))

    def running(self) -> "WeighingQuerySet":
        return self.filter(finished_at=None)


class Weighing(models.Model):
    """One missed wish of one person, and what the others would give for it. Any change of the plan takes it away."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="weighings")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    # Empty: the planner ended without an answer.
    answer = models.JSONField(default=dict, blank=True)

    objects = WeighingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "theme"], name="one_weighing_of_a_wish")]

    def get_absolute_url(self) -> str:
        return self.placement.get_absolute_url()

    def finish(self, answer: dict[str, Any], *, at: datetime) -> None:
        with transaction.atomic():
            if Weighing.objects.filter(pk=self.pk, finished_at=None).update(answer=answer, finished_at=at):
                record(None, "worked out", self, at=at)
