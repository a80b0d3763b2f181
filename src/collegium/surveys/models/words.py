"""What was written in somebody's own words: held back until it was looked through; and what came of all of it."""

import secrets
from datetime import datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.mail.writing import write
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.surveys.models.release import Release
from collegium.surveys.models.survey import Item, Survey
from collegium.surveys.models.wave import Wave

LONGEST_WORDS = 500
KIND = "safeguarding"


class WordsQuerySet(models.QuerySet["Words"]):
    @door
    def visible_to(self, person: Person) -> "WordsQuerySet":
        """Looked through: whoever reads the survey, once the round is over. Not yet: only who looks them through."""
        read = models.Q(
            is_shown=True, wave__closed_at__isnull=False, wave__survey__in=Survey.objects.visible_to(person)
        )
        mine = models.Q(wave__survey__account__checker=person, wave__survey__in=Survey.objects.visible_to(person))
        return self.filter(read | mine)

    def waiting(self) -> "WordsQuerySet":
        return self.filter(is_shown=False)

    def to_read(self, survey: Survey) -> "WordsQuerySet":
        """What was let through in the rounds that are over and that enough have answered; in alphabetical order."""
        over = Release.objects.filter(wave__survey=survey).exclude(figures={}).values("wave")
        read = self.filter(wave__in=over, is_shown=True).select_related("item", "wave")
        return read.order_by("wave__number", "item__order", "text", "pk")

    def keep(self, wave: Wave, item: Item, text: str) -> None:
        """Under a number drawn by lot: neither the order nor anything else says with which answers it came."""
        self.create(pk=secrets.randbits(62), wave=wave, item=item, text=text)


class Words(models.Model):
    """One open answer. No class, no code, no day, and no way to the other answers of whoever wrote it."""

    id = models.BigIntegerField(primary_key=True)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="words")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=LONGEST_WORDS)
    is_shown = models.BooleanField(default=False)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "words"

    def let_through(self, text: str, *, by: Person, at: datetime) -> None:
        """Names are out: the others may read it when the round is over. Left empty, it is kept back for good."""
        with transaction.atomic():
            record(by, "looked through words of", self.wave.survey, at=at)
            if not text:
                self.delete()
                return
            self.text, self.is_shown = text, True
            self.save(update_fields=["text", "is_shown"])

    def pass_on(self, *, by: Person, at: datetime) -> "Passed | None":
        """To the safeguarding lead, and to nobody else: this text alone. The letter says only that there is one.

        What counts and what is shown does not wait for it, and does not change by it.
        """
        with transaction.atomic():
            lead = self.wave.survey.account.lead
            if lead is None or not Words.objects.filter(pk=self.pk).delete()[0]:
                return None
            passed = Passed.objects.create(survey=self.wave.survey, to=lead, text=self.text, by=by, at=at)
            record(by, "passed on", passed, at=at)
            address = reverse("surveys:passed", args=[passed.pk])
            write(
                KIND, lead, thing=passed.pk, at=at,
                subject=_("Something a pupil wrote, for you as safeguarding lead"),
                text=_("%(name)s looked through pupils’ anonymous answers and passes one on to you. It does not "
                       "stand in this letter: read it signed in, at %(address)s") % {
                           "name": by.name, "address": address},
            )  # fmt: skip
        return passed


class PassedQuerySet(models.QuerySet["Passed"]):
    @door
    def visible_to(self, person: Person) -> "PassedQuerySet":
        """The safeguarding lead to whom it was given."""
        return self.filter(to=person)


class Passed(models.Model):
    """One text that was passed to the safeguarding lead: by whom and when is logged; whose it is nobody knows."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=LONGEST_WORDS, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = PassedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "passed"

    def settle(self, *, by: Person, at: datetime) -> None:
        """The lead has it in hand by the school's own way; here the text is deleted."""
        with transaction.atomic():
            if Passed.objects.filter(pk=self.pk, settled_at=None).update(settled_at=at, text=""):
                record(by, "took in hand", self, at=at)
        self.refresh_from_db()


class ChangeQuerySet(models.QuerySet["Change"]):
    @door
    def visible_to(self, person: Person) -> "ChangeQuerySet":
        """All staff whom the programme asks."""
        return self.filter(programme__schools__in=person.schools_now().values("pk")).distinct()

    def tell(self, programme: Programme, *, said: str, changed: str, by: Person, at: datetime) -> "Change":
        with transaction.atomic():
            told: Change = self.create(programme=programme, said=said, changed=changed, by=by, at=at)
            record(by, "told of a change", told, at=at)
        return told


class Change(models.Model):
    """You said, we changed: what staff told the programme, and what it does differently because of it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="changes")
    said = models.CharField(max_length=400)
    changed = models.CharField(max_length=400)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ChangeQuerySet.as_manager()

    def take_back(self, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            record(by, "took back a change", self.programme, at=at)
            self.delete()
