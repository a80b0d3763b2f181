"""Something that somebody said they would see to."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.meetings.models.sitting import Sitting
from collegium.people.models import Person


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> "ActionQuerySet":
        return self.filter(done_at=None, withdrawn_at=None)

    def standing(self) -> "ActionQuerySet":
        return self.filter(withdrawn_at=None)

    @door
    def visible_to(self, person: Person) -> "ActionQuerySet":
        return self.filter(meeting__in=Meeting.objects.of_member(person))

    def add(
        self, meeting: Meeting, text: str, *, owner: Person | None = None, due_on: date | None = None, by: Person,
        at: datetime,
    ) -> "Action":  # fmt: skip
        """Somebody sees to this, by a day if one is named. The same twice is one."""
        with transaction.atomic():
            meeting.locked()
            if found := self.standing().filter(meeting=meeting, text=text, owner=owner).first():
                return found
            action = self.create(meeting=meeting, text=text, owner=owner, due_on=due_on, by=by, at=at)
            record(by, "noted", action, at=at)
            Sitting.objects.stir(meeting)
        return action


class Action(models.Model):
    """What is to be done after a meeting, by whom and by when. Not about teaching: that is a promise."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="action_says_something")]

    def __str__(self) -> str:
        return self.text

    def finish(self, *, by: Person, at: datetime) -> None:
        """Done. Doing it twice changes nothing."""
        self._set("did", by=by, at=at, done_at=at)

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """It need not be done after all."""
        self._set("withdrew", by=by, at=at, withdrawn_at=at)

    def _set(self, did: str, *, by: Person, at: datetime, **fields: datetime) -> None:
        with transaction.atomic():
            if Action.objects.filter(pk=self.pk, done_at=None, withdrawn_at=None).update(**fields):
                record(by, did, self, at=at)
                Sitting.objects.stir(self.meeting)
        self.refresh_from_db()
