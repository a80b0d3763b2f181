"""A school's day as its timetable cuts it, which week comes when, and the days on which nobody is visited."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from django.db import models, transaction
from django.db.models import F, Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School, SchoolYear
from collegium.people.models.year import year_starting

if TYPE_CHECKING:
    from typing import Self

WEEKS = "AB"


class Stretch(NamedTuple):
    """One line of a school's day: what it is called, from when to when."""

    title: str
    starts_at: time
    ends_at: time


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    @door
    def visible_to(self, person: Person) -> "RhythmQuerySet":
        """How the day goes is known to everybody on the staff."""
        return self.filter(school__in=School.objects.served_by(person))

    def of(self, school: School) -> "Rhythm":
        """The school's own, or the usual: one week that comes again. Looking keeps nothing."""
        return self.filter(school=school).first() or self.model(school=school)


class Rhythm(models.Model):
    """How a school's weeks go round: always the same one, or A and B in turn from a certain Monday."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="rhythm")
    weeks = models.PositiveSmallIntegerField(default=1)
    a_week_on = models.DateField(null=True, blank=True)

    objects = RhythmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weeks__range=(1, len(WEEKS))), name="one_week_or_two"),
        ]

    @property
    def letters(self) -> str:
        """The weeks that are told apart: none where all are the same."""
        return WEEKS if self.weeks > 1 else ""


class PeriodQuerySet(models.QuerySet["Period"]):
    def of(self, school: School) -> "PeriodQuerySet":
        return self.filter(school=school).order_by("order")

    @door
    def visible_to(self, person: Person) -> "PeriodQuerySet":
        return self.filter(school__in=School.objects.served_by(person))


class Period(models.Model):
    """A time of the school's day in which one lesson is taught; where there are none, a morning or an afternoon."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="periods")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=40)
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "order"], name="one_period_at_a_place"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="period_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int:
        return 60 * (self.ends_at.hour - self.starts_at.hour) + self.ends_at.minute - self.starts_at.minute


def set_day(
    school: School, stretches: Iterable[Stretch], *, weeks: int, a_week_on: date | None, by: Person, at: datetime
) -> None:
    """How the school's day goes from now on. A period that stays in its place keeps its lessons."""
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
        Rhythm.objects.update_or_create(school=school, defaults={"weeks": weeks, "a_week_on": a_week_on})
        order = 0
        for order, stretch in enumerate(stretches, start=1):
            Period.objects.update_or_create(school=school, order=order, defaults=stretch._asdict())
        Period.objects.filter(school=school, order__gt=order).delete()
        record(by, "set the day of", school, at=at)


class QuietDaysQuerySet(models.QuerySet["QuietDays"]):
    @door
    def visible_to(self, person: Person) -> "QuietDaysQuerySet":
        return self.filter(school__in=School.objects.served_by(person))

    def within(self, first: date, last: date) -> "Self":
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class QuietDays(models.Model):
    """Days on which no visit is planned: mock exams, an assessment week, report-writing that is protected."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="quiet_days")
    title = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = QuietDaysQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quiet days"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="quiet_days_end_after_they_start"),
            models.UniqueConstraint(fields=["school", "title", "starts_on"], name="quiet_days_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def remove(self, *, by: Person, at: datetime) -> None:
        """Visits may be planned there after all."""
        with transaction.atomic():
            record(by, "removed quiet days of", self.school, at=at)
            self.delete()


def keep_quiet(
    school: School, title: str, starts_on: date, ends_on: date, *, by: Person, at: datetime
) -> QuietDays:
    """No visit is planned on these days. Said twice, it stands once."""
    with transaction.atomic():
        days, is_new = QuietDays.objects.update_or_create(
            school=school, title=title, starts_on=starts_on, defaults={"ends_on": ends_on}
        )
        if is_new:
            record(by, "kept days quiet at", school, at=at)
    return days


def year_around(school: School, day: date) -> tuple[date, date]:
    """The school year of this day: the school's own, or from September to August."""
    year = SchoolYear.objects.filter(school=school, starts_on__lte=day, ends_on__gte=day).first()
    first = year_starting(day)
    return (year.starts_on, year.ends_on) if year else (first, date(first.year + 1, 8, 31))
