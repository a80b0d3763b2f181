"""A disk that is full, a database that is busy, one that is damaged: each is said, nothing is torn, and reading goes
on where it can."""

import sqlite3
from contextlib import closing


def test_what_is_the_matter_with_the_database_is_said_and_mends_by_itself(sweep, prepared):
    here, path = sweep("talk"), prepared / "collegium.sqlite3"
    assert here.do("warm")["said"]["status"] == 302

    full = here.do("full", pragma="max_page_count = 1")["said"]
    reading = here.read(pragma="max_page_count = 1")
    seen = here.look("full")
    again = here.do("full")["said"]["status"]
    assert (full["status"], full["no_room"], reading, seen["things"], again) == (507, True, 200, 0, 302)

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = here.do("busy", pragma="busy_timeout = 100")["said"]
        reading = here.read()
        other.execute("ROLLBACK")
    assert (busy["status"], busy["busy"], busy["again"], reading) == (503, True, "5", 200)
    assert [here.do("busy")["said"]["status"], here.do("busy")["said"]["status"]] == [302, 302]
    assert here.look("busy")["things"] == 1

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'conversation_post'").fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x00" * size)
    damaged = here.do("damaged")["said"]
    assert (damaged["status"], damaged["damaged"]) == (500, True)
