"""What stands on a meeting's agenda."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.library.models import Work
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person
from collegium.programmes.models import ProtocolStep

CHANGEABLE = frozenset({"title", "minutes", "owner", "purpose", "speakers", "capture", "serves", "in_turn", "work"})


class ItemQuerySet(models.QuerySet["Item"]):
    def standing(self) -> "ItemQuerySet":
        return self.filter(withdrawn_at=None)

    def in_order(self) -> "ItemQuerySet":
        return self.order_by("place", "pk")

    @door
    def visible_to(self, person: Person) -> "ItemQuerySet":
        """The agenda is the group's own."""
        return self.filter(meeting__in=Meeting.objects.of_member(person))


class Item(models.Model):
    """One thing that the group will do at a meeting: for how long, who brings it, and who speaks when.

    Nobody has added it: it came with the group's way of working. ``serves`` says that it gives time to report back,
    or to choose what is next. ``in_turn``: everybody is heard once. ``far`` helps those who are far away. ``work`` is
    what of the library is read, watched or used in it.
    """

    class Purpose(models.TextChoices):
        INFORM = "inform", _("to tell")
        DISCUSS = "discuss", _("to discuss")
        DECIDE = "decide", _("to decide")
        PROTOCOL = "protocol", _("with a protocol")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    minutes = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.DISCUSS)
    protocol = models.CharField(max_length=200, blank=True)
    speakers = models.CharField(max_length=80, blank=True)
    silent = models.CharField(max_length=80, blank=True)
    hushed = models.CharField(max_length=9, choices=ProtocolStep.Hushed.choices, blank=True)
    far = models.CharField(max_length=160, blank=True)
    capture = models.CharField(max_length=120, blank=True)
    serves = models.CharField(max_length=6, choices=ProtocolStep.Serves.choices, blank=True)
    in_turn = models.BooleanField(default=False)
    questions_only = models.BooleanField(default=False)
    work = models.ForeignKey(Work, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(minutes__gte=1), name="item_takes_time")]
        indexes = [models.Index(fields=["meeting", "place"])]

    def __str__(self) -> str:
        return self.title

    def hushes(self, person: int) -> bool:
        """This person listens in this step. Where nobody brings it, nobody is told so but in words."""
        if self.hushed == ProtocolStep.Hushed.ALL:
            return True
        if self.owner_id is None:
            return False
        return bool(self.hushed) and (person == self.owner_id) == (self.hushed == ProtocolStep.Hushed.PRESENTER)

    def change(self, *, by: Person, at: datetime, **fields: Any) -> None:
        """Other words, more time, somebody else. What stands so already is no news."""
        assert fields.keys() <= CHANGEABLE, fields
        with transaction.atomic():
            self.meeting.locked()
            if Item.objects.filter(~Q(**fields), pk=self.pk, withdrawn_at=None).update(**fields):
                record(by, "changed", self, at=at)
                self._stir()
        self.refresh_from_db()

    def move(self, up: bool, *, by: Person, at: datetime) -> None:
        """One place earlier or later. What is first stays first."""
        with transaction.atomic():
            self.meeting.locked()
            order = list(Item.objects.filter(meeting=self.meeting_id).standing().in_order())
            here = next((number for number, item in enumerate(order) if item.pk == self.pk), None)
            there = None if here is None else here + (-1 if up else 1)
            if here is None or there is None or not 0 <= there < len(order):
                return
            order[here], order[there] = order[there], order[here]
            for place, item in enumerate(order, 1):
                item.place = place
            Item.objects.bulk_update(order, ["place"])
            record(by, "moved", self, at=at)
            self._stir()
        self.refresh_from_db()

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Off the agenda. Its notes, if there are any, are kept. Withdrawing twice changes nothing."""
        with transaction.atomic():
            if Item.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
                record(by, "withdrew", self, at=at)
                self._stir()
        self.refresh_from_db()

    def _stir(self) -> None:
        """Where the meeting is on, everybody's page shows the agenda as it is now."""
        # The sitting knows its item, so the item can only find it by the meeting.
        sitting: Any = Meeting.sitting.related.related_model
        sitting._default_manager.stir(self.meeting)
