"""What has to be seen to before colleagues sit down: the way in, the equipment, the videos, the room."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person, School


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    @door
    def visible_to(self, person: Person) -> "ArrivalQuerySet":
        """For whoever knows the school, and for those whose group meets there."""
        hosted = Meeting.objects.of_member(person).filter(host=OuterRef("school"))
        return self.filter(Q(school__in=School.objects.visible_to(person).values("pk")) | Exists(hosted))

    def describe(self, school: School, room: str, *, by: Person, at: datetime, **words: str) -> "Arrival":
        """How one gets there, from now on and for every group that meets there."""
        with transaction.atomic():
            found, is_new = self.get_or_create(school=school, room=room, defaults=words | {"by": by, "at": at})
            other = Arrival.objects.filter(~Q(**words), pk=found.pk)
            if other.update(**words, by=by, at=at) or is_new:
                record(by, "described", found, at=at)
        found.refresh_from_db()
        return found


class Arrival(models.Model):
    """What a visitor needs to know of a school, or of one of its rooms. Written once, and there for every meeting."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    room = models.CharField(max_length=120, blank=True)
    finding = models.CharField(max_length=300, blank=True)
    parking = models.CharField(max_length=300, blank=True)
    signing_in = models.CharField(max_length=300, blank=True)
    booking = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "room"], name="one_way_in")]


class VideoQuerySet(models.QuerySet["Video"]):
    def standing(self) -> "VideoQuerySet":
        return self.filter(withdrawn_at=None)

    @door
    def visible_to(self, person: Person) -> "VideoQuerySet":
        return self.filter(meeting__in=Meeting.objects.of_member(person))

    def add(self, meeting: Meeting, title: str, *, link: str = "", by: Person, at: datetime) -> "Video":
        """One that we watch together. The same twice is one."""
        with transaction.atomic():
            meeting.locked()
            if found := self.standing().filter(meeting=meeting, title=title, link=link).first():
                return found
            video = self.create(meeting=meeting, title=title, link=link, by=by, at=at)
            record(by, "added", video, at=at)
        return video


class Video(models.Model):
    """A video to be shown at a meeting; without a link it lies on somebody's stick."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="videos")
    title = models.CharField(max_length=120)
    link = models.URLField(max_length=400, blank=True)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = VideoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="https://"), name="video_is_encrypted")
        ]

    def __str__(self) -> str:
        return self.title

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """It is not shown after all."""
        with transaction.atomic():
            if Video.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()


class CheckQuerySet(models.QuerySet["Check"]):
    @door
    def visible_to(self, person: Person) -> "CheckQuerySet":
        return self.filter(meeting__in=Meeting.objects.of_member(person))

    def tick(self, meeting: Meeting, what: str, video: Video | None = None, *, by: Person, at: datetime) -> "Check":
        """Seen to. Ticked twice, the first time stands."""
        with transaction.atomic():
            check, is_new = self.get_or_create(
                meeting=meeting, what=what, video=video, defaults={"by": by, "at": at}
            )
            if is_new:
                record(by, "ticked", check, at=at)
        return check

    def untick(self, meeting: Meeting, what: str, video: Video | None = None, *, by: Person, at: datetime) -> None:
        """Not seen to after all."""
        with transaction.atomic():
            for check in self.filter(meeting=meeting, what=what, video=video):
                record(by, "unticked", check, at=at)
                check.delete()


class Check(models.Model):
    """That something was tried out before a meeting, by whom and when. No row: nobody has."""

    class What(models.TextChoices):
        PROJECTOR = "projector", _("The projector works")
        SOUND = "sound", _("There is sound")
        INTERNET = "internet", _("The internet works there")
        REFRESHMENTS = "food", _("Refreshments are seen to")
        PLAYS = "plays", _("works on the school’s network")
        COPY = "copy", _("a copy that needs no internet")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="checks")
    what = models.CharField(max_length=10, choices=What.choices)
    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, blank=True, related_name="checks")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "what"], condition=Q(video=None), name="checked_once"
            ),
            models.UniqueConstraint(fields=["video", "what"], name="video_checked_once"),
        ]
