"""How a school's own directory (Microsoft Entra, Google) brings colleagues here, and takes leavers out."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models.person import Person
from collegium.people.models.school import School

# What a secret begins with, so that scanners for lost keys know it.
MARK = "collegium_directory_"
MINUTE = timedelta(minutes=1)


class DirectoryKeyQuerySet(models.QuerySet["DirectoryKey"]):
    @door
    def visible_to(self, person: Person) -> "DirectoryKeyQuerySet":
        """Who keeps the accounts of the school."""
        return self.filter(school__in=School.objects.kept_by(person))

    def going(self) -> "DirectoryKeyQuerySet":
        return self.filter(revoked_at=None).select_related("school", "by").order_by("school__name", "pk")

    def make(self, school: School, *, by: Person, at: datetime) -> tuple["DirectoryKey", str]:
        """A fresh key, told this once; the one before it opens nothing any more."""
        secret = MARK + secrets.token_urlsafe(32)
        with transaction.atomic():
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
            self.filter(school=school, revoked_at=None).update(revoked_at=at)
            key = self.create(school=school, digest=_digest(secret), by=by, at=at)
            record(by, "made", key, at=at)
        return key, secret

    @door
    def opened_by(self, secret: str, school: str) -> "DirectoryKey | None":
        """The key of this secret, for this school only, while its maker still keeps the accounts there."""
        found = self.going().filter(digest=_digest(secret), school__slug=school).first()
        return found if found and found.opens else None


class DirectoryKey(models.Model):
    """A key for a school's directory. Only a digest is kept; it ends when its maker keeps the accounts no more."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="directory_keys")
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DirectoryKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(revoked_at=None), name="one_directory_key_for_each_school"
            )
        ]

    @property
    def opens(self) -> bool:
        return School.objects.kept_by(self.by).filter(pk=self.school_id).exists()

    def use(self, *, at: datetime) -> None:
        """Noted once a minute: a directory comes many times in a second."""
        mine = DirectoryKey.objects.filter(Q(used_at=None) | Q(used_at__lte=at - MINUTE), pk=self.pk)
        mine.update(used_at=at)

    def revoke(self, *, by: Person, at: datetime) -> None:
        """It opens nothing from now on. A second time changes nothing."""
        with transaction.atomic():
            if DirectoryKey.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at):
                record(by, "revoked", self, at=at)


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry"]):
    def note(self, school: School, person: Person, *, user_name: str, external_id: str, at: datetime) -> None:
        """Under what the directory knows a colleague now. A name that is used again is the newcomer's."""
        self.filter(school=school, user_name__iexact=user_name).exclude(person=person).delete()
        self.update_or_create(
            school=school, person=person, defaults={"user_name": user_name, "external_id": external_id},
            create_defaults={"user_name": user_name, "external_id": external_id, "at": at},
        )  # fmt: skip


class DirectoryEntry(models.Model):
    """Under which name and number a school's directory knows a colleague. It gives no right."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="directory_entries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="directory_entries")
    user_name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "directory entries"
        constraints = [
            models.UniqueConstraint(fields=["school", "person"], name="one_directory_entry_of_a_colleague"),
            models.UniqueConstraint("school", Lower("user_name"), name="one_colleague_of_a_directory_name"),
        ]


def _digest(secret: str) -> str:
    """Of 256 random bits a plain digest tells nothing; slow ones are for what people think of."""
    return sha256(secret.encode()).hexdigest()
