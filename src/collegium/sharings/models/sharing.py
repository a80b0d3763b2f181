"""A session in which last year's outcomes are told to the whole staff."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from collegium.calendar.events import Event
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility, School
from collegium.sharings import letters

if TYPE_CHECKING:
    from collegium.sharings.models.contribution import Contribution

# Without letters and digits that look alike on a sheet of paper.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
# Slips are taken so long; then they are counted.
SLIPS_FOR = timedelta(days=14)


def fresh_code() -> str:
    return "".join(secrets.choice(LETTERS) for _number in range(7))


class SharingQuerySet(models.QuerySet["Sharing"]):
    @door
    def visible_to(self, person: Person) -> "SharingQuerySet":
        """Announced, it is the whole staff's; until then, theirs who prepare it."""
        here = person.appointments_now().values("school")
        return self.filter(self._prepared(person) | Q(announced_at__isnull=False, school__in=here))

    def led_by(self, person: Person) -> "SharingQuerySet":
        """Of schools that this person leads, or where they lead learning."""
        return self.filter(self._prepared(person))

    def _prepared(self, person: Person) -> Q:
        duty = Responsibility.objects.current().filter(person=person, kind__in=["cpd-lead", "leadership"])
        near = School.objects.filter(networks__in=duty.values("network")).values("pk")
        return Q(school__in=duty.values("school")) | Q(school__in=near)

    def standing(self) -> "SharingQuerySet":
        """Announced and not called off."""
        return self.filter(announced_at__isnull=False, cancelled_at=None)

    def of_staff(self, person: Person) -> "SharingQuerySet":
        """Those to which this person is asked with the whole staff."""
        return self.filter(announced_at__isnull=False, school__in=person.appointments_now().values("school"))

    def taking_slips(self, at: datetime) -> "SharingQuerySet":
        """Begun, and not counted yet."""
        return self.standing().filter(starts_at__lte=at, starts_at__gt=at - SLIPS_FOR, counted_at=None)

    def to_count(self, at: datetime) -> "SharingQuerySet":
        """Slips were taken long enough."""
        return self.standing().filter(starts_at__lte=at - SLIPS_FOR, counted_at=None)

    def told(self) -> "SharingQuerySet":
        """Held, and its slips counted."""
        return self.standing().filter(counted_at__isnull=False)

    def prepare(
        self, title: str, *, school: School, year_starts_on: date, by: Person, at: datetime, **fields: Any
    ) -> "Sharing":
        """A day and a place. Nobody else hears of it until it is announced."""
        with transaction.atomic():
            sharing = self.create(
                title=title, school=school, year_starts_on=year_starts_on, by=by, at=at, timezone=school.timezone,
                **fields,
            )  # fmt: skip
            record(by, "prepared", sharing, at=at)
        return sharing


class Sharing(models.Model):
    """Talks, then rounds at stalls, then what it means for us. ``year_starts_on``: whose outcomes are told.

    ``code`` opens its slip to whoever is in the room. ``counted_at``: slips are over, and their order is forgotten.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="sharings")
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    year_starts_on = models.DateField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    timezone = models.CharField(max_length=60, default="Europe/London")
    place = models.CharField(max_length=160)
    rounds = models.PositiveSmallIntegerField(default=3)
    round_minutes = models.PositiveSmallIntegerField(default=8)
    discussion = models.PositiveSmallIntegerField(default=15)
    code = models.CharField(max_length=8, unique=True, default=fresh_code)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=0)

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=15, minutes__lte=480), name="sharing_fits_a_day"),
            models.CheckConstraint(condition=Q(rounds__lte=12), name="sharing_has_few_rounds"),
        ]
        indexes = [models.Index(fields=["school", "starts_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sharings:sharing", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_announced(self) -> bool:
        return self.announced_at is not None

    @property
    def is_standing(self) -> bool:
        return self.is_announced and self.cancelled_at is None

    def takes_slips(self, at: datetime) -> bool:
        return self.is_standing and self.counted_at is None and self.starts_at <= at < self.starts_at + SLIPS_FOR

    def held(self) -> "Sharing":
        """With its row held: what belongs to it is decided by one at a time."""
        return Sharing.objects.select_for_update().get(pk=self.pk)

    def word(self, *, by: Person, at: datetime, **fields: Any) -> None:
        """When, where, how long. Calendars follow."""
        with transaction.atomic():
            now = self.held()
            Sharing.objects.filter(pk=now.pk).update(moves=F("moves") + 1, **fields)
            record(by, "changed", now, at=at)
        self.refresh_from_db()

    def choose(
        self, picked: Iterable[tuple[str, Any]], *, offered: Iterable[tuple[str, int]], by: Person, at: datetime
    ) -> None:
        """These, of what was ``offered``. What a colleague chose and this one may not see stays, and so does what
        slips speak of; and what was arranged for one that stays."""
        with transaction.atomic():
            now, wanted = self.held(), {(kind, thing.pk): kind for kind, thing in picked}
            there = {one.key: one for one in now.contributions.all()}
            left_out = set(offered) - set(wanted)
            for one in now.contributions.filter(slips=None):
                if one.key in left_out:
                    one.delete()
            last = max((one.place for one in there.values()), default=0)
            new = [key for key in wanted if key not in there]
            for place, (kind, number) in enumerate(new, last + 1):
                now.contributions.create(**{f"{kind}_id": number, "place": place})
            record(by, "chose outcomes for", now, at=at)

    def announce(self, *, by: Person, at: datetime) -> None:
        """The whole staff has it in their calendars; who speaks or keeps a stall gets a letter. Twice is once."""
        with transaction.atomic():
            if Sharing.objects.filter(pk=self.pk, announced_at=None).update(announced_at=at, moves=F("moves") + 1):
                self.refresh_from_db()
                record(by, "announced", self, at=at)
                letters.ask_to_take_part(self, at=at)

    def call_off(self, *, by: Person, at: datetime) -> None:
        """It does not take place. Who prepared something hears of it."""
        with transaction.atomic():
            now = self.held()
            if now.is_standing and now.counted_at is None:
                Sharing.objects.filter(pk=self.pk).update(cancelled_at=at, moves=F("moves") + 1)
                record(by, "called off", self, at=at)
                letters.tell_it_is_off(now, but=by, at=at)
        self.refresh_from_db()

    def count(self, *, by: Person | None, at: datetime) -> None:
        """Slips are over. What they say may be read, and nothing tells any more which came first."""
        from collegium.sharings.models.slip import Slip  # noqa: PLC0415  the two nouns know each other

        with transaction.atomic():
            now = self.held()
            if now.is_standing and now.counted_at is None:
                Slip.objects.forget_the_order(now)
                Sharing.objects.filter(pk=self.pk).update(counted_at=at)
                record(by, "counted the slips of", self, at=at)
        self.refresh_from_db()

    def parts(self) -> "models.QuerySet[Contribution]":
        """What is told in it and may still be read by the whole staff, in order."""
        return self.contributions.readable_at(self.school).with_things().order_by("place", "pk")

    def as_event(self) -> Event:
        return Event(
            uid=f"sharing-{self.pk}@collegium", sequence=self.moves, starts_at=self.starts_at, ends_at=self.ends_at,
            title=self.title, place=self.place, url=settings.ADDRESS + self.get_absolute_url(),
            cancelled=self.cancelled_at is not None,
        )  # fmt: skip


class Presence(models.Model):
    """That somebody was there, in their own word. Counted by department, and shown by name to nobody."""

    sharing = models.ForeignKey(Sharing, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sharing", "person"], name="present_once")]

    @classmethod
    def say(cls, sharing: Sharing, *, person: Person, was_there: bool, at: datetime) -> None:
        """The same again changes nothing."""
        with transaction.atomic():
            sharing.held()
            if was_there:
                cls.objects.get_or_create(sharing=sharing, person=person, defaults={"at": at})
            else:
                cls.objects.filter(sharing=sharing, person=person).delete()
