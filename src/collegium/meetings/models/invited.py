"""What each person was last told about a meeting."""

from datetime import datetime

from django.db import models

from collegium.mail.keys import calendar_address
from collegium.meetings import letters
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person


class Invited(models.Model):
    """The last word that one person had of one meeting, so that nobody is told twice or forgotten.

    ``version`` is the meeting's sequence as the person knows it. ``sequence`` is what their calendar knows: it rises
    with every letter, also when they leave the group and come back while the meeting stays as it was.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    cancelled = models.BooleanField(default=False)
    # Where this person's calendar sends its answer; empty: nowhere. It stays as it was in the first invitation, else
    # calendars take a change for somebody else's.
    organiser = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "invited"
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="invited_once")]

    def keep_organiser(self) -> None:
        """Chosen once, when the person is first invited."""
        self.organiser = calendar_address(self.pk, self.person_id)
        self.save(update_fields=["organiser"])

    def is_behind(self, meeting: Meeting) -> bool:
        return self.cancelled or self.version != meeting.sequence

    def bring_up_to_date(self, meeting: Meeting, *, at: datetime, cancelled: bool = False) -> None:
        self.sequence = max(meeting.sequence, self.sequence + 1)
        self.version, self.cancelled, self.at = meeting.sequence, cancelled, at
        self.save(update_fields=["sequence", "version", "cancelled", "at"])

    def take_back(self, meeting: Meeting, *, at: datetime) -> None:
        """The meeting is off, or the person no longer belongs: it leaves their calendar."""
        self.bring_up_to_date(meeting, at=at, cancelled=True)
        letters.call_off(meeting, self, at=at)


class Reminded(models.Model):
    """That a person was reminded of a meeting on its day. Moved to another day, it is another reminder."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    meets_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reminded"
        constraints = [models.UniqueConstraint(fields=["meeting", "person", "meets_on"], name="reminded_once")]
