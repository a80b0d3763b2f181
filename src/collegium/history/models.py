import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from collegium.history import kinds
from collegium.kit.doors import door

if TYPE_CHECKING:
    from collegium.people.models import Person


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: models.Model) -> "EntryQuerySet":
        return self.filter(kind=thing._meta.label_lower, thing=thing.pk)

    def by(self, person: "Person") -> "EntryQuerySet":
        return self.filter(by=person.pseudonym)

    def latest_first(self, before: str = "") -> "EntryQuerySet":
        """In the order in which it happened, from the end; with the number of an entry, what comes after it."""
        found = self.order_by("-at", "-pk")
        number = int(before) if before.isdecimal() and len(before) < 18 else 0
        edge = Entry.objects.filter(pk=number).values_list("at", flat=True).first() if number else None
        if edge is None:
            return found
        return found.filter(models.Q(at__lt=edge) | models.Q(at=edge, pk__lt=number))

    @door
    def visible_to(self, person: "Person") -> "EntryQuerySet":
        """The entries about things that this person may know of: one subquery for each kind of thing."""
        seen = models.Q(pk__in=[])
        for kind, visible in kinds.registered():
            seen |= models.Q(kind=kind, thing__in=visible(person).values("pk"))
        return self.filter(seen)


class Seal(models.Model):
    """Some hundred entries as they were, and a digest of them and of the seal before. ``marks``: one for each."""

    before = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    marks = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Check(models.Model):
    """That the whole chain of seals was worked out again, and what did not fit first; empty: all of it fits."""

    at = models.DateTimeField(db_index=True)
    fault = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.fault or "whole"


class Entry(models.Model):
    """One verb, done once. It holds no content, and its author only by a pseudonym that can be forgotten."""

    by = models.UUIDField(null=True, db_index=True)
    did = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    thing = models.BigIntegerField()
    at = models.DateTimeField()
    # Set once, by the job that seals; the entry itself never changes.
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "thing", "at"]), models.Index(fields=["at"]),
                   models.Index(fields=["seal"], name="entries_by_seal")]  # fmt: skip
        verbose_name_plural = "entries"


def record(by: "Person | None", did: str, thing: models.Model, *, at: datetime) -> Entry:
    """Write what happened, in the transaction of the verb that did it. Nobody: the system itself."""
    return Entry.objects.create(
        by=by.pseudonym if by else None, did=did, kind=thing._meta.label_lower, thing=thing.pk, at=at
    )


def record_all(by: "Person | None", did: str, things: Iterable[models.Model], *, at: datetime) -> None:
    """The same verb done to many things at once, one entry each."""
    author: uuid.UUID | None = by.pseudonym if by else None
    Entry.objects.bulk_create(
        [Entry(by=author, did=did, kind=thing._meta.label_lower, thing=thing.pk, at=at) for thing in things],
        batch_size=500,
    )
