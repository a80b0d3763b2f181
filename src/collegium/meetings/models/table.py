"""Tea, biscuits, and who must not eat what."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.groups.models import Membership
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person


class Refreshments(models.Model):
    """Who brings what to one meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="refreshments")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "refreshments"


class AllergyQuerySet(models.QuerySet["Allergy"]):
    @door
    def visible_to(self, person: Person) -> "AllergyQuerySet":
        """One's own; and, for whoever looks after a group's next meeting, its members'. Nobody else, ever."""
        from collegium.meetings.organising import meetings_to_look_after  # noqa: PLC0415  it works out the rota

        groups = [meeting.group_id for meeting in meetings_to_look_after(person, at=clock.now())]
        members = Membership.objects.current().filter(group__in=groups).values("person")
        return self.filter(Q(person=person) | Q(person__in=members))

    def say(self, person: Person, text: str, *, at: datetime) -> None:
        """What this person must not eat; nothing: there is nothing to know.

        It leaves no trace in the history: that there ever was one is nobody's business.
        """
        if text:
            self.update_or_create(person=person, defaults={"text": text, "at": at})
        else:
            self.filter(person=person).delete()

    def needless(self) -> "AllergyQuerySet":
        """Of people who belong to no group that goes on, and are not about to."""
        still = Membership.objects.not_over(clock.today()).filter(group__conclusion=None)
        return self.exclude(person__in=still.values("person"))


class Allergy(models.Model):
    """What somebody must not eat, told by themselves so that the biscuits suit everybody."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = AllergyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "allergies"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="allergy_says_something")]


class RoomQuestion(models.Model):
    """That an organiser was asked, some days before, whether the room is still needed; and what was answered.

    Moved to another day, it is another question. Of several who are asked, the first who answers has answered.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="room_questions")
    meets_on = models.DateField()
    at = models.DateTimeField()
    needed = models.BooleanField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "meets_on"], name="asked_for_the_room_once")]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    def answer(self, needed: bool, *, by: Person, at: datetime) -> None:
        """Yes, we need it; or no. Until the meeting begins it may be said otherwise."""
        with transaction.atomic():
            said = {"needed": needed, "by": by, "answered_at": at}
            other = RoomQuestion.objects.filter(Q(needed=None) | ~Q(needed=needed), pk=self.pk)
            if other.update(**said):
                record(by, "said of the room", self.meeting, at=at)
        self.refresh_from_db()
