"""Files that take a while to make, one run after another: asked for, being made, made, stopped or failed."""

import secrets
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q

if TYPE_CHECKING:
    from typing import Any, Self

UNFINISHED = Q(done_at=None, cancelled_at=None, failed_at=None)


class RunQuerySet(models.QuerySet):
    def going(self) -> "Self":
        return self.filter(UNFINISHED)

    def made(self) -> "Self":
        return self.filter(done_at__isnull=False)

    def newest_first(self) -> "Self":
        return self.made().order_by("-done_at", "-pk")


class Run(models.Model):
    """One run. ``files``: where the bytes of each kind lie. ``holds``: what stands in them, to be looked at again.

    A noun that is made adds what it is a run of, its ``step`` with the words for each, and who asked.
    """

    Step: "ClassVar[type[models.TextChoices]]"
    step: "Any"

    at = models.DateTimeField()
    holds = models.JSONField(default=list)
    files = models.JSONField(default=dict)
    pages = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_going(self) -> bool:
        return self.done_at is None and self.cancelled_at is None and self.failed_at is None

    @property
    def steps_done(self) -> int:
        return list(self.Step).index(self.Step(self.step))

    def _still(self) -> "Any":
        """This row, as long as the run goes on."""
        return type(self)._default_manager.filter(UNFINISHED, pk=self.pk)

    def reach_step(self, step: str) -> bool:
        """It has come this far. No: somebody stopped it."""
        return bool(self._still().update(step=step))

    def fail(self, *, at: datetime) -> None:
        self._still().update(failed_at=at)
        self.refresh_from_db()

    def content(self, kind: str) -> bytes:
        with default_storage.open(self.files[kind]) as file:
            found: bytes = file.read()
        return found

    def remove(self) -> None:
        """Gone: the row now, the bytes when that is certain."""
        with transaction.atomic():
            paths = list(self.files.values())
            self.delete()
            for path in paths:
                transaction.on_commit(partial(default_storage.delete, path))


def keep(folder: str, ending: str, content: bytes) -> str:
    """Where the bytes lie now, under a name that nobody can guess."""
    name: str = default_storage.save(f"{folder}/{secrets.token_hex(20)}.{ending}", ContentFile(content))
    return name
