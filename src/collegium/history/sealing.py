"""History sealed in batches: each seal holds a digest of the one before and of its entries, so that nobody changes,
removes or slips in what happened without the chain telling where.

Entries hold no words and name people by a pseudonym, so that erasing somebody leaves every digest as it is.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from collegium.history.models import Check, Entry, Seal

# As many at once: a writer never waits longer for it than for another writer.
AT_ONCE = 500


def mark(entry: Entry) -> str:
    """A digest of one entry: by whom, what, to which thing, when."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [entry.pk, str(entry.by or ""), entry.did, entry.kind, entry.thing, at]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def digest(before: str, marks: Iterable[list[str | int]]) -> str:
    return hashlib.sha256(json.dumps([before, *marks]).encode()).hexdigest()


def seal_all(*, at: datetime) -> int:
    """Everything that is not sealed yet, batch by batch; how many entries it were.

    Of two who seal at once one goes on: a chain cannot fork, since no two seals follow the same one.
    """
    number = 0
    with suppress(IntegrityError):
        while found := seal_some(at=at):
            number += found
    return number


def seal_some(*, at: datetime) -> int:
    with transaction.atomic():
        last = Seal.objects.order_by("-pk").first()
        entries = list(Entry.objects.filter(seal=None).order_by("pk")[:AT_ONCE])
        if entries:
            marks: list[list[str | int]] = [[entry.pk, mark(entry)] for entry in entries]
            before = last.digest if last else ""
            seal = Seal.objects.create(before=before, digest=digest(before, marks), marks=marks, at=at)
            Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(seal=seal)
    return len(entries)


def first_fault() -> str:
    """The first place at which the chain does not fit, in words; empty: all of it fits."""
    before = ""
    for seal in Seal.objects.order_by("pk").iterator(chunk_size=20):
        if seal.before != before:
            return f"Seal {seal.pk} does not follow the one before it: a seal is missing, or was put in."
        if fault := _fault_of(seal):
            return fault
        before = seal.digest
    return ""


def look_through(*, at: datetime) -> Check:
    """Kept for a month, so that pages can say it."""
    Check.objects.filter(at__lt=at - timedelta(days=31)).delete()
    return Check.objects.create(at=at, fault=first_fault()[:200])


def _fault_of(seal: Seal) -> str:
    entries = {entry.pk: entry for entry in Entry.objects.filter(seal=seal)}
    for number, said in seal.marks:
        entry = entries.pop(number, None)
        if entry is None:
            return f"Entry {number} is missing from seal {seal.pk} of {seal.at:%Y-%m-%d %H:%M}."
        if mark(entry) != said:
            return f"Entry {number} is not what was sealed on {seal.at:%Y-%m-%d %H:%M}."
    if entries:
        return f"Entry {min(entries)} was put in after seal {seal.pk} of {seal.at:%Y-%m-%d %H:%M}."
    if digest(seal.before, seal.marks) != seal.digest:
        return f"Seal {seal.pk} of {seal.at:%Y-%m-%d %H:%M} was changed."
    return ""


def how_much() -> str:
    """What was looked at, with the digest of the last seal: written down elsewhere, it proves the whole chain."""
    last = Seal.objects.order_by("-pk").first()
    waiting = Entry.objects.filter(seal=None).count()
    sealed = Entry.objects.count() - waiting
    return f"{sealed} entries sealed, {waiting} to be sealed, last seal {last.digest if last else 'none'}"
