"""What a group, or one enquirer, found: written together, agreed by each author, and as it was on the day it was
shared."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.outcomes.beginning import SECTIONS
from collegium.outcomes.models.author import Author
from collegium.outcomes.models.edition import Edition, fingerprint
from collegium.outcomes.models.section import Kind, Section
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect, Theme


class ChangedMeanwhile(Exception):
    """The words are no longer those that this author read when they said yes."""


class Unfinished(Exception):
    """Something without which it is not shared is not written yet."""

    def __init__(self, sections: "list[Section]") -> None:
        super().__init__()
        self.sections = sections


class StillQuoted(Exception):
    """Somebody's own words stand in it: they cannot be passed over while they do."""


class Reach(models.TextChoices):
    """Whom a shared report reaches. The next sharing may go further, and never less far: it is withdrawn."""

    GROUP = "group", _("our group")
    SCHOOL = "school", _("everyone at our school")
    NETWORK = "network", _("the schools we work with")
    PUBLIC = "public", _("everybody, also on the web")


class ReportQuerySet(models.QuerySet["Report"]):
    @door
    def visible_to(self, person: Person) -> "ReportQuerySet":
        """What one writes oneself; of what is shared, as far as its authors let it go. No duty adds to it."""
        # Flat on purpose: history asks for all nouns in one sentence, and SQLite follows it only so deep.
        posts = person.appointments_now()
        reaches = _reaching(posts.values("school"), posts.values("school__networks"))
        agreed = Edition.authors.through.objects.filter(edition=OuterRef("edition"), person=person)
        own = self._own(person) | Q(Exists(agreed))
        return self.filter(own | (reaches & Q(edition__isnull=False, withdrawn_at=None)))

    def written_by(self, person: Person) -> "ReportQuerySet":
        """Those in which this person may write: of one's groups of today, and where one is an author."""
        return self.filter(self._own(person))

    def _own(self, person: Person) -> Q:
        author = Author.objects.filter(report=OuterRef("pk"), person=person)
        return Q(group__in=Group.objects.of_member(person).values("pk")) | Q(Exists(author))

    def shared(self) -> "ReportQuerySet":
        """What stands for readers: every author said yes, and none took it back. ``edition`` is what they read."""
        return self.filter(edition__isnull=False, withdrawn_at=None)

    def public(self) -> "ReportQuerySet":
        """Of those, what strangers read too."""
        return self.shared().filter(reach=Reach.PUBLIC)

    def drafts(self) -> "ReportQuerySet":
        """Never shared so far."""
        return self.filter(edition=None)

    def reaching_all_at(self, school: School) -> "ReportQuerySet":
        """What everybody on that staff may read, whatever else each of them may."""
        return self.shared().filter(_reaching([school.pk], school.networks.values("pk")))

    def begin(
        self, title: str, *, by: Person, at: datetime, year_starts_on: date, group: Group | None = None,
        school: School | None = None,
    ) -> "Report":  # fmt: skip
        """A sheet with its headings, and whoever begins it as its first author.

        A group that has begun one and not shared it goes on with that one.
        """
        with transaction.atomic():
            if group:
                group.locked()
                if already := self.drafts().filter(group=group).first():
                    return already
            report = self.create(title=title, group=group, year_starts_on=year_starts_on, at=at)
            schools = group.schools.filter(is_outside=False) if group else [school] if school else []
            report.schools.set(schools)
            if group and group.theme:
                report.themes.add(group.theme)
                report.aspects.set([group.theme.aspect] if group.theme.aspect else [])
            Section.objects.bulk_create(
                Section(report=report, place=place, kind=kind, heading=str(heading), by=by, at=at)
                for place, (kind, heading) in enumerate(SECTIONS)
            )
            report.authors.create(person=by, at=at)
            record(by, "began", report, at=at)
        return report


def _reaching(schools: Any, networks: Any) -> Q:
    """As far as their authors let them go: to the staff of these schools, or of schools of these networks."""
    at = Report.schools.through.objects.filter(report=OuterRef("pk"))
    return (
        Q(Exists(at.filter(school__in=schools)), reach__in=[Reach.SCHOOL, Reach.NETWORK])
        | Q(Exists(at.filter(school__networks__in=networks)), reach=Reach.NETWORK)
        | Q(reach=Reach.PUBLIC)
    )


class Report(models.Model):
    """A report: its sheet, on which its writers go on writing, and the edition that readers have.

    ``edition`` is set by the last author's yes, and replaced by that of the next version. ``asked_reach`` is whom its
    authors are asked to share it with; ``reach`` whom it was shared with.
    """

    title = models.CharField(max_length=160)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    schools = models.ManyToManyField(School, related_name="reports", blank=True)
    year_starts_on = models.DateField()
    themes = models.ManyToManyField(Theme, related_name="reports", blank=True)
    aspects = models.ManyToManyField(Aspect, related_name="reports", blank=True)
    asked_reach = models.CharField(max_length=8, choices=Reach.choices, blank=True)
    reach = models.CharField(max_length=8, choices=Reach.choices, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    # As history calls a yes.
    AGREED = "agreed to"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(edition=None) | ~Q(reach=""), name="what_is_shared_reaches_somebody"),
        ]
        indexes = [models.Index(fields=["year_starts_on"]), models.Index(fields=["reach"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outcomes:report", args=[self.pk])

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    @property
    def is_shared(self) -> bool:
        return self.edition_id is not None and self.withdrawn_at is None

    def held(self) -> "Report":
        """With its row held: what its authors agree to does not change under their hands."""
        return Report.objects.select_for_update().get(pk=self.pk)

    def content(self) -> dict[str, Any]:
        """Everything that readers would have now, as plain data: what an author says yes to."""
        written = self.sections.order_by("place", "pk").prefetch_related("pictures", "brought")
        sections = [one.content() for one in written if one.words.strip() or one.pictures.all()]
        return {
            "title": self.title, "year": self.year_starts_on.isoformat(), "sections": sections,
            "themes": sorted(self.themes.values_list("pk", flat=True)),
            "aspects": sorted(self.aspects.values_list("pk", flat=True)),
        }  # fmt: skip

    def print_of(self, content: dict[str, Any] | None = None) -> str:
        """The hash of the words as they stand and of those whom they would reach."""
        return fingerprint(self.content() if content is None else content, self.asked_reach)

    def missing(self) -> "list[Section]":
        """What for, and what pupils had of it: no report goes out without these two."""
        return list(self.sections.filter(kind__in=[Kind.PURPOSE, Kind.BENEFIT], words="").order_by("place", "pk"))

    # Writing

    def describe(
        self, title: str, *, themes: Iterable[Theme], aspects: Iterable[Aspect], by: Person, at: datetime
    ) -> None:
        """What it is called, and what it is about."""
        with transaction.atomic():
            now = self.held()
            now.title = title
            now.save(update_fields=["title"])
            now.themes.set(themes)
            now.aspects.set(aspects)
            record(by, "described", now, at=at)
        self.title = title

    def add_section(self, heading: str, *, by: Person, at: datetime) -> "Section":
        """One more heading, at the end."""
        with transaction.atomic():
            now = self.held()
            last = now.sections.order_by("-place", "-pk").first()
            section = now.sections.create(
                place=last.place + 1 if last else 0, kind=Kind.OWN, heading=heading, by=by, at=at
            )
            record(by, "added to", now, at=at)
        return section

    def name(self, person: Person, *, by: Person, at: datetime) -> "Author":
        """One more author of the next version. Named twice is named once."""
        with transaction.atomic():
            now = self.held()
            author, is_new = now.authors.get_or_create(person=person, defaults={"at": at})
            if is_new:
                record(by, "named", now, at=at)
        return author

    def leave_out(self, person: Person, *, by: Person, at: datetime) -> None:
        """Not an author of the next version, nor asked. Nobody is left out of what holds their own words.

        Above what was shared with their yes they stand as before.
        """
        with transaction.atomic():
            now = self.held()
            if now.quotes(person):
                raise StillQuoted
            if now.authors.count() > 1 and now.authors.filter(person=person).delete()[0]:
                record(by, "left out", now, at=at)

    def quotes(self, person: Person) -> bool:
        """Whether a paragraph of it is taken from this person's own words."""
        from collegium.outcomes.models.section import Brought  # noqa: PLC0415

        return Brought.objects.filter(section__report=self, person=person).exists()

    # Sharing

    def wider(self) -> list[str]:
        """Whom its authors can be asked to share it with: as far as it went already, or further."""
        reaches = list(Reach)
        least = reaches.index(Reach(self.reach)) if self.is_shared else 0
        return [str(one) for one in reaches[least:] if self._can_reach(one)]

    def _can_reach(self, reach: Reach) -> bool:
        return self.group_id is not None if reach == Reach.GROUP else self.schools.exists()

    def ask(self, reach: str, *, by: Person, at: datetime) -> None:
        """Put to its authors: shall these people read it? Whoever asks has not said yes by that."""
        with transaction.atomic():
            now = self.held()
            if reach not in now.wider():
                return
            if lacking := now.missing():
                raise Unfinished(lacking)
            Report.objects.filter(pk=now.pk).update(asked_reach=reach)
            record(by, "asked", now, at=at)
        self.asked_reach = reach

    def agree(self, person: Person, *, seen: str, at: datetime) -> "Edition | None":
        """An author's yes to exactly what they read. The last yes shares it: from then on it does not change."""
        with transaction.atomic():
            now = self.held()
            content = now.content()
            if not now.asked_reach or now.print_of(content) != seen:
                raise ChangedMeanwhile
            if now.missing():
                raise Unfinished(now.missing())
            if now.authors.filter(person=person).exclude(yes_to=seen).update(yes_to=seen, yes_at=at):
                record(person, self.AGREED, now, at=at)
            edition = None
            if not now.authors.exclude(yes_to=seen).exists():
                edition = now._freeze(content, by=person, at=at)
        self.refresh_from_db()
        return edition

    def _freeze(self, content: dict[str, Any], *, by: Person, at: datetime) -> "Edition":
        last = self.editions.order_by("-number").first()
        edition = Edition.objects.freeze(self, content, number=last.number + 1 if last else 1, at=at)
        self.edition, self.reach, self.asked_reach, self.withdrawn_at = edition, self.asked_reach, "", None
        self.shared_at = at
        self.save(update_fields=["edition", "reach", "asked_reach", "shared_at", "withdrawn_at"])
        record(by, "shared", self, at=at)
        return edition

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Nobody but its writers reads it by the next request, and no version of it is left to read.

        The sheet stays with those who wrote it; that there was a report, and when, stays too.
        """
        with transaction.atomic():
            now = self.held()
            if now.is_shared:
                Report.objects.filter(pk=now.pk).update(withdrawn_at=at, asked_reach="")
                now.authors.update(yes_to="", yes_at=None)
                record(by, "withdrew", now, at=at)
                for edition in now.editions.all():
                    edition.empty(by=by, at=at)
        self.refresh_from_db()
