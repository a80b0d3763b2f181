"""Something to read, watch, follow or use: what it is, for whom, and whom whoever brought it gave it to."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.files.models import File
from collegium.groups.audience import Reaching, ReachingQuerySet
from collegium.history.models import record
from collegium.people.models import Person
from collegium.programmes.models import Theme


class NoConsent(Exception):
    """People can be seen in the film, and nobody has said that they agreed."""


class WorkQuerySet(ReachingQuerySet):
    def matching(self, words: str) -> "WorkQuerySet":
        """Every word occurs in title, authors, what it is about, provider, number or theme."""
        found = self
        for word in words.split():
            themed = Work.themes.through.objects.filter(work=OuterRef("pk"), theme__title__icontains=word)
            found = found.filter(
                Q(title__icontains=word) | Q(authors__icontains=word) | Q(about__icontains=word)
                | Q(provider__icontains=word) | Q(isbn=word.replace("-", "")) | Exists(themed)
            )  # fmt: skip
        return found

    def labelled(self, value: str) -> "WorkQuerySet":
        return self.filter(Exists(Label.objects.filter(work=OuterRef("pk"), value=value)))

    def themed(self, title: str) -> "WorkQuerySet":
        return self.filter(Exists(Work.themes.through.objects.filter(work=OuterRef("pk"), theme__title=title)))

    def on_the_shelf_of(self, group: Any) -> "WorkQuerySet":
        return self.filter(shelvings__group=group)

    def bring(self, *, person: Person, at: datetime, labels: Iterable[str] = (), themes: Iterable[Theme] = (),
              **words: Any) -> "Work":  # fmt: skip
        """A work for those whom it reaches."""
        with transaction.atomic():
            work: Work = self.create(person=person, at=at, **words)
            work.say_for_whom(labels, themes)
            record(person, "brought", work, at=at)
        return work


class Work(Reaching):
    """A book, an article, a course, a tool, a video or a note.

    ``consent`` says who agreed where people can be seen in a film: without it, nobody else sees the film.
    """

    class Kind(models.TextChoices):
        BOOK = "book", _("book")
        ARTICLE = "article", _("article")
        RESEARCH = "research", _("research")
        COURSE = "course", _("course")
        TOOL = "tool", _("toolkit tool")
        VIDEO = "video", _("video")
        NOTE = "note", _("note")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=200)
    authors = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    isbn = models.CharField(max_length=13, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    link = models.URLField(max_length=400, blank=True)
    about = models.TextField(blank=True, max_length=20_000)
    shows_people = models.BooleanField(default=False)
    consent = models.CharField(max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="works")
    files: "models.ManyToManyField[File, Attached]" = models.ManyToManyField(
        File, through="Attached", related_name="works"
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shows_people=False) | ~Q(consent="") | Q(audience="me"), name="filmed_people_have_agreed"
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                name="work_leads_to_the_web",
            ),
        ]
        indexes = [models.Index(fields=["-at"]), models.Index(fields=["audience", "school"])]

    def __str__(self) -> str:
        return str(self.title or _("something that was taken back"))

    def get_absolute_url(self) -> str:
        return reverse("library:work", args=[self.pk])

    def say_for_whom(self, labels: Iterable[str], themes: Iterable[Theme]) -> None:
        """Its labels and themes as they stand now."""
        self.themes.set(themes)
        self.labels.exclude(value__in=(given := list(labels))).delete()
        there = set(self.labels.values_list("value", flat=True))
        Label.objects.bulk_create([Label(work=self, value=one) for one in given if one not in there])

    def describe(self, *, by: Person, at: datetime, labels: Iterable[str], themes: Iterable[Theme],
                 **words: Any) -> None:  # fmt: skip
        """What is said of it as it stands now. What was taken back stays so."""
        with transaction.atomic():
            now = Work.objects.select_for_update().get(pk=self.pk)
            if now.is_withdrawn:
                return
            if words["shows_people"] and not words["consent"] and now.audience != "me":
                raise NoConsent
            Work.objects.filter(pk=self.pk).update(**words)
            self.say_for_whom(labels, themes)
            record(by, "described", self, at=at)
        self.refresh_from_db()

    def wider(self) -> list[str]:
        """A film of people who have not agreed goes to nobody."""
        return [] if self.shows_people and not self.consent else super().wider()

    def attach(self, file: File, *, by: Person, at: datetime) -> None:
        """Whoever may see the work may have the file."""
        with transaction.atomic():
            Attached.objects.create(work=self, file=file)
            record(by, "attached", self, at=at)

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Its words and files are gone for everybody. That it was read and used stays."""
        with transaction.atomic():
            gone = Work.objects.standing().filter(pk=self.pk).update(
                withdrawn_at=at, title="", authors="", year=None, isbn="", provider="", language="", minutes=None,
                link="", about="", consent="", shows_people=False,
            )  # fmt: skip
            if gone:
                self.say_for_whom((), ())
                for file in self.files.filter(person=self.person):
                    file.remove(by=by, at=at)
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()


class Label(models.Model):
    """For which type of school, for whom or for which level a work is: one of ``labels``."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="labels")
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "value"], name="one_label_of_a_work")]
        indexes = [models.Index(fields=["value", "work"])]


class Attached(models.Model):
    """A file of a work: a handout, slides, the text itself."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="attached")
    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="attached")
