"""Many people at the same moment, on a database as it is in a school: a file in WAL mode, or PostgreSQL."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

from django.db import connection, connections


@contextmanager
def real_database(folder: Path) -> Iterator[None]:
    """Threads opened inside see what the test has written so far, each with its own connection.

    SQLite's tests run in memory, where threads would share one cache and its locks: here they get a file.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = connections.databases["default"]["NAME"]
    path = folder / "crowd.sqlite3"
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    # Now, and not by the first of the crowd: two who switch at once find the file locked, however long they wait.
    copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    connections.databases["default"]["NAME"] = str(path)
    try:
        yield
    finally:
        connections.databases["default"]["NAME"] = usual


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """What each came back with, or the exception it ended in; all begin at the same moment."""
    ready = Barrier(len(deeds))

    def act(deed: Callable[[], Any]) -> Any:
        try:
            ready.wait()
            return deed()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(act, deeds))


def asked(question: Callable[[], Any]) -> Any:
    """The answer as the crowd's database gives it."""
    (answer,) = at_once([question])
    if isinstance(answer, Exception):
        raise answer
    return answer
