"""Work that a page does not wait for: done by the worker process. The one module that knows the task interface."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task


def job(run: Callable[..., Any]) -> Task[..., Any]:
    """A function of plain arguments that the worker runs. It loads by id and calls one verb."""
    return task()(run)


def later(work: Task[..., Any], *args: Any, **kwargs: Any) -> None:
    """Ask the worker for it, once the current transaction is kept."""
    transaction.on_commit(partial(work.enqueue, *args, **kwargs))
