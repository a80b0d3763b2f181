"""One round of asking: its codes, who many have answered, and the counts."""

import hashlib
import random
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.surveys.models.survey import Item, Survey

if TYPE_CHECKING:
    from collegium.surveys.models.release import Release

# Without letters and digits that look alike on a whiteboard.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
MOST_PUPILS, MOST_CODES = 400, 40


class NotReady(Exception):
    """Nobody can be asked yet: there is no question, or the data record is not filled in."""


class Closed(Exception):
    """This round is over: its figures are out and stay as they are."""


def fresh_code(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _number in range(length))


class WaveQuerySet(models.QuerySet["Wave"]):
    @door
    def visible_to(self, person: Person) -> "WaveQuerySet":
        return self.filter(survey__in=Survey.objects.visible_to(person))

    def with_counts(self) -> "WaveQuerySet":
        """How many have answered: a count over the codes, which know nothing of the answers."""
        return self.annotate(
            answered=Count("codes__tickets", filter=Q(codes__tickets__used=True)), given=Count("codes__tickets")
        )


class Wave(models.Model):
    """Before, and after: the same questions, not the same pupils matched."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="waves")
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = WaveQuerySet.as_manager()
    release: "Release"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="one_wave_of_a_number")]

    def __str__(self) -> str:
        names = {1: _("Before"), 2: _("After")}
        return names.get(self.number, _("Round %(number)d") % {"number": self.number})

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    def hand_out(self, *, label: str, pupils: int, by: Person, at: datetime) -> "ClassCode":
        """A code for a class, and as many one-time codes behind it as the class has pupils."""
        with transaction.atomic():
            here = self.locked()
            if here.closed_at is not None:
                raise Closed
            survey = here.survey
            if not survey.is_ready():
                raise NotReady
            code = self.codes.create(code=fresh_code(7), label=label, by=by, at=at)
            code.issue(pupils)
            if here.opened_at is None:
                Wave.objects.filter(pk=self.pk).update(opened_at=at)
                self.opened_at = at
            record(by, "asked pupils", survey, at=at)
        return code

    def close(self, *, by: Person, at: datetime) -> "Release":
        """The round is over. What may be shown is worked out once, kept, and never changes again."""
        from collegium.surveys.releasing import release  # noqa: PLC0415  it knows this noun

        with transaction.atomic():
            here = self.locked()
            if here.closed_at is not None:
                return here.release
            Wave.objects.filter(pk=self.pk).update(closed_at=at)
            self.closed_at = at
            self._forget_the_order()
            made = release(self, at=at)
            record(by, "closed", self.survey, at=at)
        return made

    def locked(self) -> "Wave":
        return Wave.objects.select_for_update().get(pk=self.pk)

    def _forget_the_order(self) -> None:
        """The codes have done their work; open answers are written anew in a random order, in one moment.

        PostgreSQL appends rows as they come: without this, whoever reads its files could see which text came first.
        """
        from collegium.surveys.models.words import Words  # noqa: PLC0415

        Ticket.objects.filter(code_of__wave=self, used=False).delete()
        Ticket.objects.filter(code_of__wave=self).update(drawn_by="")
        kept = list(Words.objects.filter(wave=self))
        random.SystemRandom().shuffle(kept)
        Words.objects.filter(wave=self).delete()
        for one in kept:
            one.pk = secrets.randbits(62)
        Words.objects.bulk_create(kept)


class ClassCodeQuerySet(models.QuerySet["ClassCode"]):
    @door
    def visible_to(self, person: Person) -> "ClassCodeQuerySet":
        return self.filter(wave__in=Wave.objects.visible_to(person))


class ClassCode(models.Model):
    """What a class types, or scans from the board. It opens the page; the page draws a one-time code for each."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=8, unique=True)
    label = models.CharField(max_length=60)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ClassCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("surveys:class", args=[self.pk])

    def issue(self, number: int, *, on_paper: bool = False) -> None:
        """So many more one-time codes. Their numbers are drawn by lot: the order of rows says nothing."""
        Ticket.objects.bulk_create(
            Ticket(pk=secrets.randbits(62), code_of=self, code=fresh_code(9), on_paper=on_paper)
            for _number in range(number)
        )

    def issue_more(self, number: int, *, by: Person, at: datetime, on_paper: bool = False) -> None:
        """For pupils who came later, or lost their page; or sheets of paper, each with its own code."""
        with transaction.atomic():
            if self.wave.locked().closed_at is not None:
                raise Closed
            room = MOST_PUPILS - self.tickets.count()
            self.issue(max(0, min(number, room)), on_paper=on_paper)
            record(by, "gave out codes", self.wave.survey, at=at)

    def draw(self, key: str, *, grows: bool = False) -> "Ticket | None":
        """A one-time code for whoever holds this key; the same one again for the same key. None: all are out."""
        mark = hashlib.sha256(f"{self.pk}:{key}".encode()).hexdigest()
        with transaction.atomic():
            if self.wave.locked().closed_at is not None:
                raise Closed
            if mine := self.tickets.filter(drawn_by=mark).first():
                return mine
            free = self.tickets.filter(drawn_by="", on_paper=False, used=False)
            if grows and not free.exists():
                self.issue(1)
            if ticket := free.order_by("pk").first():
                ticket.drawn_by = mark
                ticket.save(update_fields=["drawn_by"])
        return ticket


class Ticket(models.Model):
    """A one-time code. That it was used stands here, and what was answered does not: nothing leads from one to the
    other."""

    id = models.BigIntegerField(primary_key=True)
    code_of = models.ForeignKey(ClassCode, on_delete=models.CASCADE, related_name="tickets")
    code = models.CharField(max_length=10, unique=True)
    drawn_by = models.CharField(max_length=64, blank=True, db_index=True)
    on_paper = models.BooleanField(default=False)
    used = models.BooleanField(default=False)


class Tally(models.Model):
    """How often one answer was given in one class. A count from the first answer on: there is no row per pupil.

    ``option`` is the place of the answer; the one after the last stands for a question that was left out.
    """

    code_of = models.ForeignKey(ClassCode, on_delete=models.CASCADE, related_name="tallies")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="tallies")
    option = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["code_of", "item", "option"], name="one_tally_of_an_answer")
        ]
