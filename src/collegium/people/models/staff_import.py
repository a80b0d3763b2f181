"""A staff list that somebody brought: what the file held, how its columns were understood, what became of it."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models.person import Person
from collegium.people.models.school import School


class StaffImportQuerySet(models.QuerySet["StaffImport"]):
    @door
    def visible_to(self, person: Person) -> "StaffImportQuerySet":
        """Those of the schools whose accounts the person keeps."""
        return self.filter(school__in=School.objects.kept_by(person))

    def alone(self, staff_import: "StaffImport") -> bool:
        """Whether no other list of this school is coming in. Until the transaction ends none begins."""
        School.objects.select_for_update().get(pk=staff_import.school_id)
        others = self.filter(school=staff_import.school_id, state=StaffImport.State.UNDER_WAY)
        return not others.exclude(pk=staff_import.pk).exists()

    def had_before(self, school: School, at: datetime) -> bool:
        """Whether the school had brought a list by the day before: who was not on it and comes now is new."""
        return self.filter(school=school, state=StaffImport.State.DONE, ended_at__date__lt=clock.day_of(at)).exists()

    def forgettable(self, before: datetime) -> "StaffImportQuerySet":
        """Brought long enough ago that nobody needs the rows."""
        return self.filter(brought_at__lt=before).exclude(rows=[])


class StaffImport(models.Model):
    """One staff list, from the upload to the last row. Its rows are forgotten when they have served."""

    class State(models.TextChoices):
        LOOKING = "looking", _("being looked at")
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")
        STOPPED = "stopped", pgettext_lazy("a list", "stopped")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="staff_imports")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    columns = models.JSONField()
    rows = models.JSONField()
    numbers = models.JSONField()
    meanings = models.JSONField(default=dict)
    troubles = models.JSONField(default=list)
    leaving = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LOOKING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StaffImportQuerySet.as_manager()

    @property
    def is_looked_at(self) -> bool:
        return self.state == self.State.LOOKING

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.UNDER_WAY

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    def understand(self, meanings: dict[str, int], *, by: Person, at: datetime) -> None:
        """Somebody said what the columns mean."""
        with transaction.atomic():
            if StaffImport.objects.filter(pk=self.pk, state=self.State.LOOKING).update(meanings=meanings):
                record(by, "read anew", self, at=at)
        self.meanings = meanings

    def begin(self, *, leaving: list[int], total: int, by: Person, at: datetime) -> bool:
        """Bring the good rows in. Whether this was the first time of asking."""
        with transaction.atomic():
            begun = StaffImport.objects.filter(pk=self.pk, state=self.State.LOOKING).update(
                state=self.State.UNDER_WAY, leaving=leaving, total=total
            )
            self.refresh_from_db()
            if begun:
                record(by, "began", self, at=at)
        return bool(begun)

    def step(self, rows: int, gained: dict[str, int]) -> bool:
        """So many more rows are in. Whether to go on: somebody may have stopped it."""
        here = StaffImport.objects.filter(pk=self.pk)
        # Not the whole row: it holds the list itself.
        state, figures = here.select_for_update().values_list("state", "figures").get()
        if state != self.State.UNDER_WAY:
            return False
        more = {name: figures.get(name, 0) + number for name, number in gained.items()}
        here.update(done=F("done") + rows, figures=figures | more)
        return True

    def stop(self, *, by: Person, at: datetime) -> None:
        """No further rows. What is in stays in; nobody's place is ended."""
        with transaction.atomic():
            here = StaffImport.objects.filter(pk=self.pk, state__in=[self.State.LOOKING, self.State.UNDER_WAY])
            if here.update(state=self.State.STOPPED, ended_at=at):
                record(by, "stopped", self, at=at)

    def finish(self, *, bad: list[tuple[int, list[str], list[list[str]]]], at: datetime) -> None:
        """All good rows are in: only the bad ones are kept with their troubles, to be mended and brought back."""
        here = StaffImport.objects.filter(pk=self.pk, state=self.State.UNDER_WAY)
        kept: dict[str, Any] = {
            "numbers": [number for number, _row, _troubles in bad],
            "rows": [row for _number, row, _troubles in bad],
            "troubles": [troubles for _number, _row, troubles in bad],
        }
        if here.update(state=self.State.DONE, ended_at=at, done=F("total"), **kept):
            record(self.by, "brought", self, at=at)

    def forget(self) -> None:
        """The rows go; that it happened stays."""
        here = StaffImport.objects.filter(pk=self.pk)
        here.filter(state=self.State.LOOKING).update(state=self.State.STOPPED)
        here.update(rows=[], numbers=[], troubles=[], leaving=[])
