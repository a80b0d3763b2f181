"""Two people whom the lead keeps out of one group."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Q

from collegium.history.models import record
from collegium.people.models import Person
from collegium.programmes.models.programme import Programme


class KeepApartQuerySet(models.QuerySet["KeepApart"]):
    def visible_to(self, person: Person) -> "KeepApartQuerySet":
        """Only what one has set oneself, in a programme that one still leads."""
        return self.filter(by=person, programme__in=Programme.objects.led_by(person))


class KeepApart(models.Model):
    """Two people whom the lead keeps out of one group, after a word in person. No reason is kept, nobody is told."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="kept_apart")
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = KeepApartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "one", "other"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_one_order"),
        ]

    def lift(self, *, by: Person, at: datetime) -> None:
        """The two may be in one group again."""
        with transaction.atomic():
            record(by, "lifted", self, at=at)
            self.delete()
