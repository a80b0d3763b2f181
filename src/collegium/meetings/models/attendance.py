"""Who comes to a meeting, who sent apologies, and who is there."""

from datetime import datetime
from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.meetings.models.sitting import Sitting
from collegium.people.models import Person


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def here(self) -> "AttendanceQuerySet":
        return self.filter(word=Attendance.Word.HERE)

    def away(self) -> "AttendanceQuerySet":
        """Sent their apologies."""
        return self.filter(word=Attendance.Word.APOLOGIES)

    @door
    def visible_to(self, person: Person) -> "AttendanceQuerySet":
        """Who comes is the group's own; one's own word one may always know."""
        return self.filter(models.Q(person=person) | models.Q(meeting__in=Meeting.objects.of_member(person)))

    def say(self, meeting: Meeting, person: Person, word: str, *, by: Person, at: datetime) -> "Attendance":
        """The last word on whether somebody comes, or is there. Saying the same again changes nothing."""
        with transaction.atomic():
            row, is_new = self.get_or_create(
                meeting=meeting, person=person, defaults={"word": word, "by": by, "at": at}
            )
            other = Attendance.objects.filter(pk=row.pk).exclude(word=word)
            if is_new or other.update(word=word, by=by, at=at):
                record(by, Attendance.DID[word], row, at=at)
                Sitting.objects.stir(meeting)
        row.refresh_from_db()
        return row


class Attendance(models.Model):
    """What is known of one person and one meeting: will come, cannot come, is there."""

    class Word(models.TextChoices):
        COMING = "coming", _("is coming")
        APOLOGIES = "away", _("sent apologies")
        MAYBE = "maybe", _("may come")
        HERE = "here", _("is there")

    DID: ClassVar[dict[str, str]] = {
        Word.COMING: "will come",
        Word.APOLOGIES: "sent apologies",
        Word.MAYBE: "may come",
        Word.HERE: "came",
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=6, choices=Word.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "attendance"
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_word_on_coming")]

    def take_back(self, *, by: Person, at: datetime) -> None:
        """It was said by mistake: nothing is known."""
        with transaction.atomic():
            record(by, "took back", self, at=at)
            Attendance.objects.filter(pk=self.pk).delete()
            Sitting.objects.stir(self.meeting)
