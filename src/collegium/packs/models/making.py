"""The files of a pack: asked for, being made, made; and gone when they say what may not stand any more."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.making import UNFINISHED, Run, RunQuerySet, keep
from collegium.packs.finding import still_there
from collegium.packs.models.pack import Pack
from collegium.people.models import Person

KINDS = {"pdf": "application/pdf", "zip": "application/zip"}


class PackMakingQuerySet(RunQuerySet):
    def current(self, pack: Pack, *, at: datetime, person: Person | None = None) -> "Making | None":
        """The newest files, if everything in them still stands, and this person may see all of it."""
        newest = self.newest_first().filter(pack=pack).first()
        return newest if newest and still_there(newest.holds, pack.look(at=at, person=person)) else None


class Making(Run):
    """One run. ``holds``: each fact in it, with what it was. ``seal``: the hash over the list of its files."""

    class Step(models.TextChoices):
        WAITING = "waiting", _("waiting")
        GATHERING = "gathering", _("gathering what was chosen")
        SETTING = "setting", _("setting the pages")
        SEALING = "sealing", _("sealing the files")

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="makings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.WAITING)
    seal = models.CharField(max_length=64, blank=True)

    objects = PackMakingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pack"], condition=UNFINISHED, name="a_pack_is_made_once_at_a_time",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pack} {self.at:%Y-%m-%d %H:%M}"

    def finish(
        self, files: Mapping[str, bytes], *, pages: int, holds: list[list[str]], seal: str, at: datetime
    ) -> bool:
        """Its files are there, and the ones before them gone. No: somebody stopped it, or took something back."""
        with transaction.atomic():
            pack = self.pack.held()
            if not self._still().exists():
                return False
            if not still_there(holds, pack.look(at=at, person=self.by)):
                return False
            for earlier in pack.makings.exclude(pk=self.pk):
                earlier.remove()
            kept = {kind: keep("packs", kind, content) for kind, content in files.items()}
            Making.objects.filter(pk=self.pk).update(files=kept, pages=pages, holds=holds, seal=seal, done_at=at)
        self.refresh_from_db()
        return True

    def cancel(self, *, by: Person, at: datetime) -> None:
        """Stopped at its next step. One that has ended is not stopped any more."""
        with transaction.atomic():
            if self._still().update(cancelled_at=at):
                record(by, "stopped the making of", self.pack, at=at)
        self.refresh_from_db()
