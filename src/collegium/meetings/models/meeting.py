"""One meeting of a group: when, where, and who gives the room."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.people.models import Person, School


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> "MeetingQuerySet":
        """Not called off."""
        return self.filter(cancelled_at=None)

    def visible_to(self, person: Person) -> "MeetingQuerySet":
        """Date, host and room: for members, and for staff where the group lists itself."""
        return self.filter(group__in=Group.objects.visible_to(person))


class Meeting(models.Model):
    """When and where a group meets. The first is fixed; a later one is a proposal until the group confirms it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=75)
    timezone = models.CharField(max_length=60, default="Europe/London")
    host = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, blank=True, related_name="hosted")
    room = models.CharField(max_length=120, blank=True)
    video = models.URLField(max_length=400, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    uid = models.CharField(max_length=80, unique=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"], condition=Q(cancelled_at=None), name="one_meeting_of_a_number"
            )
        ]
        indexes = [models.Index(fields=["group", "starts_at"]), models.Index(fields=["starts_at"])]

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])
