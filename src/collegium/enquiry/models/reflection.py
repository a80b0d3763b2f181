"""One's own thinking, private until its author shares a version of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    @door
    def visible_to(self, person: Person) -> "ReflectionQuerySet":
        """Its author's, and nobody else's in any way."""
        return self.filter(person=person)

    def begin(self, *, person: Person, text: str, at: datetime, prompt: str = "") -> "Reflection":
        with transaction.atomic():
            begun = self.create(person=person, prompt=prompt, text=text, at=at, changed_at=at)
            record(person, "began", begun, at=at)
        return begun


class Reflection(models.Model):
    """What somebody writes for themselves. Nobody counts its words, and nobody misses it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reflections")
    prompt = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=20_000)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"])]

    def __str__(self) -> str:
        return " ".join(self.text.split())[:80]

    def get_absolute_url(self) -> str:
        return reverse("enquiry:reflection", args=[self.pk])

    def write(self, text: str, *, at: datetime) -> None:
        """As it stands now, for its author. What was shared before stays as it was shared."""
        with transaction.atomic():
            self.text, self.changed_at = text, at
            self.save(update_fields=["text", "changed_at"])
            record(self.person, "changed", self, at=at)

    def share(self, *, at: datetime, group: Group | None = None, people: Iterable[Person] = ()) -> "Shared":
        """These words, as they are at this moment, for a group or for people by name."""
        with transaction.atomic():
            # Held, so that two sharings at once get two numbers.
            Reflection.objects.select_for_update().get(pk=self.pk)
            number = self.versions.count() + 1
            shared = self.versions.create(number=number, prompt=self.prompt, text=self.text, group=group, at=at)
            shared.people.set(people)
            record(self.person, "shared", shared, at=at)
        return shared

    def throw_away(self, *, at: datetime) -> None:
        """Gone, and what was shared of it too."""
        with transaction.atomic():
            record(self.person, "threw away", self, at=at)
            self.delete()


class SharedQuerySet(models.QuerySet["Shared"]):
    @door
    def visible_to(self, person: Person) -> "SharedQuerySet":
        """Its author, those named, and the members of today of the group it was given to."""
        named = Shared.people.through.objects.filter(shared=OuterRef("pk"), person=person)
        mine = Group.objects.of_member(person)
        return self.filter(Q(reflection__person=person) | Exists(named) | Q(group__in=mine))


class Shared(models.Model):
    """A version of a reflection as it was at that moment, for named readers. Taken back, its day is left."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    prompt = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shared"
        constraints = [models.UniqueConstraint(fields=["reflection", "number"], name="one_version_of_a_number")]

    def get_absolute_url(self) -> str:
        return reverse("enquiry:shared-reflection", args=[self.pk])

    def withdraw(self, *, at: datetime) -> None:
        """By the next request nobody reads it; that something was shared and taken back, and when, is left."""
        with transaction.atomic():
            if Shared.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at, text="", prompt=""):
                record(self.reflection.person, "withdrew", self, at=at)
        self.refresh_from_db()
