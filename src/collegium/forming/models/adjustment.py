"""The middle of the year: somebody new, somebody who leaves, and what that changes in groups that are real."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from collegium.forming import problem as problems
from collegium.forming.models.formation import OVERDUE
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.planning.groups import Change, GroupsPlan, GroupsProblem, changes, explain, gone
from collegium.planning.groups.costs import cost_of_plan
from collegium.programmes.models import Programme


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    @door
    def visible_to(self, person: Person) -> "AdjustmentQuerySet":
        """The lead's alone, as the plan was before it was shared."""
        return self.filter(programme__in=Programme.objects.led_by(person))

    def carried_out(self) -> "AdjustmentQuerySet":
        """The latest first."""
        return self.filter(applied_at__isnull=False).order_by("-applied_at", "-pk")

    def running(self) -> "AdjustmentQuerySet":
        return self.filter(finished_at=None)


class Adjustment(models.Model):
    """What a newcomer or a leaver would change: asked for, worked out by a job, looked at, perhaps carried out.

    A group stands in it under its number, so that what is not a number is a group still to be begun.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="adjustments")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    problem = models.JSONField()
    newcomers = models.JSONField(default=list)
    leavers = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    bound = models.FloatField(null=True, blank=True)
    failure = models.JSONField(default=list, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = AdjustmentQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("forming:adjustment", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.finished_at is None

    def is_late(self, at: datetime) -> bool:
        return self.is_running and at > self.at + OVERDUE

    @cached_property
    def task(self) -> GroupsProblem:
        return problems.read(self.problem)

    @cached_property
    def plan(self) -> GroupsPlan:
        """The groups as they would be, with everybody's reasons."""
        groups = tuple(problems.group_of_file(entry) for entry in self.groups)
        return explain(self.task, GroupsPlan(cost_of_plan(self.task, groups), self.bound, 0.0, 1, groups))

    @property
    def changes(self) -> tuple[Change, ...]:
        return changes(self.task, self.plan)

    @property
    def gone(self) -> tuple[str, ...]:
        return gone(self.task, self.plan)

    def finish(self, groups: list[dict[str, Any]], *, bound: float | None, failure: list[Any], at: datetime) -> None:
        """Keep what the planner found. A second finish, after a job ran twice, changes nothing."""
        with transaction.atomic():
            fresh = {"groups": groups, "bound": bound, "failure": failure, "finished_at": at}
            if Adjustment.objects.filter(pk=self.pk, finished_at=None).update(**fresh):
                record(None, "worked out", self, at=at)
