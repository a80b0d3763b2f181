"""What a member of staff would like to work on, when they cannot meet, and what becomes of who did not say."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.programmes.models.offer import Slot, Theme
from collegium.programmes.models.programme import Programme


class AnswerQuerySet(models.QuerySet["Answer"]):
    @door
    def visible_to(self, person: Person, at: datetime | None = None) -> "AnswerQuerySet":
        """One's own; and to the lead once wishes have closed."""
        looked_at = Programme.objects.led_by(person).closed_to_wishes(at or clock.now())
        return self.filter(Q(person=person) | Q(programme__in=looked_at.values("pk")))

    def for_groups(self) -> "AnswerQuerySet":
        """Those who want a group, and not a year on their own."""
        return self.filter(alone=False)


class Answer(models.Model):
    """One person's answer to one programme. No answer: the person is asked again, and never guessed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=300, blank=True)
    would_lead = models.BooleanField(default=False)
    joins_as_given = models.BooleanField(default=False)
    alone = models.BooleanField(default=False)
    cannot = models.ManyToManyField(Slot, related_name="+", blank=True)
    brought_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="one_answer_of_a_person")]

    def can(self, slot: Slot) -> bool:
        """Whether the person can meet then. A time that the school gave after they answered was never asked about."""
        asked = slot.given_at is None or slot.given_at <= self.at
        return asked and slot not in self.cannot.all()

    def themes(self) -> list[Theme]:
        """The themes wished for, first wish first."""
        return [wish.theme for wish in sorted(self.wishes.all(), key=lambda wish: wish.rank)]

    def says(self, wishes: Iterable[Theme], cannot: Iterable[Slot], **said: object) -> bool:
        """Whether this is word for word what was said before."""
        return (
            self.themes() == list(wishes)
            and set(self.cannot.all()) == set(cannot)
            and all(getattr(self, name) == value for name, value in said.items())
        )

    def rank(self, themes: Iterable[Theme]) -> None:
        """Put these themes in place of the earlier wishes, the first wish first."""
        self.wishes.all().delete()
        Wish.objects.bulk_create(Wish(answer=self, theme=theme, rank=rank) for rank, theme in enumerate(themes, 1))


class Wish(models.Model):
    """A theme that somebody would like, and which of their wishes it is: 1 is the first."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    theme = models.ForeignKey(Theme, on_delete=models.RESTRICT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["answer", "rank"], name="one_wish_of_a_rank"),
            models.UniqueConstraint(fields=["answer", "theme"], name="one_wish_for_a_theme"),
            models.CheckConstraint(condition=Q(rank__range=(1, 5)), name="wish_is_first_to_fifth"),
        ]


class UnansweredQuerySet(models.QuerySet["Unanswered"]):
    @door
    def visible_to(self, person: Person) -> "UnansweredQuerySet":
        """The lead's alone."""
        return self.filter(programme__in=Programme.objects.led_by(person))


class Unanswered(models.Model):
    """What the lead decided for somebody who never answered. Without such a row nothing is done with them."""

    class Choice(models.TextChoices):
        BY_HAND = "by-hand", _("placed by hand")
        PLANNER = "planner", _("placed by the planner: any theme, the given times")
        LEFT_OUT = "left-out", _("left out this year")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="unanswered")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = UnansweredQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "unanswered"
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="one_decision_for_a_person")]


class Asking(models.Model):
    """That staff were asked for their wishes, or reminded, on an occasion. Each occasion comes once."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="askings")
    occasion = models.CharField(max_length=40)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "occasion"], name="each_asking_once")]
