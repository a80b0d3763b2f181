"""A school's bulletin: what it is called, who puts it together, and the slots that come back every week."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from collegium.bulletins import shipped
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    @door
    def visible_to(self, person: Person) -> "BulletinQuerySet":
        """The staff of its school. No duty adds to it."""
        return self.filter(school__in=person.schools_now().values("pk"))

    def start(self, school: School, *, title: str, by: Person, at: datetime) -> "Bulletin":
        """A school has one. Starting it again changes nothing."""
        with transaction.atomic():
            bulletin, is_new = self.get_or_create(school=school, defaults={"title": title, "at": at})
            if is_new:
                FixedSlot.objects.bulk_create([FixedSlot(bulletin=bulletin, **slot) for slot in shipped.slots()])
                record(by, "started", bulletin, at=at)
        return bulletin


class Bulletin(models.Model):
    """“Tuesday Teaching Treats”: one page a week for everybody who works at the school.

    Whoever leads learning there puts it together, or the ``editor`` whom they asked.
    """

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="bulletin")
    title = models.CharField(max_length=80)
    editor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = BulletinQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def arrange(
        self, *, title: str, editor: Person | None, slots: Iterable[dict[str, Any]], by: Person, at: datetime
    ) -> None:
        """Its name, its editor and its slots from now on. What has appeared stays as it was."""
        with transaction.atomic():
            now = Bulletin.objects.select_for_update().get(pk=self.pk)
            now.title, now.editor = title, editor
            now.save(update_fields=["title", "editor"])
            now.slots.all().delete()
            FixedSlot.objects.bulk_create(
                [FixedSlot(bulletin=now, **slot, place=place) for place, slot in enumerate(slots)]
            )
            record(by, "arranged", now, at=at)
        self.refresh_from_db()


class FixedSlot(models.Model):
    """A heading that comes back every week, and where its lines come from."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="slots")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    sources = models.JSONField(default=list)
    most = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "place"], name="one_slot_of_a_place")]

    def __str__(self) -> str:
        return self.title
