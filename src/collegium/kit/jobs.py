"""Work that a page does not wait for: done by the worker process. The one module that knows the task interface."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from croniter import croniter
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from collegium.kit import clock
from collegium.kit.faults import fault_of
from collegium.kit.models import Attempt, Pulse, Recurrence

# Where a job is done: in the worker itself, or in a process of its own that gives its memory back.
HERE, APART = "default", "apart"
# A job that ended its worker this often would go on doing so.
TRIES = 3
SILENCE = timedelta(seconds=60)


class CutOff(Exception):
    """The job was cut off as often as we try: it may be what ends the process."""


@dataclass(frozen=True)
class Returning:
    """A job that returns by the clock, as cron writes it, in the installation's time zone."""

    work: Task[..., Any]
    cron: str

    def after(self, at: datetime) -> datetime:
        found: datetime = croniter(self.cron, timezone.localtime(at)).get_next(datetime)
        return found


_returning: dict[str, Returning] = {}


def job(run: Callable[..., Any] | None = None, *, apart: bool = False) -> Any:
    """A function of plain arguments that the worker runs. It loads by id and calls one verb.

    It may be killed at any moment and run again. ``apart``: it needs much time or memory, and gets its own process.
    """
    if run is None:
        return partial(job, apart=apart)
    return task(queue_name=APART if apart else HERE)(run)


def every(cron: str) -> Callable[[Callable[..., Any]], Task[..., Any]]:
    """A job that returns by the clock. When the worker was away it runs once, not as often as it was missed."""

    def remember(run: Callable[..., Any]) -> Task[..., Any]:
        work = run if isinstance(run, Task) else job(run)
        _returning[work.module_path] = Returning(work, cron)
        return work

    return remember


def later(work: Task[..., Any], *args: Any, **kwargs: Any) -> None:
    """Ask the worker for it, in the same transaction as what asks for it: kept with it, or gone with it.

    No worker sees the job before that transaction is kept.
    """
    work.enqueue(*args, **kwargs)


def ask_for_returning(at: datetime) -> None:
    """Ask for every returning job whose time has come. Two workers at once ask for it once."""
    known = dict(Recurrence.objects.values_list("path", "next_at"))
    for path, returning in _returning.items():
        if path not in known:
            Recurrence.objects.get_or_create(path=path, defaults={"next_at": returning.after(at)})
        elif known[path] <= at:
            _ask(returning, known[path], at)


def _ask(returning: Returning, due: datetime, at: datetime) -> None:
    path = returning.work.module_path
    # What another machine's worker is still at is not done a second time beside it.
    lying = DBTaskResult.objects.filter(task_path=path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    with transaction.atomic():
        claimed = Recurrence.objects.filter(path=path, next_at=due).update(next_at=returning.after(at))
        if claimed and not lying.exists():
            returning.work.enqueue()


def take(worker: str, places: Iterable[str]) -> DBTaskResult | None:
    """The next job that waits for one of these places, now this worker's."""
    waiting = DBTaskResult.objects.ready().filter(queue_name__in=list(places))
    if not waiting.exists():
        return None
    with transaction.atomic():
        found: DBTaskResult | None = waiting.select_for_update(skip_locked=True).first()
        if found:
            found.claim(worker)
    return found


def perform(result: DBTaskResult) -> None:
    """Do the job and keep how it went. Its answer is what it wrote; nothing is returned.

    Where the database was away or busy the job is not at fault: it is done again a little later.
    """
    try:
        given = result.args_kwargs
        result.task.call(*given["args"], **given["kwargs"])
    except Exception as error:
        # A connection that broke is left behind; one in the middle of a transaction is its owner's.
        if not connection.in_atomic_block:
            close_old_connections()
        if seconds := fault_of(error).again_after:
            put_back(result.pk, result.worker_ids[-1], after=timedelta(seconds=seconds))
        else:
            result.set_failed(error)
    else:
        result.set_successful(None)


def run_waiting() -> int:
    """Do everything that waits, here and now: for tests, and for a demo that is being made."""
    done = 0
    while result := take("here/now", [HERE, APART]):
        perform(result)
        done += 1
    return done


def put_back(result_id: Any, worker: str, *, counts: bool = True, after: timedelta = timedelta()) -> None:
    """Let a job that was cut off be taken again: at most three times, unless it was our own doing."""
    with transaction.atomic():
        result = DBTaskResult.objects.running().select_for_update().filter(pk=result_id).first()
        if not result or result.worker_ids[-1:] != [worker]:
            return
        if counts and len(result.worker_ids) >= TRIES:
            result.set_failed(CutOff(f"Cut off {TRIES} times."))
            return
        result.status = TaskResultStatus.READY
        result.started_at = None
        result.run_after = clock.now() + after
        result.worker_ids = result.worker_ids if counts else result.worker_ids[:-1]
        result.save(update_fields=["status", "started_at", "run_after", "worker_ids"])


def reap(at: datetime) -> None:
    """Put back the jobs of workers that are no more."""
    Pulse.objects.filter(seen_at__lt=at - SILENCE).delete()
    alive = set(Pulse.objects.values_list("worker", flat=True))
    for pk, workers in DBTaskResult.objects.running().values_list("pk", "worker_ids"):
        if workers and workers[-1] not in alive:
            put_back(pk, workers[-1])


def failed() -> Any:
    """Which jobs failed, of what kind, by which fault and when: the latest first."""
    found = DBTaskResult.objects.failed().order_by("-finished_at")
    return found.values_list("pk", "task_path", "exception_class_path", "finished_at")


def try_again(result_id: Any) -> bool:
    """Give a failed job a fresh start."""
    failed = DBTaskResult.objects.failed().filter(pk=result_id)
    return bool(
        failed.update(
            status=TaskResultStatus.READY, worker_ids=[], started_at=None, finished_at=None,
            exception_class_path="", traceback="", run_after=clock.now(),
        )
    )  # fmt: skip


def let_be(result_id: Any) -> bool:
    """Forget a failed job."""
    return bool(DBTaskResult.objects.failed().filter(pk=result_id).delete()[0])


@every("30 3 * * *")
def tidy() -> None:
    """Each night: what is kept for a day, or a month, goes; and the database looks at its indexes."""
    now = clock.now()
    Attempt.objects.filter(at__lt=now - timedelta(hours=24)).delete()
    old = Q(finished_at__lt=now - timedelta(days=30))
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - timedelta(days=2))
    DBTaskResult.objects.finished().filter(old | done).delete()
    SessionStore.clear_expired()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
