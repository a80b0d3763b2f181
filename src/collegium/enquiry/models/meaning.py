"""What questions and findings mean, kept beside them so that a look compares numbers only."""

from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from collegium.enquiry import meaning

AT_ONCE = 200


class MeaningQuerySet(models.QuerySet["Meaning"]):
    def near(self, text: str, questions: "QuerySet[Any]") -> dict[int, float]:
        """How near each of these questions lies to a text, from -1 to 1; nothing where the extra is not installed."""
        model = meaning.model()
        if model is None:
            return {}
        rows = self.filter(question__in=questions.order_by().values("pk")).values_list("question", "row")
        return model.nearness(text, list(rows))

    def read(self, questions: "QuerySet[Any]") -> int:
        """Work out the meaning of the questions that have none yet, some at a time; how many it were."""
        model = meaning.model()
        if model is None:
            return 0
        read = 0
        for question in questions.filter(meanings=None, withdrawn_at=None).order_by("pk")[:AT_ONCE]:
            texts = [text for text in (question.text, question.finding) if text]
            rows = [model.row(text) for text in texts]
            with transaction.atomic():
                standing = questions.model.objects.select_for_update().filter(pk=question.pk).first()
                if standing and [text for text in (standing.text, standing.finding) if text] == texts:
                    self.filter(question=question).delete()
                    self.bulk_create(Meaning(question=question, row=row) for row in rows)
                    read += 1
        return read


class Meaning(models.Model):
    """One text's row: 384 half-precision numbers, 768 bytes."""

    question = models.ForeignKey("enquiry.Question", on_delete=models.CASCADE, related_name="meanings")
    row = models.BinaryField()

    objects = MeaningQuerySet.as_manager()
