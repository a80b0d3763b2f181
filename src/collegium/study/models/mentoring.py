"""Somebody who did it before goes along with a school that begins: offered, asked for, agreed, ended."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.audience import Reaching, ReachingQuerySet
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School

# Going along takes an hour now and then: more than three at once and nobody has it.
MOST_AT_ONCE = 3


class Full(Exception):
    """The mentor goes along with as many as they said."""


class MentoringQuerySet(ReachingQuerySet):
    def offer(self, words: str, *, person: Person, most: int, at: datetime, **reach: object) -> "Mentoring":
        """What somebody has done, for schools that begin with it."""
        with transaction.atomic():
            made: Mentoring = self.create(person=person, words=words, most=most, at=at, **reach)
            record(person, "offered", made, at=at)
        return made


class Mentoring(Reaching):
    """An offer to go along with a few schools that begin. Taken back, what was agreed goes on until one ends it."""

    words = models.CharField(max_length=600)
    most = models.PositiveSmallIntegerField(default=1)

    objects = MentoringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=MOST_AT_ONCE), name="mentoring_of_a_few")
        ]

    def __str__(self) -> str:
        return str(self.words or _("an offer that was taken back"))

    def get_absolute_url(self) -> str:
        return f"{reverse('study:mentors')}#mentor-{self.pk}"

    def ask(self, words: str, *, by: Person, at: datetime) -> "Accompaniment":
        """Would you go along with us? Asked again before there is an answer, it is the same question."""
        with transaction.atomic():
            Mentoring.objects.select_for_update().get(pk=self.pk)
            if waiting := self.accompaniments.going().filter(person=by).first():
                return waiting
            home = by.schools_now().order_by("pk").first()
            made: Accompaniment = self.accompaniments.create(person=by, school=home, words=words, at=at)
            record(by, "asked for a mentor", made, at=at)
        return made

    def take_back(self, *, at: datetime) -> None:
        with transaction.atomic():
            if Mentoring.objects.standing().filter(pk=self.pk).update(words="", withdrawn_at=at):
                record(self.person, "took back", self, at=at)
        self.refresh_from_db()


class AccompanimentQuerySet(models.QuerySet["Accompaniment"]):
    @door
    def visible_to(self, person: Person) -> "AccompanimentQuerySet":
        """The two, and nobody else: that somebody asks for help is theirs."""
        return self.filter(Q(person=person) | Q(mentoring__person=person))

    def going(self) -> "AccompanimentQuerySet":
        """Asked or agreed, neither refused nor ended."""
        return self.filter(ended_at=None).exclude(accepted=False)


class Accompaniment(models.Model):
    """One school that begins, and somebody who goes along. Once agreed, each finds the other's address here."""

    mentoring = models.ForeignKey(Mentoring, on_delete=models.CASCADE, related_name="accompaniments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=600)
    at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AccompanimentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentoring", "person"], condition=Q(ended_at=None) & ~Q(accepted=False),
                name="one_question_to_a_mentor",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return f"{reverse('study:mentors')}#with-{self.pk}"

    @property
    def is_agreed(self) -> bool:
        return self.accepted is True and self.ended_at is None

    def answer(self, accepted: bool, *, by: Person, at: datetime) -> None:
        """Yes, as long as there is room; no needs no reason. The first answer stands."""
        with transaction.atomic():
            mentoring = Mentoring.objects.select_for_update().get(pk=self.mentoring_id)
            if accepted and mentoring.accompaniments.going().filter(accepted=True).count() >= mentoring.most:
                raise Full
            waiting = Accompaniment.objects.filter(pk=self.pk, answered_at=None, ended_at=None)
            if waiting.update(accepted=accepted, answered_at=at):
                record(by, "agreed to go along" if accepted else "cannot go along", self, at=at)
        self.refresh_from_db()

    def end(self, *, by: Person, at: datetime) -> None:
        """Either of the two, at any time and without a reason."""
        with transaction.atomic():
            if Accompaniment.objects.going().filter(pk=self.pk).update(ended_at=at):
                record(by, "ended", self, at=at)
        self.refresh_from_db()
