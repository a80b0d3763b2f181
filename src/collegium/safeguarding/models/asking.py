"""That somebody who keeps a school's accounts asks another to open a group, and why."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School

if TYPE_CHECKING:
    from collegium.safeguarding.models.opening import Opening

# A request that nobody answered within a day has to be made again.
WAITS = timedelta(hours=24)
# “Notified ≤24 h” (TRUST.md 3), with an hour for a worker that was late.
LATEST_TOLD = timedelta(hours=23)


class NotAGroup(Exception):
    """No one group of this school is called so: nothing was opened."""


class AskingQuerySet(models.QuerySet["Asking"]):
    @door
    def visible_to(self, person: Person) -> "AskingQuerySet":
        """Whoever asked and whom they asked, while both keep the school's accounts. No other keeper."""
        kept = School.objects.kept_by(person)
        return self.filter(Q(by=person) | Q(to=person), school__in=kept)

    def open(self, at: datetime) -> "AskingQuerySet":
        return self.filter(refused_at=None, opening=None, at__gt=at - WAITS)

    def ask(
        self, school: School, *, called: str, reason: str, hours: int, could_harm: bool, to: Person, by: Person,
        at: datetime,
    ) -> "Asking":  # fmt: skip
        """Nothing opens by that. Whether there is such a group is not said before the other has granted it."""
        with transaction.atomic():
            asking = self.create(
                school=school, called=called, reason=reason, hours=hours, could_harm=could_harm, to=to, by=by, at=at
            )
            record(by, "asked for", asking, at=at)
        return asking


class Asking(models.Model):
    """One group is to be read, for safeguarding: by whoever asks and whom they ask, for some hours.

    ``called``: the group as the asker names it, by its title or its address. ``could_harm``: telling the group at
    once could put a pupil at risk; then it is told within a day.
    """

    class Hours(models.IntegerChoices):
        ONE = 1, _("one hour")
        FOUR = 4, _("four hours")
        DAY = 24, _("one day")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    called = models.CharField(max_length=200)
    reason = models.TextField(max_length=2000)
    hours = models.PositiveSmallIntegerField(choices=Hours.choices)
    could_harm = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(by=F("to")), name="nobody_opens_a_group_alone")]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("safeguarding:asked", args=[self.pk])

    def waits(self, at: datetime) -> bool:
        """For its answer, still. Give ``opening`` with the request."""
        return not self.refused_at and not hasattr(self, "opening") and self.at > at - WAITS

    def grant(self, *, by: Person, at: datetime) -> "Opening":
        """The second person says yes: both may read from now on, and the group is told now or within a day."""
        from collegium.safeguarding.models.opening import Opening  # noqa: PLC0415  the two nouns know each other

        with transaction.atomic():
            self._hold(by, at)
            opening = Opening.objects.create(
                asking=self, group=self.meant(), at=at, until=at + timedelta(hours=self.hours),
                tell_at=at + LATEST_TOLD if self.could_harm else at,
            )  # fmt: skip
            opening.tell(at=at)
            record(by, "granted", opening, at=at)
        return opening

    def refuse(self, *, by: Person, at: datetime) -> None:
        """The second person says no: nothing opens, and whoever asked reads that."""
        with transaction.atomic():
            self._hold(by, at)
            self.refused_at = at
            self.save(update_fields=["refused_at"])
            record(by, "refused", self, at=at)

    def meant(self) -> Group:
        """The one group of the school that has this address or this title."""
        said = self.called.strip()
        there = Group.objects.filter(schools=self.school)
        address = said.rstrip("/").rpartition("/")[2]
        found = there.filter(slug=address)[:1] or there.filter(title__iexact=said).order_by("pk")[:2]
        if len(found) != 1:
            raise NotAGroup
        return found[0]

    def _hold(self, by: Person, at: datetime) -> None:
        """Of two answers at once one counts; nobody answers their own request."""
        held = Asking.objects.select_for_update().get(pk=self.pk)
        if held.to_id != by.pk or not Asking.objects.open(at).filter(pk=self.pk).exists():
            raise PermissionDenied
