"""What is the matter when a page breaks, as far as it says more than “something went wrong”.

Only what another minute or somebody else can mend: no room on the disk, a database that is busy, away, or damaged.
"""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from django.db import DatabaseError


@dataclass(frozen=True)
class Fault:
    status: int
    page: str
    # Seconds after which it is worth trying again; nothing: not by waiting.
    again_after: int = 0


OURS = Fault(500, "500.html")
NO_ROOM = Fault(507, "507.html")
BUSY = Fault(503, "503.html", 5)
DAMAGED = Fault(500, "damaged.html")

# SQLite's own words. Its codes come with Python 3.11 and do not travel through every wrapper.
WORDS = {
    "database or disk is full": NO_ROOM,
    "disk i/o error": DAMAGED,
    "database disk image is malformed": DAMAGED,
    "file is not a database": DAMAGED,
    "database is locked": BUSY,
    "database table is locked": BUSY,
    "unable to open database file": BUSY,
}
# Of PostgreSQL: not enough of something, shutting down, cut off, another got in the way, another server leads now.
STATES = {"53100": NO_ROOM, "25006": BUSY, "40001": BUSY, "40P01": BUSY, "55P03": BUSY}


def fault_of(error: BaseException | None) -> Fault:
    """The first of the errors behind this one that tells what it is."""
    return next((found for one in behind(error) if (found := _of(one))), OURS)


def behind(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _of(error: BaseException) -> Fault | None:
    if isinstance(error, psycopg.Error) and error.sqlstate:
        return STATES.get(error.sqlstate, BUSY if error.sqlstate.startswith(("57P", "08", "53")) else None)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return BUSY
    if isinstance(error, DatabaseError | sqlite3.Error):
        return next((fault for words, fault in WORDS.items() if words in str(error).lower()), None)
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return NO_ROOM
    return None
