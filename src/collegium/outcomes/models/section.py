"""What stands under one heading of a report: written by several at once, begun from what is already there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collegium.files.looking import Looked
from collegium.files.models import File
from collegium.history.models import record
from collegium.kit.text import LONGEST, as_html
from collegium.meetings.merging import merge
from collegium.outcomes.models.edition import Shown
from collegium.people.models import Person


class Clash(Exception):
    """Two changed the same lines: both texts are there, and somebody decides."""

    def __init__(self, section: "Section") -> None:
        super().__init__()
        self.section = section


class TooLong(Exception):
    """More than one heading holds: nothing was changed."""


class Kind(models.TextChoices):
    PURPOSE = "purpose", _("What it was for")
    DONE = "done", _("What was done")
    SEEN = "seen", _("What was seen")
    BENEFIT = "benefit", _("What pupils had of it")
    THOUGHTS = "thoughts", _("Thoughts")
    NEXT = "next", _("What comes next")
    OWN = "own", _("A heading of our own")


def plain_lines(text: str) -> str:
    """Line ends as one sign; forms send two. Signs that a database refuses go."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n")


class Section(models.Model):
    """A heading and its words. Each saving has a number; who saves with an older one overwrites nobody."""

    report = models.ForeignKey("outcomes.Report", on_delete=models.CASCADE, related_name="sections")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    heading = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["report", "place"])]

    def __str__(self) -> str:
        return self.heading

    @property
    def html(self) -> SafeString:
        return as_html(self.words)

    @property
    def is_needed(self) -> bool:
        """No report goes out without its purpose and what pupils had of it."""
        return self.kind in (Kind.PURPOSE, Kind.BENEFIT)

    def content(self) -> dict[str, Any]:
        """As readers would have it now, as plain data."""
        pictures = sorted(self.pictures.all(), key=lambda one: (one.place, one.pk))
        brought = sorted(self.brought.all(), key=lambda one: one.pk)
        return {
            "kind": self.kind, "heading": self.heading, "words": self.words,
            "pictures": [[one.file_id, one.describes] for one in pictures],
            "from": [[one.kind, one.words, one.url] for one in brought],
        }  # fmt: skip

    def write(
        self, words: str, *, seen: int, base: str, by: Person, at: datetime, heading: str = "", headed: str = ""
    ) -> None:
        """The words as this writer has them. ``seen`` is the version from which they began; ``base`` and
        ``headed`` are its words and its heading.

        What others wrote since then stays: lines that only one of them changed are put together, and who left the
        heading as it was renames nothing.
        """
        words, base = plain_lines(words), plain_lines(base)
        with transaction.atomic():
            self.report.held()
            now = Section.objects.get(pk=self.pk)
            whole: str | None = words if seen == now.version else merge(base, words, now.words)
            if whole is None:
                raise Clash(now)
            now._become(whole, now.heading if heading in ("", headed) else heading, by=by, at=at)
        self.refresh_from_db()

    def _become(self, words: str, heading: str, *, by: Person, at: datetime) -> None:
        if len(words) > LONGEST:
            raise TooLong
        if (words, heading) == (self.words, self.heading):
            return
        self.words, self.heading, self.version, self.by, self.at = words, heading, self.version + 1, by, at
        self.save()
        record(by, "wrote in", self.report, at=at)

    def bring(
        self, kind: str, thing: int, words: str, *, by: Person, at: datetime, url: str = "", about: str = "",
        person: Person | None = None,
    ) -> "Brought":  # fmt: skip
        """A paragraph from what is already there, at the end of this heading. Whose words they are is asked too.

        Brought twice is brought once.
        """
        with transaction.atomic():
            report = self.report.held()
            again = Brought.objects.filter(section__report=report, kind=kind, thing=thing).first()
            if again:
                return again
            now = Section.objects.get(pk=self.pk)
            now._become(f"{now.words}\n\n{words}".strip("\n"), now.heading, by=by, at=at)
            brought = now.brought.create(kind=kind, thing=thing, words=about, url=url, person=person, by=by, at=at)
            if person:
                report.name(person, by=by, at=at)
        self.refresh_from_db()
        return brought

    def remove(self, *, by: Person, at: datetime) -> None:
        """A heading with all that stands under it. What it was for, and what pupils had of it, stay."""
        with transaction.atomic():
            report = self.report.held()
            if self.is_needed:
                return
            files = [picture.file for picture in self.pictures.select_related("file")]
            record(by, "removed from", report, at=at)
            self.delete()
            throw_away(files, by=by, at=at)

    def show(self, looked: Looked, *, name: str, describes: str, by: Person, at: datetime) -> "Picture":
        """A picture under this heading, and in words what it shows for those who do not see it."""
        with transaction.atomic():
            report = self.report.held()
            file = File.objects.keep(looked, name=name, by=by, at=at, describes=describes)
            last = self.pictures.order_by("-place").first()
            picture = self.pictures.create(file=file, describes=describes, place=last.place + 1 if last else 0)
            record(by, "added to", report, at=at)
        return picture


class Brought(models.Model):
    """That a paragraph began as something that was there: what, where it stands, and whose words it is."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="brought")
    kind = models.CharField(max_length=12)
    thing = models.BigIntegerField()
    words = models.CharField(max_length=200)
    url = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "brought"
        constraints = [models.UniqueConstraint(fields=["section", "kind", "thing"], name="brought_once")]

    def __str__(self) -> str:
        return self.words

    def let_go(self, *, by: Person, at: datetime) -> None:
        """The paragraph is no longer theirs to answer for: whoever takes it off has taken the words out."""
        with transaction.atomic():
            report = self.section.report.held()
            record(by, "removed from", report, at=at)
            self.delete()


class PictureQuerySet(models.QuerySet["Picture"]):
    def in_order(self) -> "PictureQuerySet":
        return self.order_by("place", "pk")


class Picture(models.Model):
    """A picture on the sheet. Taken off, what was shared with it still shows it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    describes = models.CharField(max_length=300)
    place = models.PositiveSmallIntegerField()

    objects = PictureQuerySet.as_manager()

    def __str__(self) -> str:
        return self.describes

    def remove(self, *, by: Person, at: datetime) -> None:
        """Off the sheet. Its file goes too, unless readers have it in what was shared."""
        with transaction.atomic():
            report = self.section.report.held()
            record(by, "removed from", report, at=at)
            self.delete()
            throw_away([self.file], by=by, at=at)


def throw_away(files: Iterable[File], *, by: Person, at: datetime) -> None:
    """Files of pictures that stand on no sheet and in no edition any more."""
    for file in files:
        if not (Picture.objects.filter(file=file).exists() or Shown.objects.filter(file=file).exists()):
            file.remove(by=by, at=at)
