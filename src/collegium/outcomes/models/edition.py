"""A report as it was shared. Nothing in it changes any more; withdrawn, nothing of it is left."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.safestring import SafeString

from collegium.files.models import File
from collegium.kit.shares import with_bars
from collegium.kit.text import as_html
from collegium.people.alphabet import in_alphabet
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.outcomes.models.report import Report


def fingerprint(content: dict[str, Any], reach: str) -> str:
    """The same words for the same readers give the same sixty-four signs."""
    plain = json.dumps([content, reach], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True)
class Part:
    """A heading of an edition, what stands under it in Markdown, and its pictures in order."""

    kind: str
    heading: str
    words: str
    pictures: "list[Shown]"
    sources: list[tuple[str, str, str]]

    @property
    def html(self) -> SafeString:
        return with_bars(as_html(self.words))


class EditionQuerySet(models.QuerySet["Edition"]):
    def freeze(self, report: "Report", content: dict[str, Any], *, number: int, at: datetime) -> "Edition":
        edition = self.create(
            report=report, number=number, title=report.title, content=content, reach=report.asked_reach,
            fingerprint=fingerprint(content, report.asked_reach), at=at,
        )  # fmt: skip
        edition.authors.set(report.authors.values_list("person", flat=True))
        Shown.objects.bulk_create(
            Shown(edition=edition, part=part, place=place, file_id=file, describes=describes)
            for part, section in enumerate(content["sections"])
            for place, (file, describes) in enumerate(section["pictures"])
            if file
        )
        return edition


class Edition(models.Model):
    """One version that all authors agreed to: its words, the day, and the hash by which anybody can tell it is that.

    ``authors`` are those who said yes to it. Who is named or left out later is so in the next version. Withdrawn,
    hash, day and authors are left and its words are gone.
    """

    report = models.ForeignKey("outcomes.Report", on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160, blank=True)
    reach = models.CharField(max_length=8)
    authors = models.ManyToManyField(Person, related_name="+")
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_edition_of_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def authors_in_order(self) -> list[Person]:
        """As they stand above it: by their last names."""
        authors: list[Person] = list(self.authors.all())
        return sorted(authors, key=lambda one: (in_alphabet(one.last_name), in_alphabet(one.first_name), one.pk))

    @property
    def is_sound(self) -> bool:
        """Its words are those that its authors agreed to."""
        return fingerprint(self.content, self.reach) == self.fingerprint

    def parts(self) -> list[Part]:
        """Heading by heading as it is read, in one query."""
        pictures = list(self.shown.select_related("file").order_by("part", "place"))
        return [
            Part(
                one["kind"], one["heading"], one["words"], [each for each in pictures if each.part == place],
                [(kind, words, url) for kind, words, url in one["from"]],
            )
            for place, one in enumerate(self.content.get("sections", []))
        ]  # fmt: skip

    @property
    def as_markdown(self) -> str:
        """Its words in one text, without its pictures."""
        parts = [f"### {one['heading']}\n\n{one['words']}" for one in self.content.get("sections", [])]
        return "\n\n".join(parts)

    def empty(self, *, by: Person, at: datetime) -> None:
        """It was withdrawn: its words go, and pictures that the sheet does not show."""
        from collegium.outcomes.models.section import throw_away  # noqa: PLC0415  the two nouns know each other

        files = [one.file for one in self.shown.select_related("file")]
        self.shown.all().delete()
        self.title, self.content = "", {}
        self.save(update_fields=["title", "content"])
        throw_away(files, by=by, at=at)


class ShownQuerySet(models.QuerySet["Shown"]):
    def standing(self) -> "ShownQuerySet":
        """In what readers have now."""
        return self.filter(edition=models.F("edition__report__edition"), edition__report__withdrawn_at=None)


class Shown(models.Model):
    """A picture of an edition: under which heading, and what it shows in words."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="shown")
    part = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    describes = models.CharField(max_length=300)

    objects = ShownQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shown"
        constraints = [
            models.UniqueConstraint(fields=["edition", "part", "place"], name="one_picture_of_a_place")
        ]

    def __str__(self) -> str:
        return self.describes
