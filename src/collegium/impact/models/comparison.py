"""A question put before its numbers are known: were those who worked on an aspect more often judged strong in it?"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect, schools_led_by
from collegium.statistics.comparing import Arms, Count
from collegium.walks.models import LookFor

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settled(Exception):
    """Numbers stand under it, so it can no longer be taken back as if it had not been asked."""


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    @door
    def visible_to(self, person: Person) -> "ComparisonQuerySet":
        """Whoever leads the school's programmes. Others read what is shared, and nothing before."""
        return self.filter(school__in=schools_led_by(person))

    def register(
        self, aspect: Aspect, *, year_starts_on: date, measure: str, judged_on: date, by: Person, at: datetime,
        least_months: int = 0, chose_to_join: bool = True, blind: bool = False, agreement: float | None = None,
        known: bool = False,
    ) -> "Comparison":  # fmt: skip
        """Put the question. What is compared can no longer be changed; ``known``: somebody has seen the numbers."""
        with transaction.atomic():
            comparison = self.create(
                school=aspect.school, aspect=aspect, year_starts_on=year_starts_on, measure=measure,
                judged_on=judged_on, least_months=least_months, chose_to_join=chose_to_join, blind=blind,
                agreement=agreement, by=by, at=at,
                afterwards=known or judged_on < clock.day_of(at, aspect.school.timezone),
            )  # fmt: skip
            record(by, "registered", comparison, at=at)
        return comparison

    def of_round(self, school: School, year_starts_on: date, measure: str) -> "ComparisonQuerySet":
        """Those that are looked at together, and adjusted for one another."""
        return self.filter(school=school, year_starts_on=year_starts_on, measure=measure)


class Comparison(models.Model):
    """Members of groups on an aspect in one year, against other staff. Registered before its numbers are seen."""

    class Measure(models.TextChoices):
        APPRAISAL = "appraisal", _("judged strong in appraisal")
        WALK = "walk", _("seen in a lesson on a learning walk")
        OTHER = "other", _("another count of staff")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="comparisons")
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, related_name="comparisons")
    year_starts_on = models.DateField()
    least_months = models.PositiveSmallIntegerField(default=0)
    measure = models.CharField(max_length=10, choices=Measure.choices)
    judged_on = models.DateField()
    chose_to_join = models.BooleanField(default=True)
    blind = models.BooleanField(default=False)
    agreement = models.FloatField(null=True, blank=True)
    afterwards = models.BooleanField(default=False)
    # What a walk looked for, where the numbers come from one and were not typed.
    look_for = models.ForeignKey(LookFor, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement=None) | Q(agreement__range=(-1, 1)), name="observers_agree_from_less_one_to_one"
            ),
        ]
        indexes = [models.Index(fields=["school", "year_starts_on", "measure"])]

    def __str__(self) -> str:
        return f"{self.aspect}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("impact:comparison", args=[self.pk])

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    @property
    def of_lessons(self) -> bool:
        """Lessons are counted, and nobody is judged."""
        return self.measure == self.Measure.WALK

    def type_counts(self, now: Arms, before: Arms | None = None, *, by: Person, at: datetime) -> None:
        """The counts as the lead read them off her own file; typed again, the last ones stand."""
        with transaction.atomic():
            self.counts.filter(department="").delete()
            self.counts.bulk_create(
                Counts.of(self, arms, by=by, at=at, is_before=is_before)
                for arms, is_before in ((now, False), (before, True)) if arms is not None
            )  # fmt: skip
            if self.look_for_id:
                self.look_for = None
                self.save(update_fields=["look_for"])
            # What departments said of other numbers no longer adds up.
            self.counts.exclude(department="").delete()
            record(by, "counted", self, at=at)

    def take(self, look_for: LookFor, now: Arms, *, by: Person, at: datetime) -> None:
        """What a walk found in lessons of members and of others, and how far its two walkers agreed.

        Whoever asks after the walk was over could have known.
        """
        finished = look_for.walk.finished_at
        with transaction.atomic():
            self.type_counts(now, by=by, at=at)
            self.look_for, self.agreement = look_for, look_for.alpha
            self.afterwards = self.afterwards or (finished is not None and finished < self.at)
            self.save(update_fields=["look_for", "agreement", "afterwards"])

    def type_departments(self, tables: "Mapping[str, Arms]", *, by: Person, at: datetime) -> None:
        """The same counts, department by department."""
        with transaction.atomic():
            self.counts.exclude(department="").delete()
            self.counts.bulk_create(
                Counts.of(self, arms, by=by, at=at, department=name) for name, arms in tables.items()
            )
            record(by, "counted", self, at=at)

    def take_back(self, *, by: Person, at: datetime) -> None:
        """As if it had not been asked: only while nothing has been counted."""
        with transaction.atomic():
            held = Comparison.objects.select_for_update().get(pk=self.pk)
            if held.counts.exists():
                raise Settled
            record(by, "took back", self, at=at)
            held.delete()


class Counts(models.Model):
    """Four numbers of a comparison: strong ones and all, of members and of others. Never a name."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="counts")
    is_before = models.BooleanField(default=False)
    department = models.CharField(max_length=80, blank=True)
    members_strong = models.PositiveIntegerField()
    members_of = models.PositiveIntegerField()
    others_strong = models.PositiveIntegerField()
    others_of = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "counts"
        constraints = [
            models.UniqueConstraint(fields=["comparison", "is_before", "department"], name="one_count_of_a_kind"),
            models.CheckConstraint(
                condition=Q(members_strong__lte=F("members_of")) & Q(others_strong__lte=F("others_of")),
                name="no_more_strong_than_there_are",
            ),
        ]

    @classmethod
    def of(
        cls, comparison: Comparison, arms: Arms, *, by: Person, at: datetime, is_before: bool = False,
        department: str = "",
    ) -> "Counts":  # fmt: skip
        return cls(
            comparison=comparison, is_before=is_before, department=department, by=by, at=at,
            members_strong=arms.members.strong, members_of=arms.members.of,
            others_strong=arms.others.strong, others_of=arms.others.of,
        )  # fmt: skip

    @property
    def arms(self) -> Arms:
        return Arms(Count(self.members_strong, self.members_of), Count(self.others_strong, self.others_of))
