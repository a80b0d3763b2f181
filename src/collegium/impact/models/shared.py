"""What the leadership team reads: the comparisons of a year as they were on the day on which they were shared."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from collegium.history.models import record
from collegium.impact.models.comparison import Comparison
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility, School
from collegium.programmes.models import schools_led_by


class TooNear(Exception):
    """So few counts differ from what was shared before that one could tell whose judgement changed."""


def schools_in_leadership_of(person: Person) -> models.QuerySet[School]:
    """The schools in whose leadership team this person is today, by name or for a whole network."""
    duty = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.LEADERSHIP)
    return School.objects.filter(
        Exists(duty.filter(school=OuterRef("pk"))) | Exists(duty.filter(network__schools=OuterRef("pk")))
    )


class SharedRoundQuerySet(models.QuerySet["SharedRound"]):
    @door
    def visible_to(self, person: Person) -> "SharedRoundQuerySet":
        """The leadership team reads what stands; whoever leads the programmes knows what was taken back too."""
        led = models.Q(school__in=schools_led_by(person))
        return self.filter(led | models.Q(school__in=schools_in_leadership_of(person), withdrawn_at=None))

    def standing(self) -> "SharedRoundQuerySet":
        return self.filter(withdrawn_at=None)

    def share(
        self, school: School, year_starts_on: date, measure: str, aspects: list[dict[str, Any]], smallest: int, *,
        by: Person, at: datetime,
    ) -> "SharedRound":  # fmt: skip
        """These counts go to the leadership team as they are now. What stood before is replaced."""
        with transaction.atomic():
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
            earlier = self.filter(school=school, year_starts_on=year_starts_on, measure=measure)
            for one in earlier:
                if too_near(one.aspects, aspects, smallest):
                    raise TooNear
            earlier.standing().update(withdrawn_at=at)
            shared = self.create(
                school=school, year_starts_on=year_starts_on, measure=measure, aspects=aspects, by=by, at=at
            )
            record(by, "shared", shared, at=at)
        return shared


def too_near(before: list[dict[str, Any]], now: list[dict[str, Any]], smallest: int) -> bool:
    """Whether one could take the one from the other and be left with a few people."""
    earlier = {(one["aspect"], which): cells for one in before for which, cells in one["cells"].items()}
    return any(
        0 < abs(new - old) < smallest
        for one in now for which, cells in one["cells"].items()
        for new, old in zip(cells, earlier.get((one["aspect"], which), cells), strict=True)
    )  # fmt: skip


class SharedRound(models.Model):
    """Comparisons of one year and measure for the leadership team, without any count that would point at somebody."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="shared_rounds")
    year_starts_on = models.DateField()
    measure = models.CharField(max_length=10, choices=Comparison.Measure.choices)
    aspects = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SharedRoundQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "year_starts_on", "measure"])]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("impact:shared", args=[self.pk])

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Nobody reads it from now on. A second time changes nothing."""
        with transaction.atomic():
            if SharedRound.objects.standing().filter(pk=self.pk).update(withdrawn_at=at):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()
