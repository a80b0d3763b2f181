"""Pupils' work and other artefacts: kept by a group, with the yes of those whose it is."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.files.looking import Looked
from collegium.files.models import File
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person


class SampleQuerySet(models.QuerySet["Sample"]):
    @door
    def visible_to(self, person: Person) -> "SampleQuerySet":
        """The group's members, and nobody else: a sample never leaves it."""
        return self.filter(group__in=Group.objects.of_member(person))

    def standing(self) -> "SampleQuerySet":
        return self.filter(withdrawn_at=None)

    def add(
        self, group: Group, looked: Looked, *, name: str, title: str, consent: str, consent_on: date, by: Person,
        at: datetime, about: str = "",
    ) -> "Sample":  # fmt: skip
        """A file whose names are removed, and who said yes to it."""
        with transaction.atomic():
            file = File.objects.keep(looked, name=name, by=by, at=at, describes=title)
            sample = self.create(
                group=group, file=file, title=title, about=about, consent=consent, consent_on=consent_on, by=by, at=at
            )
            record(by, "added", sample, at=at)
        return sample


class Sample(models.Model):
    """A piece of work, or what a group made itself. Withdrawn, no more than that there was one stays."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="samples")
    file = models.OneToOneField(File, on_delete=models.SET_NULL, null=True, blank=True, related_name="sample")
    title = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=500, blank=True)
    consent = models.CharField(max_length=200, blank=True)
    consent_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        constraints = [
            # No sample without somebody's yes.
            models.CheckConstraint(
                condition=~Q(consent="") | Q(withdrawn_at__isnull=False), name="a_yes_to_a_sample"
            ),
        ]

    def __str__(self) -> str:
        return f"sample {self.pk}"

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """A yes was taken back: file and words are gone at once. Doing it again changes nothing."""
        with transaction.atomic():
            standing = Sample.objects.filter(pk=self.pk, withdrawn_at=None)
            file = self.file
            if standing.update(withdrawn_at=at, title="", about="", consent="", file=None):
                if file:
                    file.remove(by=by, at=at)
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()
