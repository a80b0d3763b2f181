"""What somebody adds to their own log: a course elsewhere, a conference, a book."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person


class AdditionQuerySet(models.QuerySet["Addition"]):
    @door
    def visible_to(self, person: Person) -> "AdditionQuerySet":
        """One's own. No duty adds to it."""
        return self.filter(person=person)

    def add(
        self, *, person: Person, on: date, title: str, minutes: int, kind: str, role: str, at: datetime
    ) -> "Addition":
        with transaction.atomic():
            added = self.create(person=person, on=on, title=title, minutes=minutes, kind=kind, role=role, at=at)
            record(person, "added", added, at=at)
        return added


class Addition(models.Model):
    """Something of which Collegium knows nothing. On the certificate it is marked as added by the person."""

    class Kind(models.TextChoices):
        COURSE = "course", _("a course")
        CONFERENCE = "conference", _("a conference or a visit elsewhere")
        WEBINAR = "webinar", _("a webinar")
        READING = "reading", _("reading")
        OTHER = "other", _("something else")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    title = models.CharField(max_length=160)
    role = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()

    objects = AdditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="addition_says_what_it_was"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=60_000), name="addition_took_some_time"),
        ]
        indexes = [models.Index(fields=["person", "on"])]

    def __str__(self) -> str:
        return self.title

    def remove(self, *, at: datetime) -> None:
        with transaction.atomic():
            record(self.person, "removed", self, at=at)
            self.delete()
