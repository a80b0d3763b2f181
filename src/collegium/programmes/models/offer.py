"""What a programme holds: themes with their aspects, the priorities they answer, and times to meet."""

from datetime import datetime, time

from django.db import models, transaction
from django.db.models import Q
from django.utils.dates import WEEKDAYS

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models.aspect import Aspect
from collegium.programmes.models.programme import Programme


class InUse(Exception):
    """Somebody has already wished for it, so it can no longer be taken out."""


class Priority(models.Model):
    """Something that a school has set itself to do, which themes answer."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="priorities")
    title = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [models.UniqueConstraint(fields=["school", "title"], name="one_priority_of_a_title")]

    def __str__(self) -> str:
        return self.title


class ThemeQuerySet(models.QuerySet["Theme"]):
    def wishable(self) -> "ThemeQuerySet":
        """What staff may choose from; the induction theme is given to new staff, not chosen."""
        return self.filter(is_induction=False)

    def in_order(self) -> "ThemeQuerySet":
        return self.order_by("order", "pk")

    @door
    def visible_to(self, person: Person) -> "ThemeQuerySet":
        return self.filter(programme__in=Programme.objects.visible_to(person))


class Theme(models.Model):
    """The area within which groups choose their questions for a year."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    title = models.CharField(max_length=100)
    about = models.CharField(max_length=400, blank=True)
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, null=True, blank=True, related_name="themes")
    priority = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="themes")
    most_groups = models.PositiveSmallIntegerField(null=True, blank=True)
    is_induction = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "title"], name="one_theme_of_a_title")]

    def __str__(self) -> str:
        return self.title

    def write(
        self, title: str, *, by: Person, at: datetime, about: str = "", aspect: str = "", priority: str = "",
        most_groups: int | None = None, is_induction: bool = False,
    ) -> "Theme":  # fmt: skip
        """Fill in or change a theme. Aspect and priority are the school's own words, kept when they first come."""
        school = self.programme.school
        with transaction.atomic():
            is_new = self.pk is None
            self.title, self.about, self.most_groups, self.is_induction = title, about, most_groups, is_induction
            self.aspect = Aspect.objects.called(aspect, school) if aspect else None
            self.priority = Priority.objects.get_or_create(school=school, title=priority)[0] if priority else None
            if is_new:
                self.order = 1 + (self.programme.themes.aggregate(last=models.Max("order"))["last"] or 0)
            self.save()
            record(by, "added" if is_new else "changed", self, at=at)
        return self

    def take_out(self, *, by: Person, at: datetime) -> None:
        """Remove a theme for which nobody has wished."""
        with transaction.atomic():
            self.programme.held()
            if self.wishes.exists():
                raise InUse
            record(by, "took out", self, at=at)
            self.delete()


def weekly(weekday: int, starts_at: time) -> str:
    """Thursday 15:45: each week then."""
    return f"{WEEKDAYS[weekday]} {starts_at:%H:%M}"


class SlotQuerySet(models.QuerySet["Slot"]):
    def in_order(self) -> "SlotQuerySet":
        return self.order_by("weekday", "starts_at")

    @door
    def visible_to(self, person: Person) -> "SlotQuerySet":
        return self.filter(programme__in=Programme.objects.visible_to(person))


class Slot(models.Model):
    """A weekly time at which groups of a programme may meet: a weekday (Monday is 0), from when, how long."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    given_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "weekday", "starts_at"], name="one_slot_at_a_time"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="slot_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return weekly(self.weekday, self.starts_at)

    def take_out(self, *, by: Person, at: datetime) -> None:
        """The school no longer gives this time. Who had said that they cannot then loses nothing."""
        with transaction.atomic():
            record(by, "took out", self, at=at)
            self.delete()
