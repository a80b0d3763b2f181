"""One minute afterwards: what I take with me, what I would try. Nothing leads from a slip to whoever wrote it."""

import random
import secrets
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F

from collegium.people.models import Department, Person
from collegium.sharings.models.contribution import Contribution
from collegium.sharings.models.sharing import Sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = 300


class NoSlipsNow(Exception):
    """The session has not begun, or its slips were counted."""


class AllHandedIn(Exception):
    """As many slips as the school has staff: no more are taken."""


class SlipQuerySet(models.QuerySet["Slip"]):
    def hand_in(
        self, sharing: Sharing, takes: str, *, would_try: "Sequence[Contribution]", department: Department | None,
        once: str, at: datetime,
    ) -> None:  # fmt: skip
        """A row of words, without person, day or department; and a count by department, without the words.

        The same page sent twice is one slip. No entry of history: it would say who, or when.
        """
        mark = sha256(f"{sharing.pk}:{once}".encode()).hexdigest()
        with transaction.atomic():
            now = sharing.held()
            if not now.takes_slips(at):
                raise NoSlipsNow
            if self.filter(mark=mark).exists():
                return
            staff = Person.objects.on_staff_of([now.school_id]).count()
            if self.filter(sharing=now).count() >= staff:
                raise AllHandedIn
            slip = self.create(pk=secrets.randbits(62), sharing=now, takes=takes, mark=mark)
            slip.would_try.set(would_try)
            for one in would_try:
                Tally.add(one, department)

    def forget_the_order(self, sharing: Sharing) -> None:
        """Rows lie as they came: written anew in a random order, in one moment, they do not."""
        rows = [(slip.takes, list(slip.would_try.all())) for slip in self.filter(sharing=sharing)]
        self.filter(sharing=sharing).delete()
        random.SystemRandom().shuffle(rows)
        for takes, chosen in rows:
            self.create(pk=secrets.randbits(62), sharing=sharing, takes=takes).would_try.set(chosen)


class Slip(models.Model):
    """What somebody took with them. ``mark`` tells a page that was sent twice, and goes when slips are counted."""

    id = models.BigIntegerField(primary_key=True)
    sharing = models.ForeignKey(Sharing, on_delete=models.CASCADE, related_name="slips")
    takes = models.CharField(max_length=WORDS, blank=True)
    would_try: "models.ManyToManyField[Contribution, Any]" = models.ManyToManyField(
        Contribution, related_name="slips", blank=True
    )
    mark = models.CharField(max_length=64, null=True, unique=True)

    objects = SlipQuerySet.as_manager()

    def __str__(self) -> str:
        return self.takes


class Tally(models.Model):
    """How many slips of a department would try an outcome. No department: it was small, or not said."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="tallies")
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField(default=0)

    @classmethod
    def add(cls, contribution: Contribution, department: Department | None) -> None:
        """The session's row is held: nobody else counts at this moment."""
        here = cls.objects.filter(contribution=contribution, department=department)
        if not here.update(count=F("count") + 1):
            cls.objects.create(contribution=contribution, department=department, count=1)
