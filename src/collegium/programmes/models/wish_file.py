"""A table of wishes that a lead brought, until its rows are kept."""

from datetime import datetime

from django.db import models, transaction

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.programmes.models.programme import Programme


class WishFileQuerySet(models.QuerySet["WishFile"]):
    @door
    def visible_to(self, person: Person) -> "WishFileQuerySet":
        """What one brought oneself, to a programme that one still leads."""
        return self.filter(by=person, programme__in=Programme.objects.led_by(person))


class WishFile(models.Model):
    """What somebody filled in elsewhere: a form's answers, a sheet. Gone as soon as its rows are kept."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="wish_files")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    columns = models.JSONField()
    rows = models.JSONField()
    numbers = models.JSONField()
    meanings = models.JSONField()
    titles = models.JSONField(default=dict)

    objects = WishFileQuerySet.as_manager()

    def understand(self, meanings: list[str], titles: dict[str, int], *, by: Person, at: datetime) -> None:
        """What each column means, and which theme a title that we did not know stands for (0: none)."""
        with transaction.atomic():
            self.meanings, self.titles = meanings, self.titles | titles
            self.save(update_fields=["meanings", "titles"])
            record(by, "read anew", self, at=at)

    def remove(self, *, by: Person, at: datetime) -> None:
        """It was only looked at, and goes again."""
        with transaction.atomic():
            record(by, "removed", self, at=at)
            self.delete()
