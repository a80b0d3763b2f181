"""An evidence pack: for which school, by which list of criteria, over which days; and what its makers chose."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.kit.jobs import later
from collegium.packs.criteria import CriteriaList, shipped
from collegium.packs.finding import Found
from collegium.packs.looking import Look
from collegium.packs.models.own_list import OwnList, led_by
from collegium.people.models import Person, School

if TYPE_CHECKING:
    from typing import Self

    from collegium.packs.models.making import Making


class NothingTicked(Exception):
    """Nothing was chosen and nothing written: there is nothing to make."""


class PackQuerySet(models.QuerySet["Pack"]):
    @door
    def visible_to(self, person: Person) -> "Self":
        """Whoever leads the school, or learning there: today, and nobody else."""
        return self.filter(school__in=led_by(person).values("pk"))

    def begin(
        self, school: School, *, title: str, from_on: date, until_on: date, goes_out: bool, by: Person, at: datetime,
        key: str = "", own: OwnList | None = None,
    ) -> "Pack":  # fmt: skip
        with transaction.atomic():
            begun = self.create(
                school=school, title=title, key=key, own=own, from_on=from_on, until_on=until_on, goes_out=goes_out,
                by=by, at=at,
            )  # fmt: skip
            record(by, "began", begun, at=at)
        return begun


class Pack(models.Model):
    """One pack. ``key`` names a shipped list, else ``own`` is the school's. What is found is never kept in it.

    ``goes_out``: it is for readers outside. What was given to the school alone is counted then, and not named.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="packs")
    title = models.CharField(max_length=120)
    key = models.CharField(max_length=40, blank=True)
    own = models.ForeignKey(OwnList, on_delete=models.PROTECT, null=True, blank=True, related_name="packs")
    from_on = models.DateField()
    until_on = models.DateField()
    goes_out = models.BooleanField(default=False)
    opening = models.TextField(max_length=3000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(~Q(key="") & Q(own=None)) | Q(key="", own__isnull=False), name="a_pack_has_one_list"
            ),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="a_pack_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["school", "-until_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("packs:pack", args=[self.pk])

    def held(self) -> "Pack":
        return Pack.objects.select_for_update().get(pk=self.pk)

    def criteria(self) -> CriteriaList:
        return self.own.as_list() if self.own else shipped()[self.key]

    def look(self, *, at: datetime, person: Person | None = None) -> Look:
        return Look(self.school, self.from_on, self.until_on, at, person)

    def word(self, *, by: Person, at: datetime, **words: Any) -> None:
        """Title, days, readers and first words. Files say what was said before: they go."""
        with transaction.atomic():
            self.held()
            for name, word in words.items():
                setattr(self, name, word)
            self.save(update_fields=list(words))
            record(by, "worded", self, at=at)
            self.throw_away_files()

    def answer(
        self, criterion: str, *, refs: Collection[str], offered: Iterable[str], sentence: str, by: Person,
        at: datetime,
    ) -> "Answer":  # fmt: skip
        """What is shown for a criterion, of what was ``offered``. What a colleague chose and this one may not see
        stays chosen."""
        with transaction.atomic():
            self.held()
            answer, _new = self.answers.get_or_create(criterion=criterion, defaults={"by": by, "at": at})
            unseen = [ref for ref in answer.facts if ref not in set(offered)]
            answer.facts, answer.sentence = [*unseen, *sorted(refs)], sentence
            answer.by, answer.at = by, at
            answer.save()
            record(by, "answered", self, at=at)
            self.throw_away_files()
        return answer

    def take_all(self, found: Found, *, by: Person, at: datetime) -> None:
        """Everything that was found, for each criterion that nobody has answered."""
        with transaction.atomic():
            self.held()
            answered = set(self.answers.values_list("criterion", flat=True))
            for one in self.criteria().criteria:
                refs = [fact.ref for kind in one.kinds for fact in found.get(kind, ())]
                if refs and one.key not in answered:
                    self.answers.create(criterion=one.key, facts=refs, by=by, at=at)
            record(by, "answered", self, at=at)
            self.throw_away_files()

    def make(self, *, by: Person, at: datetime) -> "Making":
        """Have it made by the worker, as far as whoever asks may see. One that is being made is that one."""
        from collegium.packs.jobs import make  # noqa: PLC0415  the job loads this noun
        from collegium.packs.models.making import Making  # noqa: PLC0415

        with transaction.atomic():
            self.held()
            if not self.answers.exclude(facts=[], sentence="").exists():
                raise NothingTicked
            if going := Making.objects.going().filter(pack=self).first():
                return going
            making = Making.objects.create(pack=self, by=by, at=at)
            record(by, "had made", self, at=at)
            later(make, making.pk)
        return making

    def remove(self, *, by: Person, at: datetime) -> None:
        """The pack and its files. What it showed stands where it stood."""
        with transaction.atomic():
            self.held()
            self.throw_away_files()
            record(by, "removed", self, at=at)
            self.delete()

    def throw_away_files(self) -> None:
        """What was made says what was chosen before."""
        for making in self.makings.all():
            making.remove()


class Answer(models.Model):
    """What is shown for one criterion: facts by what they are, and a sentence of its makers."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=40)
    facts = models.JSONField(default=list)
    sentence = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "criterion"], name="one_answer_to_a_criterion")]

    def __str__(self) -> str:
        return self.criterion
