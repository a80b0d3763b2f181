"""What a group reads together: the text, who said that they read it, its sections, and what was said about each."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.library.models import Work
from collegium.meetings.models import Meeting
from collegium.people.models import Person

if TYPE_CHECKING:
    from typing import Self


class Taken(Exception):
    """The group reads something already: it finishes that first."""


class OfReadersQuerySet(models.QuerySet):
    """What belongs to the group that reads, and to nobody else."""

    group_by = "group"

    @door
    def visible_to(self, person: Person) -> "Self":
        return self.filter(**{f"{self.group_by}__in": Group.objects.of_member(person)})


class ReadingQuerySet(OfReadersQuerySet):
    def open(self) -> "ReadingQuerySet":
        return self.filter(ended_at=None)

    def begin(self, group: Group, work: Work, *, by: Person, at: datetime) -> "Reading":
        """The group reads this from now on. The same again is one; another waits until this is finished."""
        with transaction.atomic():
            group.locked()
            if now := self.open().filter(group=group).first():
                if now.work_id != work.pk:
                    raise Taken
                return now
            reading: Reading = self.create(
                group=group, work=work, title=work.title, authors=work.authors, at=at
            )
            record(by, "began to read", reading, at=at)
        return reading


class Reading(models.Model):
    """A book, an article or a piece of research that a group reads together; of past years too.

    Title and authors stand here once more: members of other schools read them, whoever may open the work.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="readings")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="readings")
    title = models.CharField(max_length=200)
    authors = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    shortlisted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(ended_at=None), name="one_open_reading_of_a_group")
        ]
        indexes = [models.Index(fields=["group", "-at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reading:reading", args=[self.pk])

    def locked(self) -> "Reading":
        return Reading.objects.select_for_update().get(pk=self.pk)

    def lay_out(self, sections: Iterable[tuple[str, str]], *, by: Person, at: datetime) -> None:
        """Its sections in order, the first for the next meeting, and so on. What was said of one keeps it."""
        with transaction.atomic():
            self.locked()
            there = {section.title: section for section in self.sections.all()}
            coming = iter(Meeting.objects.filter(group=self.group_id).upcoming(at).order_by("starts_at", "pk"))
            wanted = list(dict(sections).items())
            self.sections.exclude(title__in=[title for title, _pages in wanted]).filter(comments=None).delete()
            for order, (title, pages) in enumerate(wanted, 1):
                kept = there.get(title) or Section(reading=self, title=title)
                kept.order, kept.pages = order, pages
                kept.meeting = next(coming, None)
                kept.save()
            record(by, "laid out", self, at=at)

    def pledge(self, person: Person, *, at: datetime) -> None:
        """I read it. Nobody keeps watch; saying it twice changes nothing."""
        with transaction.atomic():
            self.locked()
            pledge, is_new = self.pledges.get_or_create(person=person, defaults={"at": at})
            if is_new:
                record(person, "pledged", pledge, at=at)

    def take_back_pledge(self, person: Person, *, at: datetime) -> None:
        with transaction.atomic():
            for pledge in self.pledges.filter(person=person):
                record(person, "took back a pledge", pledge, at=at)
                pledge.delete()

    def mark(self, person: Person, order: int) -> None:
        """How far somebody has read: for themselves alone, so it is told nowhere."""
        with transaction.atomic():
            self.locked()
            Place.objects.update_or_create(reading=self, person=person, defaults={"order": order})

    def finish(self, *, by: Person, at: datetime) -> None:
        """On to the next book. All that was said about this one stays."""
        with transaction.atomic():
            if Reading.objects.filter(pk=self.pk, ended_at=None).update(ended_at=at):
                record(by, "finished", self, at=at)
        self.refresh_from_db()


class Pledge(models.Model):
    """That somebody said they read it. There is no list of those who have not."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="pledges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "person"], name="one_pledge_of_a_reader")]


class Place(models.Model):
    """How far somebody has read, by the number of the section. Theirs alone."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "person"], name="one_place_of_a_reader")]


class SectionQuerySet(OfReadersQuerySet):
    group_by = "reading__group"


class Section(models.Model):
    """Some pages that the group reads for a meeting."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    pages = models.CharField(max_length=40, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="sections")

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "title"], name="sections_have_names")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reading:section", args=[self.pk])

    def plan(self, meeting: Meeting | None, *, by: Person, at: datetime) -> None:
        """Read for that meeting, or for none in particular."""
        with transaction.atomic():
            self.meeting = meeting
            self.save(update_fields=["meeting"])
            record(by, "planned", self, at=at)

    def say(self, text: str, *, person: Person, at: datetime) -> "Comment":
        with transaction.atomic():
            comment = self.comments.create(person=person, text=text, at=at)
            record(person, "commented", comment, at=at)
        return comment


class CommentQuerySet(OfReadersQuerySet):
    group_by = "section__reading__group"

    def standing(self) -> "CommentQuerySet":
        return self.filter(withdrawn_at=None)


class Comment(models.Model):
    """What a reader says about a section. It stays folded for those who have not read so far."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    def take_back(self, *, at: datetime) -> None:
        """Its words are gone for everybody."""
        with transaction.atomic():
            if Comment.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at, text=""):
                record(self.person, "took back a comment", self, at=at)
