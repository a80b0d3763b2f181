"""How far an outcome has come with one colleague, in their own word."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.outcomes.models import Policy, Report
from collegium.people.models import Person


class Step(models.TextChoices):
    READ = "read", _("I have read it")
    WILL_TRY = "will-try", _("I’ll try this")
    TRIED = "tried", _("I tried it")


class UptakeQuerySet(models.QuerySet["Uptake"]):
    def say(self, thing: Report | Policy, step: str, *, person: Person, at: datetime) -> None:
        """One word for each outcome; another word later takes its place, and none takes it back."""
        about: dict[str, Any] = {_kind(thing): thing}
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            if not step:
                self.filter(person=person, **about).delete()
            elif not self.filter(person=person, step=step, **about).exists():
                self.update_or_create(person=person, **about, defaults={"step": step, "at": at})

    def of(self, thing: Any, person: Person) -> "Uptake | None":
        return self.filter(person=person, **{_kind(thing): thing}).first()


def _kind(thing: Any) -> str:
    return "report" if isinstance(thing, Report) else "policy"


class Uptake(models.Model):
    """Its person's alone. Others see how many of a department, in whole fives. No entry of history says when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, blank=True, related_name="uptakes")
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, null=True, blank=True, related_name="uptakes")
    step = models.CharField(max_length=8, choices=Step.choices)
    at = models.DateTimeField()

    objects = UptakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(report__isnull=False, policy=None) | Q(report=None, policy__isnull=False),
                name="uptake_of_one_outcome",
            ),
            models.UniqueConstraint(
                fields=["person", "report"], condition=Q(report__isnull=False), name="one_word_on_a_report"
            ),
            models.UniqueConstraint(
                fields=["person", "policy"], condition=Q(policy__isnull=False), name="one_word_on_a_policy"
            ),
        ]
