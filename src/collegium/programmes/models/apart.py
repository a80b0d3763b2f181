"""Two people whom the lead keeps out of one group."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility
from collegium.programmes.models.programme import Programme


class KeepApartQuerySet(models.QuerySet["KeepApart"]):
    @door
    def visible_to(self, person: Person) -> "KeepApartQuerySet":
        """What one has set oneself, in a programme that one still leads; and what somebody set who leads it no more,
        for their successor to end. Nobody reads there that they were kept apart from somebody themselves."""
        duty = Responsibility.objects.current().filter(kind=Responsibility.Kind.CPD_LEAD, person=OuterRef("by"))
        school = OuterRef("programme__school")
        leads_still = Exists(duty.filter(school=school)) | Exists(duty.filter(network__schools=school))
        left_behind = ~leads_still & ~Q(one=person) & ~Q(other=person)
        return self.filter(Q(by=person) | left_behind, programme__in=Programme.objects.led_by(person))


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
