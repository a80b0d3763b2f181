"""A meeting in progress: which step, since when, who speaks, and that it is over."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import F, Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models.item import Item
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person


class SittingQuerySet(models.QuerySet["Sitting"]):
    def open(self) -> "SittingQuerySet":
        return self.filter(closed_at=None)

    @door
    def visible_to(self, person: Person) -> "SittingQuerySet":
        """What happens at a meeting is the group's own."""
        return self.filter(meeting__in=Meeting.objects.of_member(person))

    def stir(self, meeting: Meeting) -> None:
        """Something changed that everybody's page shows: they hear of it when they ask next."""
        self.filter(meeting=meeting, closed_at=None).update(moves=F("moves") + 1)

    def stirred_since(self, moves: int) -> "SittingQuerySet":
        return self.filter(Q(moves__gt=moves) | Q(closed_at__isnull=False))


class Sitting(models.Model):
    """A meeting that has begun. ``moves`` counts what has changed, so that a page can ask whether it is up to date.

    When a step began is stored, never how much is left of it: a page that slept works it out again.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="sitting")
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    item_since = models.DateTimeField()
    extra = models.PositiveSmallIntegerField(default=0)
    speaker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    moves = models.PositiveIntegerField(default=1)
    stirred_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SittingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["closed_at", "stirred_at"])]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def step_minutes(self) -> int:
        """How long this step may take. Give ``item`` with the sitting."""
        return (self.item.minutes if self.item else 0) + self.extra

    @property
    def step_ends_at(self) -> datetime:
        return self.item_since + timedelta(minutes=self.step_minutes)

    def go_on(self, to: Item | None, *, seen: int | None, at: datetime, speaker: Person | None = None) -> None:
        """To another step, and in a round to whoever begins it. Pressed on an older step, it does nothing."""
        with transaction.atomic():
            now = self._held()
            if now.is_open and now.item_id == seen:
                now._end_step(at=at)
                now.item, now.item_since, now.extra, now.speaker = to, at, 0, speaker
                now._stir(at=at)
        self.refresh_from_db()

    def give_time(self, minutes: int, *, seen: int | None, at: datetime) -> None:
        """This step gets a little longer. One that has run over gets its minutes from now."""
        with transaction.atomic():
            now = self._held()
            if now.is_open and now.item_id == seen and now.step_minutes < MOST_MINUTES:
                overrun = max(0, int((at - now.step_ends_at).total_seconds() // 60))
                now.extra += minutes + overrun
                now._stir(at=at)
        self.refresh_from_db()

    def hear(self, person: Person | None, *, seen: int | None, at: datetime) -> None:
        """This person has the word; whoever had it has been heard. A second tap on a button changes nothing."""
        with transaction.atomic():
            now = self._held()
            if now.is_open and now.speaker_id == seen:
                if now.item and now.speaker:
                    Spoken.objects.get_or_create(item=now.item, person=now.speaker, defaults={"at": at})
                now.speaker = person
                now._stir(at=at)
        self.refresh_from_db()

    def take_chair(self, *, by: Person, at: datetime) -> None:
        """Any member may: the one who had it may have left, or forgotten."""
        with transaction.atomic():
            now = self._held()
            if now.is_open and now.chair_id != by.pk:
                now.chair = by
                now._stir(at=at)
                record(by, "took the chair of", self, at=at)
        self.refresh_from_db()

    def close(self, *, by: Person | None, at: datetime) -> bool:
        """The meeting is over. Of two who close at once, one does; nobody: it was forgotten and closed itself."""
        with transaction.atomic():
            now = self._held()
            if is_mine := now.is_open:
                now._end_step(at=at)
                now.closed_at, now.closed_by, now.speaker = at, by, None
                now._stir(at=at)
                record(by, "closed", self, at=at)
        self.refresh_from_db()
        return is_mine

    def _held(self) -> "Sitting":
        # Without a join: after waiting, PostgreSQL would look for the earlier step beside the new row.
        return Sitting.objects.select_for_update().get(pk=self.pk)

    def _stir(self, *, at: datetime) -> None:
        self.moves += 1
        self.stirred_at = at
        self.save()

    def _end_step(self, *, at: datetime) -> None:
        if self.item:
            if self.speaker:
                Spoken.objects.get_or_create(item=self.item, person=self.speaker, defaults={"at": at})
            Spell.objects.create(item=self.item, began_at=self.item_since, ended_at=at)


# A step that is given time again and again is a meeting of its own.
MOST_MINUTES = 240


class Spoken(models.Model):
    """That somebody was heard in a step: nobody is left out, nobody comes twice before all have come once."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="heard")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "spoken"
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="heard_once_in_a_step")]


class Spell(models.Model):
    """How long a step really took. Gone back to, it has a second spell."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="spells")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
