"""A school's own list of criteria: what its governors ask, what it set itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.packs.criteria import CriteriaList, Criterion
from collegium.people.models import Person, Responsibility, School

if TYPE_CHECKING:
    from typing import Self

MOST_CRITERIA = 40


class InUse(Exception):
    """A pack is filled by this list: it is not taken away from under it."""


def led_by(person: Person) -> models.QuerySet[School]:
    """The schools where this person leads learning, or belongs to the leadership team: by name, or for a network."""
    duty = Responsibility.objects.current().filter(person=person, kind__in=["cpd-lead", "leadership"])
    return School.objects.filter(
        Q(pk__in=duty.values("school")) | Q(networks__in=duty.values("network")), is_outside=False
    ).distinct()


class OwnListQuerySet(models.QuerySet["OwnList"]):
    @door
    def visible_to(self, person: Person) -> "Self":
        """Whoever leads the school, or learning there."""
        return self.filter(school__in=led_by(person).values("pk"))

    def begin(self, school: School, *, title: str, about: str, by: Person, at: datetime) -> "OwnList":
        with transaction.atomic():
            begun = self.create(school=school, title=title, about=about, by=by, at=at)
            record(by, "began", begun, at=at)
        return begun


class OwnList(models.Model):
    """A list of criteria that a school wrote itself."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="criteria_lists")
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OwnListQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("packs:own-list", args=[self.pk])

    def has_room(self) -> bool:
        """Beyond forty nobody reads on."""
        return self.criteria.count() < MOST_CRITERIA

    def add(
        self, title: str, *, about: str, ask: str, kinds: list[str], least: int, by: Person, at: datetime
    ) -> "OwnCriterion | None":
        """One more criterion, at the end, where there is room."""
        with transaction.atomic():
            now = OwnList.objects.select_for_update().get(pk=self.pk)
            last = now.criteria.order_by("-place").first()
            if not now.has_room():
                return None
            added = now.criteria.create(
                place=last.place + 1 if last else 1, title=title, about=about, ask=ask, kinds=kinds, least=least
            )
            record(by, "added to", now, at=at)
            now.throw_away_files()
        return added

    def take_out(self, criterion: "OwnCriterion", *, by: Person, at: datetime) -> None:
        """What packs said for it goes with it."""
        from collegium.packs.models.pack import Answer  # noqa: PLC0415  a pack names its list

        with transaction.atomic():
            if self.criteria.filter(pk=criterion.pk).delete()[0]:
                Answer.objects.filter(pack__own=self, criterion=criterion.key).delete()
                record(by, "took out of", self, at=at)
                self.throw_away_files()

    def remove(self, *, by: Person, at: datetime) -> None:
        """Away with it, where no pack stands on it."""
        with transaction.atomic():
            now = OwnList.objects.select_for_update().get(pk=self.pk)
            if now.packs.exists():
                raise InUse
            record(by, "removed", now, at=at)
            now.delete()

    def throw_away_files(self) -> None:
        """Files of its packs say what it asked before: they go."""
        for pack in self.packs.select_for_update().order_by("pk"):
            pack.throw_away_files()

    def as_list(self) -> CriteriaList:
        return CriteriaList(
            f"own-{self.pk}", self.title, self.about, str(self.school),
            tuple(one.as_criterion() for one in self.criteria.order_by("place")),
        )  # fmt: skip


class OwnCriterion(models.Model):
    """One of its criteria: what is to be shown, which kinds of facts speak for it, what is to be written."""

    own_list = models.ForeignKey(OwnList, on_delete=models.CASCADE, related_name="criteria")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    about = models.CharField(max_length=400, blank=True)
    ask = models.CharField(max_length=300, blank=True)
    kinds = models.JSONField(default=list)
    least = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name_plural = "own criteria"
        constraints = [
            models.UniqueConstraint(fields=["own_list", "place"], name="one_criterion_in_a_place"),
            models.CheckConstraint(condition=Q(least__gte=1), name="a_criterion_asks_for_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        return f"c{self.pk}"

    def as_criterion(self) -> Criterion:
        return Criterion(self.key, self.title, self.about, "", tuple(self.kinds), self.least, self.ask)
