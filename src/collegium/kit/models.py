from datetime import datetime, timedelta

from django.db import models, transaction


class Attempt(models.Model):
    """That a form with this key has done its work, and where it led. Kept for a day, never a page."""

    key = models.CharField(max_length=64)
    who = models.CharField(max_length=40)
    path = models.CharField(max_length=500)
    body = models.CharField(max_length=64)
    target = models.CharField(max_length=500, default="/")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "who"], name="one_attempt_for_each_key")]


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    def use(self, name: str, *, most: int, within: timedelta, at: datetime) -> bool:
        """Whether it may be done once more: at most so often in so long, however many try at the same moment."""
        with transaction.atomic():
            self.get_or_create(name=name, defaults={"since": at})
            here = self.select_for_update().get(name=name)
            if here.since <= at - within:
                here.since, here.used = at, 0
            if here.used >= most:
                return False
            here.used += 1
            here.save(update_fields=["since", "used"])
        return True


class Allowance(models.Model):
    """How often something was done since a moment, where the whole installation has one limit."""

    name = models.CharField(max_length=60, unique=True)
    since = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    objects = AllowanceQuerySet.as_manager()


class PulseQuerySet(models.QuerySet["Pulse"]):
    def beat(self, worker: str, *, at: datetime) -> None:
        """This worker is alive now."""
        self.update_or_create(worker=worker, defaults={"seen_at": at})

    def of_machine(self, machine: str) -> "PulseQuerySet":
        return self.filter(worker__startswith=f"{machine}/")


class Pulse(models.Model):
    """When a worker was last seen alive. Its name is its machine's and a mark of its own."""

    worker = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()

    objects = PulseQuerySet.as_manager()


class BackupQuerySet(models.QuerySet["Backup"]):
    def good(self) -> "BackupQuerySet":
        """Those that were read back and held what they should."""
        return self.filter(trouble="")


class Backup(models.Model):
    """One night's attempt to keep everything in a file, with what was in the way if it failed. Sizes in bytes."""

    at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)

    objects = BackupQuerySet.as_manager()


class Recurrence(models.Model):
    """When a job that returns by the clock is wanted next. Whoever moves the time on asks for the job."""

    path = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField()
