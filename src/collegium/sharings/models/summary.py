"""A page for the open web: what was found in a few lines, films and links, and whom to write to."""

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from collegium.history.models import record
from collegium.outcomes.models import ChangedMeanwhile, Edition, Report
from collegium.people.models import Person, School

if TYPE_CHECKING:
    from typing import Self


class PrivateAddress(Exception):
    """A colleague signs in with it: what stands on the open web is an address of the school."""


class ContactQuerySet(models.QuerySet["Contact"]):
    def give(self, school: School, *, who: str, email: str, by: Person, at: datetime) -> "Contact":
        """Whom strangers may write to. Never the address of somebody's account."""
        if Person.objects.filter(email__iexact=email).exists():
            raise PrivateAddress
        with transaction.atomic():
            contact, _new = self.update_or_create(
                school=school, defaults={"who": who, "email": email, "by": by, "at": at}
            )
            record(by, "gave a contact for", school, at=at)
        return contact

    def take_back(self, school: School, *, by: Person, at: datetime) -> None:
        """By the next request nobody reads it, and no summary of the school stands on the web."""
        with transaction.atomic():
            if self.filter(school=school).delete()[0]:
                record(by, "took back the contact of", school, at=at)


class Contact(models.Model):
    """A school's address for strangers: an office that answers, and the words beside it."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="public_contact")
    who = models.CharField(max_length=120)
    email = models.EmailField(max_length=120)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    def __str__(self) -> str:
        return self.who


class SummaryQuerySet(models.QuerySet["Summary"]):
    def public(self) -> "Self":
        """Its report is on the web, each author and the school said yes to these words, and there is a contact."""
        said = SummaryYes.objects.filter(
            summary=OuterRef(OuterRef("pk")), person=OuterRef("person"), to=OuterRef(OuterRef("mark"))
        )
        authors = Edition.authors.through.objects.filter(edition=OuterRef("report__edition"))
        silent = authors.filter(~Exists(said))
        contact = Contact.objects.filter(school=OuterRef("school"))
        return self.filter(
            ~Exists(silent), Exists(contact), report__in=Report.objects.public().values("pk"), allowed_to=F("mark")
        )

    def write(
        self, report: Report, words: str, links: list[list[str]], *, school: School, by: Person, at: datetime
    ) -> "Summary":
        """Other words want everybody's yes again; the same words do not."""
        mark = hashlib.sha256(json.dumps([words, links]).encode()).hexdigest()
        with transaction.atomic():
            now = report.held()
            summary, _new = self.update_or_create(
                report=now, defaults={"words": words, "links": links, "mark": mark},
                create_defaults={"words": words, "links": links, "mark": mark, "school": school, "at": at},
            )  # fmt: skip
            record(by, "wrote the summary of", now, at=at)
        return summary


class Summary(models.Model):
    """A report's own page for strangers. ``mark`` tells these words from others; ``allowed_to``: the school's yes."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="summary")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="summaries")
    words = models.TextField(max_length=1500)
    links = models.JSONField(default=list)
    mark = models.CharField(max_length=64)
    allowed_to = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"summary {self.pk}"

    @property
    def public_url(self) -> str:
        return reverse("sharings:web", args=[self.report_id])

    @property
    def is_allowed(self) -> bool:
        return self.allowed_to == self.mark

    def yes_of(self) -> list[tuple[Person, bool]]:
        """Each author of the report, and whether they said yes to these words."""
        said = set(self.yeses.filter(to=self.mark).values_list("person", flat=True))
        edition = self.report.edition
        return [(one, one.pk in said) for one in (edition.authors_in_order if edition else [])]

    def _held(self, seen: str) -> "Summary":
        self.report.held()
        now = Summary.objects.get(pk=self.pk)
        if now.mark != seen:
            raise ChangedMeanwhile
        return now

    def agree(self, person: Person, *, seen: str, at: datetime) -> None:
        """An author's yes to the words they read."""
        with transaction.atomic():
            now = self._held(seen)
            now.yeses.update_or_create(person=person, defaults={"to": seen, "at": at})
            record(person, "agreed to the summary of", now.report, at=at)

    def allow(self, *, seen: str, by: Person, at: datetime) -> None:
        """The school's yes."""
        with transaction.atomic():
            now = self._held(seen)
            Summary.objects.filter(pk=now.pk).update(allowed_to=seen)
            record(by, "allowed the summary of", now.report, at=at)
        self.refresh_from_db()

    def take_back(self, *, by: Person, for_school: bool, at: datetime) -> None:
        """One author's yes, or the school's: either is enough to take the page from the web at once."""
        with transaction.atomic():
            self.report.held()
            if for_school:
                Summary.objects.filter(pk=self.pk).update(allowed_to="")
            self.yeses.filter(person=by).delete()
            record(by, "took back the summary of", self.report, at=at)
        self.refresh_from_db()


class SummaryYes(models.Model):
    """One author's word: these few lines, these links, for everybody."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    to = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "summary yeses"
        constraints = [
            models.UniqueConstraint(fields=["summary", "person"], name="one_yes_of_an_author_to_a_summary")
        ]
