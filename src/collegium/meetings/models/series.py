"""How often a group means to meet, how far apart, and at which schools in turn."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person, School
from collegium.programmes.models import Programme


class SeriesQuerySet(models.QuerySet["Series"]):
    @door
    def visible_to(self, person: Person) -> "SeriesQuerySet":
        """As the dates themselves: members, staff where the group lists itself, and the programme's lead."""
        planned = Programme.objects.led_by(person).values("pk")
        return self.filter(Q(group__in=Group.objects.visible_to(person)) | Q(group__programme__in=planned))


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

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="series_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(video="") | Q(video__startswith="https://"), name="series_video_is_encrypted"
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

    def get_absolute_url(self) -> str:
        return reverse("meetings:series", args=[self.group.slug])

    def confirm(self, *, by: Person, at: datetime) -> None:
        """The group says yes to all the dates that are left. A second yes changes nothing."""
        with transaction.atomic():
            if Series.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=at):
                record(by, "confirmed", self, at=at)
            for meeting in Meeting.objects.filter(group=self.group_id).upcoming(at).proposed().order_by("starts_at"):
                meeting.confirm(by=by, at=at)
        self.refresh_from_db()
