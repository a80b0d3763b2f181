"""The school year: its terms, and the days on which a school is shut or trains its staff."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models.school import School

if TYPE_CHECKING:
    from collegium.people.models.person import Person


def year_starting(day: date) -> date:
    """The first of September that opens the school year of this day."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def in_words(year_starts_on: date) -> str:
    """2025–26"""
    return f"{year_starts_on.year}–{(year_starts_on.year + 1) % 100:02}"


class SchoolYearQuerySet(models.QuerySet["SchoolYear"]):
    @door
    def visible_to(self, person: "Person") -> "SchoolYearQuerySet":
        return self.filter(school__in=School.objects.visible_to(person))


class SchoolYear(models.Model):
    """One school's year, by default from 1 September to 31 August: the unit of membership history."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="years")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = SchoolYearQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "starts_on"], name="one_year_of_a_school_at_a_time"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="year_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on.year}–{self.ends_on.year % 100:02}"


class Term(models.Model):
    """A stretch of weeks in which the school is open."""

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.name

    def remove(self, *, by: "Person", at: datetime) -> None:
        """It was entered by mistake."""
        with transaction.atomic():
            record(by, "removed a term of", self.year.school, at=at)
            self.delete()


class ClosureQuerySet(models.QuerySet["Closure"]):
    @door
    def visible_to(self, person: "Person") -> "ClosureQuerySet":
        return self.filter(school__in=School.objects.visible_to(person))


class Closure(models.Model):
    """Days on which pupils stay at home: a holiday, a closure, or an INSET day on which staff may meet."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        CLOSED = "closed", _("closed")
        INSET = "inset", _("INSET day")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="closures")
    name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HOLIDAY)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = ClosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="closure_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())

    def remove(self, *, by: "Person", at: datetime) -> None:
        """It was entered by mistake."""
        with transaction.atomic():
            record(by, "removed a day of", self.school, at=at)
            self.delete()
