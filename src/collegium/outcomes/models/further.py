"""Further research: a question that somebody took from what was found or decided."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from collegium.enquiry.models import Question
from collegium.outcomes.models.proposal import Proposal
from collegium.outcomes.models.report import Report
from collegium.people.models import Person


class FurtherQuerySet(models.QuerySet["Further"]):
    def begin(
        self, *, person: Person, text: str, purpose: str, at: datetime, report: Report | None = None,
        proposal: Proposal | None = None, **reach: Any,
    ) -> Question:  # fmt: skip
        """A new question, and what it was taken from."""
        with transaction.atomic():
            question = Question.objects.ask(person=person, text=text, purpose=purpose, at=at, **reach)
            self.create(question=question, report=report, proposal=proposal)
        return question


class Further(models.Model):
    """That a question goes on from a report, or from what leaders decided."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="goes_on_from")
    report = models.ForeignKey(Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="further")
    proposal = models.ForeignKey(Proposal, on_delete=models.SET_NULL, null=True, blank=True, related_name="further")

    objects = FurtherQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "further"
        constraints = [
            models.CheckConstraint(
                condition=Q(report=None) | Q(proposal=None), name="a_question_goes_on_from_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"further {self.pk}"
