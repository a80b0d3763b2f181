"""The year of a whole programme: all its groups planned around each other, seen by its lead until it is proposed."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.programmes.models import Programme

SECONDS = 40
OVERDUE = timedelta(minutes=5)


class ProgrammeYearQuerySet(models.QuerySet["ProgrammeYear"]):
    @door
    def visible_to(self, person: Person) -> "ProgrammeYearQuerySet":
        """The lead's alone: no group learns of its year before it is proposed to it."""
        return self.filter(programme__in=Programme.objects.led_by(person))

    def running(self) -> "ProgrammeYearQuerySet":
        return self.filter(finished_at=None)


class ProgrammeYear(models.Model):
    """One try at planning the meetings of all groups of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="years")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    first_on = models.DateField()
    number = models.PositiveSmallIntegerField()
    least_days_between = models.PositiveSmallIntegerField(default=21)
    progress = models.PositiveSmallIntegerField(default=0)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_broken = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeYearQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("scheduling:programme_year", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.finished_at is None

    def is_late(self, at: datetime) -> bool:
        """It should have been done long ago: its worker may be gone."""
        return self.is_running and at > self.at + timedelta(seconds=SECONDS) + OVERDUE

    def held(self) -> "ProgrammeYear":
        return ProgrammeYear.objects.select_for_update(no_key=True).get(pk=self.pk)

    def stop(self, *, by: Person, at: datetime) -> None:
        """Take the best plan so far. A second asking changes nothing."""
        with transaction.atomic():
            if ProgrammeYear.objects.running().filter(pk=self.pk, stop_asked_at=None).update(stop_asked_at=at):
                record(by, "stopped", self, at=at)


class GroupYear(models.Model):
    """What a try found for one group: its dates; or why there are none, and what would give some."""

    plan = models.ForeignKey(ProgrammeYear, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    members = models.PositiveSmallIntegerField(default=0)
    # As in Year; for the lead, who reads here how many are missing and not who.
    stops = models.JSONField(default=list)
    travel = models.JSONField(default=list)
    unmet = models.JSONField(null=True, blank=True)
    proposed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "group"], name="one_year_of_a_group_in_a_plan")]
