"""A driving question: what teachers would like to know about their own teaching, and what they found."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse

from collegium.enquiry.likeness import likeness, stems
from collegium.enquiry.models.meaning import Meaning
from collegium.groups.audience import Audience, Reaching, ReachingQuerySet
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.people.models import Person
from collegium.programmes.models import Theme

LOOKED_AT, SHOWN, ALIKE = 80, 5, 0.22
# Where meanings are known, words alone count for less; measured on the hundred pairs of bench/asked_before.csv.
NEAR, FOR_WORDS = 0.25, 0.3


class QuestionQuerySet(ReachingQuerySet):
    def own(self, person: Person) -> Q:
        """A question of one's own. A group's belongs to its members of today: others go on writing there."""
        return Q(person=person, of_group=False)

    def similar_to(self, text: str, reader: Person) -> "list[Question]":
        """What was asked before, the most alike first: of what this reader may see, and of nothing else.

        By words; and by meaning too, where the extra is installed (``enquiry.meaning``).
        """
        known = self.visible_to(reader).filter(withdrawn_at=None)
        likely = {one: likeness_to(one, text) for one in known.sharing_words_with(text)}
        near = Meaning.objects.near(text, known) if text.strip() else {}
        nearest = sorted(near, key=lambda pk: -near[pk])[:SHOWN]
        missing = set(nearest) - {one.pk for one in likely}
        likely |= {one: likeness_to(one, text) for one in known.with_names().filter(pk__in=missing)}
        return _ranked(likely, near)

    def sharing_words_with(self, text: str) -> "QuestionQuerySet":
        """Those that share the most telling words."""
        near = self.filter(words__word__in=stems(text)).annotate(shared=Count("words")).with_names()
        return near.order_by("-shared", "-pk")[:LOOKED_AT]

    def with_names(self) -> "QuestionQuerySet":
        return self.select_related("person", "group", "school", "theme")

    def of(self, group: Group) -> "Question | None":
        """The question that a group works on now."""
        found: Question | None = self.filter(group=group, of_group=True, withdrawn_at=None).order_by("-pk").first()
        return found

    def ask(
        self, *, person: Person, text: str, at: datetime, purpose: str = "", theme: Theme | None = None,
        of_group: bool = False, **reach: Any,
    ) -> "Question":  # fmt: skip
        """A question of a teacher's own, or of their group: then it heads the group's pages."""
        with transaction.atomic():
            asked: Question = self.create(
                person=person, text=text, purpose=purpose, theme=theme, of_group=of_group, at=at, **reach
            )
            asked.wordings.create(text=text, by=person, at=at)
            asked.note_words()
            if of_group and asked.group:
                asked.group.ask(text, by=person, at=at)
            record(person, "asked", asked, at=at)
        return asked


def likeness_to(question: "Question", text: str) -> float:
    """How alike a text is to what was asked or to what was found, by their words."""
    return max(likeness(text, question.text), likeness(text, question.finding))


def _ranked(likely: "dict[Question, float]", near: dict[int, float]) -> "list[Question]":
    """The most alike first. A question whose meaning is not known (yet) counts by its words."""
    score = {
        one: near[one.pk] + FOR_WORDS * words - NEAR if one.pk in near else words - ALIKE
        for one, words in likely.items()
    }
    ranked = sorted((one for one in score if score[one] >= 0), key=lambda one: (-score[one], -one.pk))
    return ranked[:SHOWN]


class Question(Reaching):
    """What is asked, for which good of pupils; how it was looked into, what was seen, and what was found."""

    text = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300, blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    of_group = models.BooleanField(default=False)
    method = models.TextField(blank=True, max_length=4000)
    evidence = models.TextField(blank=True, max_length=4000)
    finding = models.TextField(blank=True, max_length=4000)
    found_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(of_group=False) | (Q(group__isnull=False) & ~Q(audience=Audience.ME)),
                name="question_has_its_group",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("enquiry:question", args=[self.pk])

    def refine(self, text: str, *, by: Person, at: datetime, why: str = "") -> None:
        """The question in better words. The earlier wordings stay, each with its day and its reason."""
        with transaction.atomic():
            Question.objects.select_for_update().get(pk=self.pk)
            if not Question.objects.filter(~Q(text=text), pk=self.pk, withdrawn_at=None).update(text=text):
                return
            self.text = text
            self.wordings.create(text=text, why=why, by=by, at=at)
            self.note_words()
            if self.of_group and self.group:
                self.group.ask(text, by=by, at=at)
            record(by, "refined", self, at=at)

    def write_down(self, *, by: Person, at: datetime, **record_of: str) -> None:
        """Purpose, method, evidence and finding as they stand now. A first finding has its day."""
        with transaction.atomic():
            for name, words in record_of.items():
                setattr(self, name, words)
            self.found_at = (self.found_at or at) if self.finding else None
            self.save(update_fields=[*record_of, "found_at"])
            self.note_words()
            record(by, "wrote down", self, at=at)

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """It is gone for everybody, with what was written of it."""
        with transaction.atomic():
            if Question.objects.filter(pk=self.pk, withdrawn_at=None).update(
                withdrawn_at=at, text="—", purpose="", method="", evidence="", finding=""
            ):
                self.words.all().delete()
                self.meanings.all().delete()
                self.wordings.all().delete()
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()

    def note_words(self) -> None:
        """What it is about, so that the same asked again finds it. Its meaning is read again by a job."""
        self.words.all().delete()
        self.meanings.all().delete()
        QuestionWord.objects.bulk_create(
            QuestionWord(question=self, word=word) for word in sorted(stems(f"{self.text} {self.finding}"))[:60]
        )


class Wording(models.Model):
    """A question as it was asked from a day on, and why it was put so."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    text = models.CharField(max_length=300)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class QuestionWord(models.Model):
    """One word that a question or its finding is about, without its ending."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "question"], name="one_word_of_a_question")]
