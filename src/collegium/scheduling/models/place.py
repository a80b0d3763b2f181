"""Where groups can meet: the rooms of a school, and how long it takes from one school to another."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School


class RoomQuerySet(models.QuerySet["Room"]):
    @door
    def visible_to(self, person: Person) -> "RoomQuerySet":
        """The rooms of one's own schools, and of those in the same networks: one may be a guest there."""
        return self.filter(school__in=School.objects.visible_to(person))

    def add(
        self, school: School, name: str, *, seats: int, projector: bool, internet: bool, by: Person, at: datetime
    ) -> "Room":
        """One more room; entered again under its name, it is described anew."""
        with transaction.atomic():
            room, _is_new = self.update_or_create(
                school=school, name=name,
                defaults={"seats": seats, "has_projector": projector, "has_internet": internet},
            )  # fmt: skip
            record(by, "described", room, at=at)
        return room


class Room(models.Model):
    """A room in which a group can meet, and what it has. Its name is what stands on the door."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("Name"), max_length=120)
    seats = models.PositiveSmallIntegerField(default=8)
    has_projector = models.BooleanField(default=False)
    has_internet = models.BooleanField(default=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_room_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def has(self) -> frozenset[str]:
        there = {"projector": self.has_projector, "internet": self.has_internet}
        return frozenset(need for need, is_there in there.items() if is_there)

    def remove(self, *, by: Person, at: datetime) -> None:
        """No longer a place to meet. Meetings that name it keep its name."""
        with transaction.atomic():
            record(by, "removed a room of", self.school, at=at)
            self.delete()


class TravelQuerySet(models.QuerySet["Travel"]):
    @door
    def visible_to(self, person: Person) -> "TravelQuerySet":
        known = School.objects.visible_to(person).values("pk")
        return self.filter(first__in=known, second__in=known)

    def say(self, one: School, other: School, minutes: int | None, *, by: Person, at: datetime) -> None:
        """How long it takes between two schools, the same both ways. None: nobody knows any more."""
        first, second = sorted((one, other), key=lambda school: school.pk)
        with transaction.atomic():
            if minutes is None:
                self.filter(first=first, second=second).delete()
                return
            way = self.filter(first=first, second=second).first()
            if way is None or way.minutes != minutes:
                way, _is_new = self.update_or_create(first=first, second=second, defaults={"minutes": minutes})
                record(by, "timed", way, at=at)


class Travel(models.Model):
    """Minutes from door to door between two schools, entered once for both ways."""

    first = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    objects = TravelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "travel"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_way_between_two_schools"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="travel_is_entered_once"),
        ]
