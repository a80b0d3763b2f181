"""Killed at each of its writes, a request is done whole or not at all; told that it was kept, it was; sent again, it
is done once. And a disk that is full at any of them is said in a clear word."""

import shutil

import pytest

from tests.faults.conftest import Sweep
from tests.faults.sweep import ROWS, STEP

# TRUST.md 5. A request has fewer; the import of a staff list has more.
WRITES = 300
long = pytest.mark.long
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace: apt-get install strace")


@pytest.fixture
def some(request):
    """Each of so many: with --long every one, and otherwise a few."""
    return lambda few: 1 if request.config.getoption("--long") else few


def writes_of(sweep, call, step):
    """Cut off at each, until the deed has fewer."""
    for number in range(1, WRITES + 1, step):
        key = f"{call} {number}"
        cut = sweep.do(key, f"{call}:signal=SIGKILL:when={number}")
        yield number, key, cut
        if not cut["killed"]:
            return


def is_whole(seen):
    """All of it or nothing: the thing, what belongs to it, its line of history, the form's key."""
    return seen["things"] in {0, 1} and seen == {
        "integrity": "ok", "things": seen["things"], "parts": [seen["things"]] * 2, "entries": seen["things"],
        "keys": seen["things"],
    }  # fmt: skip


@needs_strace
@pytest.mark.parametrize(
    ("kind", "call"),
    [
        ("talk", "pwrite64"),
        pytest.param("sample", "pwrite64", marks=long),
        pytest.param("sample", "write", marks=long),
    ],
)
def test_a_request_killed_at_any_write_is_whole_and_done_once_when_sent_again(
    sweep, record_property, some, kind, call
):
    here, kills = sweep(kind), 0
    assert here.do("warm")["said"]["status"] == 302
    for number, key, cut in writes_of(here, call, some(6)):
        kills += cut["killed"]
        seen = here.look(key)
        assert is_whole(seen), (number, seen)
        assert cut["said"] is None or seen["things"] == 1, f"told that it was kept: {number}"

        assert here.do(key)["said"]["status"] == 302, number
        assert here.look(key)["things"] == 1, number
    # A file's own bytes and the word that it was kept are two; a database writes more.
    assert kills >= (2 if call == "write" else 3)
    record_property("kills", kills)


@needs_strace
def test_an_import_killed_at_any_write_goes_on_and_nobody_is_there_twice(prepared, tmp_path, record_property, some):
    """The first three hundred writes of a list, each from the same beginning."""
    begin = Sweep(prepared, "import")
    begin.look("")
    begin.end()
    kept, kills, between = tmp_path / "kept.sqlite3", 0, 0
    shutil.copy(prepared / "collegium.sqlite3", kept)
    here = Sweep(prepared, "again")
    for number in range(1, WRITES + 1, some(25)):
        for name in ("-wal", "-shm"):
            (prepared / f"collegium.sqlite3{name}").unlink(missing_ok=True)
        shutil.copy(kept, prepared / "collegium.sqlite3")
        kills += here.do("", f"pwrite64:signal=SIGKILL:when={number}")["killed"]
        seen = here.look("")
        assert (seen["integrity"], seen["people"]) == ("ok", seen["places"]), (number, seen)
        assert (seen["done"], seen["people"] % STEP) == (seen["people"], 0), (number, seen)
        between += 0 < seen["people"] < ROWS
        here.do("")
        seen = here.look("")
        assert [seen[name] for name in ("people", "places", "state", "done")] == [ROWS, ROWS, "done", ROWS], number
    here.end()
    assert kills == len(range(1, WRITES + 1, some(25)))
    assert between > kills / 2
    record_property("kills", kills)


@long
@needs_strace
def test_a_disk_that_is_full_at_any_write_is_said_and_mended_without_a_restart(sweep):
    here, said = sweep("talk"), []
    assert here.do("warm")["said"]["status"] == 302
    for number in range(1, WRITES + 1):
        key = f"full {number}"
        answer = here.do(key, f"pwrite64:error=ENOSPC:when={number}+")["said"]
        said.append(answer["status"])
        assert answer["status"] == 302 or (answer["status"] == 507 and answer["no_room"]), (number, answer)
        seen = here.look(key)
        assert is_whole(seen), (number, seen)
        assert answer["status"] == 507 or seen["things"] == 1, number
        assert here.do(key)["said"]["status"] == 302
        if answer["status"] == 302:
            break
    assert said.count(507) >= 3
