"""A plan of who visits whom: asked for by whoever looks after the group, worked out by a job, then put to the two."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import Programme
from collegium.visits.models.day import Period


class PlanQuerySet(models.QuerySet["Plan"]):
    @door
    def visible_to(self, person: Person) -> "PlanQuerySet":
        """A group's plan: whoever looks after the group. A programme's: its lead, who sees counts."""
        return self.filter(
            Q(group__in=Group.objects.looked_after_by(person)) | Q(programme__in=Programme.objects.led_by(person))
        )

    def running(self) -> "PlanQuerySet":
        return self.filter(finished_at=None)


class Plan(models.Model):
    """One try at a plan of visits, for one group or for all groups of a programme. Nobody is told before it is
    proposed."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="visit_plans")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="visit_plans"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    first_on = models.DateField()
    last_on = models.DateField()
    problem = models.JSONField()
    seed = models.PositiveIntegerField(default=1)
    seconds = models.PositiveSmallIntegerField(default=30)
    regrouped = models.JSONField(default=dict)
    progress = models.PositiveSmallIntegerField(default=0)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    broken = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed = models.PositiveSmallIntegerField(default=0)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None, programme__isnull=False) | Q(group__isnull=False, programme=None),
                name="plan_for_a_group_or_a_programme",
            ),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="plan_has_days"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("visits:plan", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.finished_at is None

    def stop(self, *, by: Person, at: datetime) -> None:
        """Take the best so far. A second asking changes nothing."""
        with transaction.atomic():
            if Plan.objects.running().filter(pk=self.pk, stop_asked_at=None).update(stop_asked_at=at):
                record(by, "stopped", self, at=at)


class PlannedVisitQuerySet(models.QuerySet["PlannedVisit"]):
    @door
    def visible_to(self, person: Person) -> "PlannedVisitQuerySet":
        """Whoever looks after the group: they are of the group. Whoever leads a programme sees counts alone."""
        return self.filter(group__in=Group.objects.looked_after_by(person))


class PlannedVisit(models.Model):
    """One visit of a plan that nobody has been asked about yet."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="planned")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    visitor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    visited = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")
    class_name = models.CharField(max_length=60, blank=True)
    room = models.CharField(max_length=60, blank=True)
    cover = models.BooleanField(default=False)
    talk_on = models.DateField(null=True, blank=True)
    talk_period = models.ForeignKey(Period, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = PlannedVisitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "group", "visitor"], name="one_visit_each_in_a_plan")]


class LeftOut(models.Model):
    """Somebody for whom the plan has no visit, and why. ``people`` are those whom the reason is about."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="left_out")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=20)
