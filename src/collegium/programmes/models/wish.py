"""What a member of staff would like to work on, and when they cannot meet."""

from django.db import models
from django.db.models import Q

from collegium.people.models import Person
from collegium.programmes.models.programme import Programme, Slot, Theme


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: Person) -> "AnswerQuerySet":
        """One's own; to the lead only what closing has opened: see ``Programme.wishes_known_to``."""
        return self.filter(person=person)


class Answer(models.Model):
    """One person's answer to one programme. No answer: the person is asked again, and never guessed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=300, blank=True)
    would_lead = models.BooleanField(default=False)
    joins_as_given = models.BooleanField(default=False)
    cannot = models.ManyToManyField(Slot, related_name="+", blank=True)
    brought_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="one_answer_of_a_person")]


class Wish(models.Model):
    """A theme that somebody would like, and which of their wishes it is: 1 is the first."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "rank"], name="one_wish_of_a_rank"),
            models.UniqueConstraint(fields=["answer", "theme"], name="one_wish_for_a_theme"),
            models.CheckConstraint(condition=Q(rank__range=(1, 5)), name="wish_is_first_to_fifth"),
        ]
