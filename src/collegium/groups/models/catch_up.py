"""What a newcomer is given to read, so that nobody has to explain it all again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from collegium.groups.models.group import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person


class CatchUpQuerySet(models.QuerySet["CatchUp"]):
    @door
    def visible_to(self, person: Person) -> "CatchUpQuerySet":
        """Those of one's groups today."""
        return self.filter(group__in=Group.objects.of_member(person))


class CatchUp(models.Model):
    """What the group gives a newcomer to read, part by part. Without a row: what everybody may know anyway."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="catch_up")
    agreement = models.BooleanField(default=True)
    question = models.BooleanField(default=True)
    dates = models.BooleanField(default=True)
    minutes = models.BooleanField(default=False)
    promises = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    PARTS = ("agreement", "question", "dates", "minutes", "promises")

    objects = CatchUpQuerySet.as_manager()

    @classmethod
    def of(cls, group: Group) -> "CatchUp":
        """As the group ticked it, or as it begins."""
        return cls.objects.filter(group=group).first() or cls(group=group)

    @classmethod
    def tick(cls, group: Group, parts: Mapping[str, bool], *, by: Person, at: datetime) -> None:
        """From now on a newcomer reads these parts."""
        with transaction.atomic():
            group.locked()
            found = cls.objects.filter(group=group).first()
            before = {name: getattr(found or cls(group=group), name) for name in cls.PARTS}
            if found and before == dict(parts):
                return
            packed, _new = cls.objects.update_or_create(group=group, defaults={**parts, "by": by, "at": at})
            record(by, "packed", packed, at=at)

    @property
    def ticked(self) -> list[str]:
        return [name for name in self.PARTS if getattr(self, name)]
