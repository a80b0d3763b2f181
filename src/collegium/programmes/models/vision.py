"""The vision that a programme stands for: how many have seen it, and what staff answered to it."""

from datetime import datetime

from django.db import models, transaction

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.programmes.models.programme import Programme


class VisionSeen(models.Model):
    """That a member of staff has had the vision before them. Counted, and never a list to chase."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="seen")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="vision_seen_once")]


class VisionReplyQuerySet(models.QuerySet["VisionReply"]):
    @door
    def visible_to(self, person: Person) -> "VisionReplyQuerySet":
        """All staff of the programme read what colleagues answered."""
        return self.filter(programme__in=Programme.objects.visible_to(person))


class VisionReply(models.Model):
    """What somebody answered to the vision, for all staff of the programme to read."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()

    objects = VisionReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vision replies"

    def take_back(self, *, by: Person, at: datetime) -> None:
        """Its author removes it, for everybody."""
        with transaction.atomic():
            record(by, "took back", self, at=at)
            self.delete()
