"""Results of pupils, as totals and never of one pupil."""

from datetime import date, datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.evidence.reading_results import Totals
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect


class ResultsQuerySet(models.QuerySet["Results"]):
    @door
    def visible_to(self, person: Person) -> "ResultsQuerySet":
        """Totals are for the whole staff of the school."""
        return self.filter(school__in=School.objects.served_by(person))

    def bring(
        self, school: School, totals: Totals, *, title: str, kind: str, measured_on: date, by: Person, at: datetime,
        aspect: Aspect | None = None, source: str = "",
    ) -> "Results":  # fmt: skip
        """A table that was looked through and holds totals alone."""
        with transaction.atomic():
            found = self.create(
                school=school, aspect=aspect, title=title, kind=kind, measured_on=measured_on, source=source, by=by,
                at=at, columns=totals.columns, rows=totals.rows,
            )  # fmt: skip
            record(by, "brought", found, at=at)
        return found


class Results(models.Model):
    """A table of totals: what was measured, when, and where it comes from."""

    class Kind(models.TextChoices):
        EXAMINATION = "examination", _("Examination")
        ATTENDANCE = "attendance", _("Attendance")
        ASSESSMENT = "assessment", _("Assessment")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="results")
    aspect = models.ForeignKey(Aspect, on_delete=models.SET_NULL, null=True, blank=True, related_name="results")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    measured_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    columns = models.JSONField()
    rows = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ResultsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "results"
        indexes = [models.Index(fields=["school", "measured_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:result", args=[self.pk])

    def remove(self, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            record(by, "removed", self, at=at)
            self.delete()
