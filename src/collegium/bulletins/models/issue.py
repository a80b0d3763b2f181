"""One week's bulletin: the editor's few words, and lines that point to what happened. Nothing is copied."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from collegium.bulletins.models.bulletin import Bulletin
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility


class ChangedMeanwhile(Exception):
    """Somebody else kept other words after this editor had opened the page."""


@dataclass(frozen=True)
class Section:
    """A slot as its editor filled it: own words, and what it points to by source and number."""

    title: str
    words: str = ""
    things: Sequence[tuple[str, int]] = field(default_factory=list)


class IssueQuerySet(models.QuerySet["Issue"]):
    @door
    def visible_to(self, person: Person) -> "IssueQuerySet":
        """What has appeared: the staff of its school. A draft: of those, whoever puts the bulletin together."""
        here = self.filter(bulletin__school__in=person.schools_now().values("pk"))
        lead = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.CPD_LEAD)
        of_school = lead.filter(school=OuterRef("bulletin__school"))
        of_network = lead.filter(network__schools=OuterRef("bulletin__school"))
        edits = Q(bulletin__editor=person) | Exists(of_school) | Exists(of_network)
        return here.filter(Q(published_at__isnull=False, withdrawn_at=None) | edits)

    def appeared(self) -> "IssueQuerySet":
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def keep(
        self, bulletin: Bulletin, week: date, *, opening: str, sections: Sequence[Section], by: Person, at: datetime,
        seen: int = 0, publish: bool = False,
    ) -> "Issue":  # fmt: skip
        """This week's as it stands now; published, the staff read it. Two editors do not write over each other."""
        with transaction.atomic():
            Bulletin.objects.select_for_update().get(pk=bulletin.pk)
            issue = self.filter(bulletin=bulletin, week=week).first() or Issue(bulletin=bulletin, week=week, at=at)
            if issue.version != seen:
                raise ChangedMeanwhile
            appears = publish and not issue.has_appeared
            issue.opening, issue.by, issue.version = opening, by, issue.version + 1
            if appears:
                issue.published_at, issue.withdrawn_at = at, None
            issue.save()
            issue._fill(sections)
            record(by, "published" if appears else "kept", issue, at=at)
        return issue


class Issue(models.Model):
    """The bulletin of one week."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="issues")
    week = models.DateField()
    opening = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "week"], name="one_bulletin_a_week")]
        indexes = [models.Index(fields=["-week"])]

    def __str__(self) -> str:
        return f"{self.week:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("bulletins:issue", args=[self.pk])

    @property
    def has_appeared(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    def _fill(self, sections: Sequence[Section]) -> None:
        self.parts.all().delete()
        for place, section in enumerate(sections):
            part = Part.objects.create(issue=self, place=place, title=section.title, words=section.words)
            Item.objects.bulk_create([
                Item(part=part, source=source, thing=thing, place=order)
                for order, (source, thing) in enumerate(dict.fromkeys(section.things))
            ])  # fmt: skip

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Nobody reads it any more, and letters that have not left stay here. It can appear again."""
        with transaction.atomic():
            if Issue.objects.appeared().filter(pk=self.pk).update(withdrawn_at=at):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()


class Part(models.Model):
    """One slot in one week."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "place"], name="one_part_of_a_place")]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """A line of it: what it points to. Its words are read where they stand, each time somebody looks."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=20)
    thing = models.BigIntegerField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "source", "thing"], name="told_once_in_a_part")]

    def __str__(self) -> str:
        return f"{self.source}-{self.thing}"
