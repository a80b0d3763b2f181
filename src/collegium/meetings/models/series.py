"""How often a group means to meet, how far apart, and at which schools in turn."""

from django.db import models
from django.db.models import Q

from collegium.groups.models import Group
from collegium.people.models import School


class Series(models.Model):
    """A group's rhythm for a year: a fixed number of meetings, or open-ended. It proposes; the group confirms."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="series")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=75)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    least_days_between = models.PositiveSmallIntegerField(default=21)
    timezone = models.CharField(max_length=60, default="Europe/London")
    hosts = models.ManyToManyField(School, related_name="+", blank=True)
    room = models.CharField(max_length=120, blank=True)
    video = models.URLField(max_length=400, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.CheckConstraint(condition=Q(weekday__lte=6), name="series_on_a_weekday")]
