"""Who is at work: every process that serves or works holds the folder, and each of its connections the database, with
the others. Whoever restores, upgrades or moves holds them alone: while that goes on nobody can begin.
"""

import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from collegium.project import copying, folder
from collegium.project.folder import InUse, Trouble

# The number of a lock in PostgreSQL, which means what we say it means.
AT_WORK = 197_710
# What was asked to end finishes its pages meanwhile.
SECONDS_TO_LEAVE = 5.0
# The server notices after 25 seconds that a computer lost its power, and lets go of what that one held.
JOIN = """
SELECT set_config('application_name', %s, false), set_config('tcp_keepalives_idle', '10', false),
       set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false),
       pg_try_advisory_lock_shared(%s)
"""
OTHERS = """
SELECT DISTINCT coalesce(nullif(application_name, ''), 'another computer')
FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND classid = 0 AND objid = %s AND granted
"""
CHANGING = "It is being restored, upgraded or moved. Let that end, then try again."
SERVED = (
    "Collegium is running on {path}. End it first (Ctrl+C where it runs, or “systemctl stop collegium”), or name "
    "another folder with --data; then run this again. Nothing was changed."
)
WORKING = (
    "A command works in {path}: “collegium manage”, “collegium receive”, or a page that is not yet at its end. "
    "Let it end, then run this again. Nothing was changed."
)
ELSEWHERE = (
    "Collegium is at work on this database: {names}. End it there first (“systemctl stop collegium”), then run this "
    "again. One whose computer was cut off counts as at work for half a minute. Nothing was changed."
)


def begin() -> None:
    """From now until it ends, however it ends, this process is at work."""
    from django.db.backends.signals import connection_created  # noqa: PLC0415 - the supervisor knows no Django

    path = folder.chosen()
    if path.is_dir() and not _taken(path, fcntl.LOCK_SH):
        raise Trouble(f"{path}: {CHANGING}")
    connection_created.connect(join, dispatch_uid="at work")


def join(connection: Any, **_others: object) -> None:
    """No connection without its lock: what has none does not come to a question."""
    from django.db import OperationalError  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(JOIN, [socket.gethostname()[:60], AT_WORK])
        joined = cursor.fetchone()[-1]
    if not joined:
        connection.close()
        raise OperationalError(CHANGING) from psycopg.errors.LockNotAvailable(CHANGING)


def alone_in(path: Path) -> tuple[int, int]:
    """The folder for this process alone, until it ends; its database too where that is a file in it."""
    try:
        lock = folder.hold(path)
    except InUse:
        raise Trouble(SERVED.format(path=path)) from None
    taken = _waited_for(lambda: _taken(path, fcntl.LOCK_EX))
    if not taken:
        os.close(lock)
        raise Trouble(WORKING.format(path=path))
    return lock, taken


@contextmanager
def alone_on(address: str) -> Iterator[None]:
    """A PostgreSQL database, which several computers may serve, for this process alone; without one, nothing."""
    if not address:
        yield
        return
    with copying.connected(address) as database:
        database.autocommit = True
        if not _waited_for(lambda: copying.first(database, f"SELECT pg_try_advisory_lock({AT_WORK})")):
            names = sorted(name for (name,) in database.execute(OTHERS, [AT_WORK]).fetchall())
            raise Trouble(ELSEWHERE.format(names=", ".join(names) or "another computer"))
        try:
            yield
        finally:
            # The server lets go of a closed connection's locks a moment later; who comes next need not wait for that.
            with suppress(psycopg.Error):
                database.execute(f"SELECT pg_advisory_unlock({AT_WORK})")


def _taken(path: Path, how: int) -> int:
    """The lock as a number that is no zero, or zero."""
    lock = os.open(path / "at-work.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return 0
    return lock


def _waited_for(ask: Callable[[], int]) -> int:
    until = time.monotonic() + SECONDS_TO_LEAVE
    while not (found := ask()) and time.monotonic() < until:
        time.sleep(0.1)
    return found
