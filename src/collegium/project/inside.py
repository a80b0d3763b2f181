"""The processes behind the supervisor, each started as a command of this program."""

import gc
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.db import DatabaseError, OperationalError
from django.urls import get_resolver

from collegium.kit.processes import end_with_parent
from collegium.project import at_work
from collegium.project.folder import Trouble, machine

TICK_SECONDS = 0.02
# So many new things are made before they are searched for what may go: a page makes more than Python's own 700.
NEW_THINGS = 10_000


@contextmanager
def loading() -> Iterator[None]:
    """What a process is made of stays until it ends: it is not searched for what may go, neither now nor later."""
    gc.disable()
    django.setup()
    yield
    gc.freeze()
    gc.set_threshold(NEW_THINGS)
    gc.enable()


def prepare(parent: str) -> None:
    end_with_parent(signal.SIGKILL, int(parent))
    at_work.begin()
    with loading():
        from collegium.project.preparing import prepare as make_ready  # noqa: PLC0415 - needs Django's apps

    try:
        lines = make_ready()
    except OperationalError as error:
        raise Trouble(f"The database does not answer: {str(error).strip().splitlines()[0]}") from error
    sys.stdout.write(json.dumps(lines))


def reshape() -> None:
    """For ``collegium upgrade``: the new shape, and a look at everything in it."""
    django.setup()
    from collegium.project import preparing  # noqa: PLC0415 - needs Django's apps

    try:
        with preparing.one_machine_at_a_time():
            preparing.migrate()
        preparing.look_at_everything()
    except (DatabaseError, ValueError) as error:
        raise Trouble(str(error).strip().splitlines()[0]) from error


def settle(source: str, parent: str) -> None:
    """For ``collegium move``: what an SQLite file holds, into the database that the settings name."""
    end_with_parent(signal.SIGKILL, int(parent))
    django.setup()
    from collegium.project import settling  # noqa: PLC0415 - needs Django's apps

    try:
        settling.settle(Path(source))
    except DatabaseError as error:
        raise Trouble(str(error).strip().splitlines()[0]) from error


def web(descriptor: str, ready: str, parent: str) -> None:
    """The first one loads its pages while the folder is prepared, and opens nothing of it before we listen."""
    end_with_parent(signal.SIGTERM, int(parent))
    listening = socket.socket(fileno=int(descriptor))
    with loading():
        get_resolver().url_patterns  # noqa: B018 - all views, before somebody waits for one
    while not listening.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        time.sleep(TICK_SECONDS)
    at_work.begin()
    from collegium.project.serving import serve  # noqa: PLC0415
    from collegium.project.wsgi import application  # noqa: PLC0415

    serve(application, listening, int(ready))


def work(ready: str, parent: str) -> None:
    """Ends at once when the supervisor is gone: the next one's worker takes up what is left of the job."""
    end_with_parent(signal.SIGKILL, int(parent))
    at_work.begin()
    with loading():
        from collegium.kit.working import Worker  # noqa: PLC0415

    os.write(int(ready), b"!")
    os.close(int(ready))
    Worker(machine()).run()


def job(result: str, parent: str) -> None:
    end_with_parent(signal.SIGKILL, int(parent))
    at_work.begin()
    django.setup()
    from collegium.kit.working import perform_apart  # noqa: PLC0415

    perform_apart(result)
