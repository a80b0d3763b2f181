"""The files of a booklet: asked for, being made, made; and gone when they say what may not stand any more."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from collegium.booklets.models.booklet import Booklet
from collegium.history.models import record
from collegium.kit.making import UNFINISHED, Run, RunQuerySet, keep
from collegium.people.models import Person

KINDS = {"pdf": "application/pdf", "print": "application/pdf", "epub": "application/epub+zip"}
ENDINGS = {"epub": "epub"}


class MakingQuerySet(RunQuerySet):
    def current(self, booklet: Booklet) -> "Making | None":
        """The newest files, if every piece in them still stands as it is there."""
        newest = self.newest_first().filter(booklet=booklet).first()
        return newest if newest and newest.stands(booklet) else None

    def sweep(self, booklet: Booklet) -> bool:
        """Away with the files that hold a piece that stands no more, and with those before the newest.

        Whether there were any. What is being made would hold it too, and looks again before it ends.
        """
        held = list(self.newest_first().filter(booklet=booklet))
        for number, making in enumerate(held):
            if number or not making.stands(booklet):
                making.remove()
        return bool(held)


class Making(Run):
    """One run of the press. ``holds``: each piece in it with the edition of its words."""

    class Step(models.TextChoices):
        WAITING = "waiting", _("waiting for the press")
        GATHERING = "gathering", _("gathering words and pictures")
        SETTING = "setting", _("setting the pages")
        IMPOSING = "imposing", _("laying the pages out for print")
        BINDING = "binding", _("binding the e-book")

    booklet = models.ForeignKey(Booklet, on_delete=models.CASCADE, related_name="makings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.WAITING)

    objects = MakingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booklet"], condition=UNFINISHED, name="a_booklet_is_made_by_one_press_at_a_time",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.booklet} {self.at:%Y-%m-%d %H:%M}"

    def stands(self, booklet: Booklet) -> bool:
        """Whether everything in it is still agreed to."""
        now = {(pk, edition) for pk, edition in booklet.standing().values_list("pk", "report__edition")}
        return {(pk, edition) for pk, edition in self.holds} <= now

    def finish(self, files: Mapping[str, bytes], *, pages: int, holds: list[list[int]], at: datetime) -> bool:
        """Its files are there. No: somebody took something back meanwhile, or stopped it."""
        with transaction.atomic():
            booklet = self.booklet.held()
            self.holds = holds
            if not self.stands(booklet) or not self._still().exists():
                return False
            kept = {kind: keep("booklets", ENDINGS.get(kind, "pdf"), content) for kind, content in files.items()}
            Making.objects.filter(pk=self.pk).update(files=kept, pages=pages, holds=holds, done_at=at)
            Making.objects.sweep(booklet)
        self.refresh_from_db()
        return True

    def cancel(self, *, by: Person, at: datetime) -> None:
        """Stopped at its next step. One that has ended is not stopped any more."""
        with transaction.atomic():
            if self._still().update(cancelled_at=at):
                record(by, "stopped the press of", self.booklet, at=at)
        self.refresh_from_db()
