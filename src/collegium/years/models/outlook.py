"""What a group says of next year, before its programme's year is closed."""

from datetime import datetime

from django.db import models, transaction

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.people.models import Person


class Closed(Exception):
    """The programme's year has been closed: what becomes of its groups is settled."""


class OutlookQuerySet(models.QuerySet["Outlook"]):
    def say(self, group: Group, *, goes_on: bool, by: Person, at: datetime) -> "Outlook":
        """The group goes on next year, or comes to its end with this one. The last word counts."""
        from collegium.years.models.closing import Closing  # noqa: PLC0415  the two nouns know each other

        with transaction.atomic():
            group.locked()
            if Closing.objects.filter(programme=group.programme_id).exists():
                raise Closed
            said, is_new = self.get_or_create(group=group, defaults={"goes_on": goes_on, "by": by, "at": at})
            if is_new or said.goes_on != goes_on:
                self.filter(pk=said.pk).update(goes_on=goes_on, by=by, at=at)
                record(by, "goes on" if goes_on else "ends with the year", group, at=at)
        said.refresh_from_db()
        return said


class Outlook(models.Model):
    """Whether a group wants to go on. A group that has not said comes to its end, and can be taken up again."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="outlook")
    goes_on = models.BooleanField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OutlookQuerySet.as_manager()
