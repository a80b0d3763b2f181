"""What one learner asks, offers, aims at and keeps."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collegium.files.models import File
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.study.models.course import Course, OfLearnersQuerySet


class HelpQuerySet(OfLearnersQuerySet):
    group_by = "course__group"

    def say(self, course: Course, person: Person, *, kind: str, offers: bool, words: str, at: datetime) -> "Help":
        """I can help with this, or would like help. Each is said once; said again, the words change."""
        with transaction.atomic():
            Course.objects.select_for_update().get(pk=course.pk)
            said, is_new = self.update_or_create(
                course=course, person=person, kind=kind, offers=offers, defaults={"words": words, "at": at}
            )
            if is_new:
                record(person, "offered help" if offers else "asked for help", said, at=at)
        found: Help = said
        return found


class Help(models.Model):
    """That somebody can help with something in a course, or would like help."""

    class Kind(models.TextChoices):
        TECHNOLOGY = "technology", _("technology")
        LANGUAGE = "language", _("language")
        SUBJECT = "subject", _("what it is about")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="helps")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    offers = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = HelpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "person", "kind", "offers"], name="help_is_said_once")
        ]

    @property
    def said(self) -> str:
        """Who can help with what, or would like help. Give ``person`` with it."""
        words = CAN_HELP if self.offers else WOULD_LIKE_HELP
        return str(words[self.kind]) % {"who": self.person.first_name}

    def take_back(self, *, at: datetime) -> None:
        with transaction.atomic():
            record(self.person, "needs no more", self, at=at)
            self.delete()


CAN_HELP: dict[str, str | Promise] = {
    Help.Kind.TECHNOLOGY: _("%(who)s can help with technology"),
    Help.Kind.LANGUAGE: _("%(who)s can help with language"),
    Help.Kind.SUBJECT: _("%(who)s can help with what it is about"),
}
WOULD_LIKE_HELP: dict[str, str | Promise] = {
    Help.Kind.TECHNOLOGY: _("%(who)s would like help with technology"),
    Help.Kind.LANGUAGE: _("%(who)s would like help with language"),
    Help.Kind.SUBJECT: _("%(who)s would like help with what it is about"),
}


class GoalQuerySet(models.QuerySet["Goal"]):
    @door
    def visible_to(self, person: Person) -> "GoalQuerySet":
        """One's own; what was opened to one's group; and what names one, as long as one belongs."""
        inside = self.filter(course__group__in=Group.objects.of_member(person)).values("pk")
        named = Goal.people.through.objects.filter(goal=OuterRef("pk"), person=person)
        return self.filter(Q(person=person) | (Q(pk__in=inside) & (Q(for_group=True) | Q(Exists(named)))))

    def set(
        self, course: Course, person: Person, *, text: str, for_group: bool, people: Iterable[Person], at: datetime
    ) -> "Goal":
        """What somebody wants to come away with. A new one takes the place of the one before."""
        with transaction.atomic():
            Course.objects.select_for_update().get(pk=course.pk)
            goal, _is_new = self.update_or_create(
                course=course, person=person, defaults={"text": text, "for_group": for_group, "at": at}
            )
            goal.people.set(people)
            record(person, "set a goal", goal, at=at)
        return goal


class Goal(models.Model):
    """A learner's own goal, for themselves, for whom they name, or for their group. Nobody asks after it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="goals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    for_group = models.BooleanField(default=False)
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    at = models.DateTimeField()

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="one_goal_of_a_learner")]


class CompletionQuerySet(models.QuerySet["Completion"]):
    @door
    def visible_to(self, person: Person) -> "CompletionQuerySet":
        """One's own, and those that members showed to their group."""
        inside = Group.objects.of_member(person).values("pk")
        return self.filter(Q(person=person) | Q(is_shown=True, course__group__in=inside))

    def keep(
        self, course: Course, person: Person, *, words: str, is_shown: bool, file: File | None, at: datetime
    ) -> "Completion":
        """How far somebody came. A later word takes the place of the one before; a new certificate too."""
        with transaction.atomic():
            Course.objects.select_for_update().get(pk=course.pk)
            given = {"words": words, "is_shown": is_shown, "at": at} | ({"certificate": file} if file else {})
            kept, is_new = self.update_or_create(course=course, person=person, defaults=given)
            if is_new:
                record(person, "came through", kept, at=at)
        return kept


class Completion(models.Model):
    """How far a learner came, and the certificate. Theirs alone, unless they show it to their group."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="completions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    certificate = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_shown = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="one_completion_of_a_learner")]
