"""The language of a team: what we no longer say, what we say instead, and where we heard it."""

from datetime import datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.audience import Audience, Reaching, ReachingQuerySet
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.people.models import Person
from collegium.reading.models.reading import OfReadersQuerySet


class PhraseQuerySet(ReachingQuerySet):
    def put(self, group: Group, *, person: Person, drop: str, instead: str, why: str, at: datetime) -> "Phrase":
        """A phrase for the group's bank. Twice the same is one."""
        with transaction.atomic():
            group.locked()
            if same := self.standing().filter(group=group, drop=drop, instead=instead).first():
                return same
            phrase: Phrase = self.create(
                person=person, group=group, school=group.schools.order_by("pk").first(), audience=Audience.GROUP,
                drop=drop, instead=instead, why=why, at=at,
            )  # fmt: skip
            record(person, "put", phrase, at=at)
        return phrase


class Phrase(Reaching):
    """Words to drop, and words to say instead."""

    drop = models.CharField(max_length=120)
    instead = models.CharField(max_length=120)
    why = models.CharField(max_length=300, blank=True)

    objects = PhraseQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.instead or _("a phrase that was taken back"))

    def get_absolute_url(self) -> str:
        return reverse("reading:words", args=[self.group.slug]) if self.group else reverse("library:works")

    def spot(self, text: str, *, kind: str, person: Person, at: datetime) -> "Spotted":
        """Heard in a classroom: by a teacher, or by a pupil whose name stays out of it."""
        with transaction.atomic():
            spotted = self.spotted.create(group=self.group, person=person, kind=kind, text=text, at=at)
            record(person, "spotted", spotted, at=at)
        return spotted

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Its words are gone for everybody, and what was heard of it."""
        with transaction.atomic():
            words = {"drop": "", "instead": "", "why": "", "withdrawn_at": at}
            if Phrase.objects.standing().filter(pk=self.pk).update(**words):
                self.spotted.filter(withdrawn_at=None).update(text="", withdrawn_at=at)
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()


class SpottedQuerySet(OfReadersQuerySet):
    def standing(self) -> "SpottedQuerySet":
        return self.filter(withdrawn_at=None)


class Spotted(models.Model):
    """What somebody heard: the group's, however far the phrase itself has gone."""

    class Kind(models.TextChoices):
        EXAMPLE = "example", _("heard in our rooms")
        PUPIL = "pupil", _("a pupil’s words")

    phrase = models.ForeignKey(Phrase, on_delete=models.CASCADE, related_name="spotted")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SpottedQuerySet.as_manager()

    def take_back(self, *, at: datetime) -> None:
        with transaction.atomic():
            if Spotted.objects.standing().filter(pk=self.pk).update(withdrawn_at=at, text=""):
                record(self.person, "took back", self, at=at)
