"""An evening of short talks by teachers for teachers: announced, drawn by lot, and kept to time."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from collegium.calendar.events import Event
from collegium.groups.audience import Reaching, ReachingQuerySet
from collegium.history.models import record
from collegium.people.models import Person
from collegium.teachmeets.evening import LENGTHS, SOAPBOX, fingerprint, in_drawn_order, needed
from collegium.teachmeets.letters import tell_who_comes

if TYPE_CHECKING:
    from collegium.teachmeets.models.talk import Talk


class TooLittleTime(Exception):
    """Not everybody would speak: something is changed before the draw."""


class NobodySpeaks(Exception):
    """There is nothing to draw yet."""


def fresh_seed() -> str:
    return secrets.token_hex(16)


class TeachMeetQuerySet(ReachingQuerySet):
    def announce(self, title: str, *, host: Person, at: datetime, **fields: Any) -> "TeachMeet":
        """Where and when, and whom it reaches. The seed of its draw is laid down at once, and shown after it."""
        with transaction.atomic():
            meet: TeachMeet = self.create(title=title, person=host, at=at, **fields)
            record(host, "announced", meet, at=at)
        return meet

    def not_over(self, at: datetime) -> "TeachMeetQuerySet":
        """To come, or going on."""
        return self.filter(ended_at=None, starts_at__gt=at - timedelta(hours=12))

    def of(self, person: Person) -> "TeachMeetQuerySet":
        """Those that this person hosts, speaks at or comes to, and may know of."""
        mine = Q(person=person) | Q(talks__person=person, talks__withdrawn_at=None) | Q(coming__person=person)
        numbers = self.model._default_manager.filter(mine).values("pk")
        return self.visible_to(person).filter(pk__in=numbers)


class TeachMeet(Reaching):
    """Two or three hours. ``moves`` rises with all that happens in it; taken back, it was called off.

    ``seed`` decides the draw, together with who has signed up by then. Its fingerprint is shown from the beginning:
    nobody draws until they like the order.
    """

    title = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    timezone = models.CharField(max_length=60, default="Europe/London")
    place = models.CharField(max_length=160)
    pause = models.PositiveSmallIntegerField(default=15)
    longest = models.PositiveSmallIntegerField(default=SOAPBOX)
    seed = models.CharField(max_length=40, default=fresh_seed)
    drawn_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    break_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=0)

    objects = TeachMeetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(longest__in=LENGTHS), name="a_talk_is_as_long_as_talks_are"),
            models.CheckConstraint(condition=Q(minutes__gte=20, minutes__lte=480), name="teachmeet_fits_a_day"),
        ]
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("teachmeets:teachmeet", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.seed)

    @property
    def is_open(self) -> bool:
        """Neither called off nor over."""
        return self.withdrawn_at is None and self.ended_at is None

    @property
    def is_on(self) -> bool:
        return self.is_open and self.begun_at is not None

    def locked(self) -> "TeachMeet":
        """With its row held: who speaks when is decided by one at a time."""
        return TeachMeet.objects.select_for_update().get(pk=self.pk)

    def move(self) -> None:
        """Screens that look on ask for what is newer. Hold the row."""
        TeachMeet.objects.filter(pk=self.pk).update(moves=F("moves") + 1)

    def in_order(self) -> "models.QuerySet[Talk]":
        """Who speaks, in the drawn order; before the draw in the order of their coming. Not who is missing."""
        return self.talks.standing().filter(missing_at=None).order_by(F("place").asc(nulls_last=True), "pk")

    def speaking(self) -> "Talk | None":
        return self.in_order().filter(began_at__isnull=False, ended_at=None).first()

    def fit(self, *, minutes: int, pause: int, longest: int, by: Person, at: datetime) -> None:
        """When it ends, how long the break is, how long a talk may be: until it has begun."""
        with transaction.atomic():
            now = self.locked()
            if now.is_open and now.begun_at is None:
                TeachMeet.objects.filter(pk=self.pk).update(minutes=minutes, pause=pause, longest=longest)
                now.move()
                record(by, "made room in", self, at=at)
        self.refresh_from_db()

    def draw(self, *, by: Person, at: datetime) -> None:
        """The order, once and for all: everybody who signed up speaks. Who comes later speaks after them."""
        with transaction.atomic():
            now = self.locked()
            if not now.is_open or now.drawn_at:
                return
            talks = {talk.pk: talk for talk in now.in_order()}
            if not talks:
                raise NobodySpeaks
            if needed([min(talk.minutes, now.longest) for talk in talks.values()], now.pause) > now.minutes:
                raise TooLittleTime
            for place, number in enumerate(in_drawn_order(now.seed, talks), 1):
                now.talks.filter(pk=number).update(place=place)
            TeachMeet.objects.filter(pk=self.pk).update(drawn_at=at)
            now.move()
            record(by, "drew", self, at=at)
        self.refresh_from_db()

    def go_on(self, seen: int, *, by: Person, at: datetime) -> None:
        """The next speaker, or the first. ``seen``: who spoke when the host pressed; pressed twice, it is one."""
        with transaction.atomic():
            now = self.locked()
            speaking = now.speaking()
            if not now.is_open or now.drawn_at is None or (speaking.pk if speaking else 0) != seen:
                return
            now._hear_out(speaking, at)
            following = now.in_order().filter(began_at=None).first()
            if following:
                now.talks.filter(pk=following.pk).update(began_at=at)
            # After the last one nobody speaks; whether the evening is over the host says.
            TeachMeet.objects.filter(pk=self.pk).update(begun_at=now.begun_at or at, break_since=None)
            now.move()
            record(by, "went on with", self, at=at)
        self.refresh_from_db()

    def take_a_break(self, *, by: Person, at: datetime) -> None:
        """Tea. Whoever was speaking has been heard."""
        with transaction.atomic():
            now = self.locked()
            if now.is_on and now.break_since is None:
                now._hear_out(now.speaking(), at)
                TeachMeet.objects.filter(pk=self.pk).update(break_since=at)
                now.move()
                record(by, "called a break in", self, at=at)
        self.refresh_from_db()

    def end(self, *, by: Person, at: datetime) -> None:
        """Thank you, and home. From now on the talks have pages of their own."""
        with transaction.atomic():
            now = self.locked()
            if now.is_on:
                now._hear_out(now.speaking(), at)
                TeachMeet.objects.filter(pk=self.pk).update(ended_at=at, break_since=None)
                now.move()
                record(by, "ended", self, at=at)
        self.refresh_from_db()

    def call_off(self, *, by: Person, at: datetime) -> None:
        """It does not take place. Who speaks or comes gets a letter. A second time changes nothing."""
        with transaction.atomic():
            now = self.locked()
            if now.is_open and now.begun_at is None:
                TeachMeet.objects.filter(pk=self.pk).update(withdrawn_at=at)
                now.move()
                record(by, "called off", self, at=at)
                tell_who_comes(now, but=by, at=at)
        self.refresh_from_db()

    def _hear_out(self, speaking: "Talk | None", at: datetime) -> None:
        if speaking:
            self.talks.filter(pk=speaking.pk).update(ended_at=at)

    def as_event(self) -> Event:
        return Event(
            uid=f"teachmeet-{self.pk}@collegium", sequence=self.moves, starts_at=self.starts_at, ends_at=self.ends_at,
            title=self.title, place=self.place, url=settings.ADDRESS + self.get_absolute_url(),
            cancelled=self.withdrawn_at is not None,
        )  # fmt: skip


class Coming(models.Model):
    """That somebody comes to listen: an enthusiastic lurker, and one more for the biscuits."""

    meet = models.ForeignKey(TeachMeet, on_delete=models.CASCADE, related_name="coming")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "coming"
        constraints = [models.UniqueConstraint(fields=["meet", "person"], name="comes_once")]

    @classmethod
    def say(cls, meet: TeachMeet, *, by: Person, at: datetime, comes: bool) -> None:
        """Comes, or would rather not. The same again changes nothing."""
        with transaction.atomic():
            there = cls.objects.filter(meet=meet, person=by)
            if not comes:
                there.delete()
            elif meet.is_open:
                cls.objects.get_or_create(meet=meet, person=by, defaults={"at": at})
