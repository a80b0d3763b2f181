"""Backup while others write, and restore."""

import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
import threading
import time
from contextlib import closing

import pytest

from collegium.project import copying, keeping
from tests.faults.program import collegium, environment, free_port

INSERT = "INSERT INTO kit_attempt (key, who, path, body, target, at) VALUES (?, ?, '/', '', '/', '2026-11-09 12:00')"
COUNT = "SELECT count(*) FROM kit_attempt"


def attempts(data) -> int:
    with closing(sqlite3.connect(data / "collegium.sqlite3", timeout=20)) as database:
        return database.execute(COUNT).fetchone()[0]


def write_pairs(data, stop: threading.Event) -> None:
    """Two rows in each transaction: a copy of one moment never holds an odd number."""
    with closing(sqlite3.connect(data / "collegium.sqlite3", timeout=20, isolation_level=None)) as database:
        number = 0
        while not stop.wait(0.002):
            database.execute("BEGIN IMMEDIATE")
            database.execute(INSERT, (f"key {number}", "left"))
            database.execute(INSERT, (f"key {number}", "right"))
            database.execute("COMMIT")
            number += 1


def test_a_backup_under_writing_restores_equal(program, tmp_path):
    (program.data / "files").mkdir()
    (program.data / "files" / "a picture.png").write_bytes(b"picture" * 1000)
    stop = threading.Event()
    writer = threading.Thread(target=write_pairs, args=(program.data, stop))
    writer.start()

    kept = collegium("backup", "--data", str(program.data), str(tmp_path / "kept.tar.gz"))
    stop.set()
    writer.join()
    restored = collegium("restore", "--data", str(tmp_path / "new"), str(tmp_path / "kept.tar.gz"))

    assert (kept.returncode, kept.stderr) == (0, "")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert stat.S_IMODE((tmp_path / "kept.tar.gz").stat().st_mode) == 0o600
    assert 0 < attempts(tmp_path / "new") <= attempts(program.data)
    assert attempts(tmp_path / "new") % 2 == 0
    assert (tmp_path / "new" / "files" / "a picture.png").read_bytes() == b"picture" * 1000
    assert (tmp_path / "new" / "secret.key").read_text() == (program.data / "secret.key").read_text()


@pytest.mark.long
def test_twenty_backups_under_writing_restore_equal(program, tmp_path, record_property):
    """TRUST.md 7: 20 of 20, and at most ten minutes for a gigabyte. A hundred megabytes lie beside the database."""
    (program.data / "files").mkdir()
    (program.data / "files" / "a film").write_bytes(os.urandom(100_000_000))
    stop = threading.Event()
    writer = threading.Thread(target=write_pairs, args=(program.data, stop))
    writer.start()
    began, equal = time.monotonic(), 0
    try:
        for number in range(20):
            kept, new = tmp_path / f"kept-{number}.tar.gz", tmp_path / f"new-{number}"
            assert collegium("backup", "--data", str(program.data), str(kept)).returncode == 0
            with tarfile.open(kept) as archive:
                said = json.load(archive.extractfile("manifest.json"))
            assert collegium("restore", "--data", str(new), str(kept)).returncode == 0
            equal += copying.rows_of_sqlite(new / "collegium.sqlite3") == said["rows"] and attempts(new) % 2 == 0
            assert (new / "files" / "a film").stat().st_size == 100_000_000
            kept.unlink(), shutil.rmtree(new)
    finally:
        stop.set()
        writer.join()
    record_property("restores", equal)
    record_property("minutes for a gigabyte", (time.monotonic() - began) / 20 / 60 * 10)

    assert equal == 20


def test_restore_waits_for_nobody_and_replaces_nothing_unasked(program, tmp_path):
    kept = str(tmp_path / "kept.tar.gz")
    assert collegium("backup", "--data", str(program.data), kept).returncode == 0

    served = collegium("restore", "--data", str(program.data), "--replace", kept)
    program.stop()
    unasked = collegium("restore", "--data", str(program.data), kept)
    asked = collegium("restore", "--data", str(program.data), "--replace", kept)

    assert f"Collegium is running on {program.data}. End it first" in served.stderr
    assert "holds data already" in unasked.stderr
    assert (served.returncode, unasked.returncode, asked.returncode) == (2, 2, 0)
    assert len(list(program.data.glob("before-restore-*/collegium.sqlite3"))) == 1
    program.start()


CUT_OFF = """
import os, sys
from pathlib import Path
from collegium.project import command

rename, left = Path.rename, int(sys.argv[1])

def cut_off(here, there):
    global left
    if not left:
        os._exit(9)
    left -= 1
    return rename(here, there)

Path.rename = cut_off
sys.exit(command.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("renames", range(6))
def test_a_restore_that_loses_its_power_is_not_served_and_begins_anew(prepared, tmp_path, renames):
    kept = str(tmp_path / "kept.tar.gz")
    assert collegium("backup", "--data", str(prepared), kept).returncode == 0
    (prepared / "collegium.toml").write_text("port = 8001\n")
    (prepared / "files").mkdir(exist_ok=True)
    (prepared / "files" / "newer.png").write_text("newer")
    before = copying.rows_of_sqlite(prepared / "collegium.sqlite3")
    command = [sys.executable, "-c", CUT_OFF, str(renames), "restore", "--data", str(prepared), "--replace", kept]

    ended = subprocess.run(command, env=environment(), check=False)
    served = collegium("run", "--data", str(prepared), "--port", str(free_port()))
    unasked = collegium("restore", "--data", str(prepared), kept)

    assert (ended.returncode, served.returncode, unasked.returncode) == (9, 2, 2)
    assert "was cut off. Run the same “collegium restore” again" in served.stderr
    assert copying.rows_of_sqlite(prepared / "collegium.sqlite3") == before
    assert (prepared / "collegium.toml").read_text() == "port = 8001\n"
    assert (prepared / "files" / "newer.png").read_text() == "newer"
    assert not list(prepared.glob("before-restore-*"))

    assert subprocess.run(command, env=environment(), check=False).returncode == 9
    assert collegium("restore", "--data", str(prepared), "--replace", kept).returncode == 0
    (aside,) = prepared.glob("before-restore-*")
    assert (aside / "files" / "newer.png").read_text() == "newer"
    assert not (prepared / "restore.json").exists()


def test_an_upgrade_that_was_cut_off_does_not_undo_a_later_restore(prepared, tmp_path):
    kept = str(tmp_path / "kept.tar.gz")
    assert collegium("backup", "--data", str(prepared), kept).returncode == 0
    (prepared / "upgrade.json").write_text(json.dumps({"backup": kept, "undoing": True, "trouble": "No room."}))

    done = collegium("restore", "--data", str(prepared), "--replace", kept)

    assert (done.returncode, done.stderr) == (0, "")
    assert not (prepared / "upgrade.json").exists()


def test_two_restores_in_one_second_mix_nothing(tmp_path):
    first = keeping.beside(tmp_path)
    first.mkdir()

    assert not keeping.beside(tmp_path).exists()


def pack(path, **files: bytes) -> str:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return str(path)


def refusal(tmp_path, archive: str) -> str:
    done = collegium("restore", "--data", str(tmp_path / "new"), archive)
    assert done.returncode == 2
    assert not (tmp_path / "new" / "collegium.sqlite3").exists()
    return done.stderr


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "letter").write_text("Dear school")

    assert "is not a whole backup" in refusal(tmp_path, str(tmp_path / "letter"))


def test_a_backup_that_would_write_elsewhere_is_refused(tmp_path):
    archive = pack(tmp_path / "bad.tar.gz", **{"files/../../escaped": b"x"})

    assert "which no backup of ours would" in refusal(tmp_path, archive)
    assert not (tmp_path / "escaped").exists()


def test_a_backup_of_a_newer_version_is_refused(prepared, tmp_path):
    assert collegium("backup", "--data", str(prepared), str(tmp_path / "kept.tar.gz")).returncode == 0
    with tarfile.open(tmp_path / "kept.tar.gz") as archive:
        files = {entry.name: archive.extractfile(entry).read() for entry in archive}
    files["manifest.json"] = files["manifest.json"].replace(b'"kit.0001_initial"', b'"kit.0999_tomorrow"')

    newer = pack(tmp_path / "newer.tar.gz", **files)

    assert "newer than this one" in refusal(tmp_path, newer)


def test_a_shortened_backup_is_refused(prepared, tmp_path):
    assert collegium("backup", "--data", str(prepared), str(tmp_path / "kept.tar.gz")).returncode == 0
    whole = (tmp_path / "kept.tar.gz").read_bytes()
    (tmp_path / "short.tar.gz").write_bytes(whole[: len(whole) // 2])

    assert "is not a whole backup" in refusal(tmp_path, str(tmp_path / "short.tar.gz"))


def test_a_backup_never_overwrites_a_file(prepared, tmp_path):
    (tmp_path / "kept.tar.gz").write_text("older")

    done = collegium("backup", "--data", str(prepared), str(tmp_path / "kept.tar.gz"))

    assert (done.returncode, (tmp_path / "kept.tar.gz").read_text()) == (2, "older")


def test_a_backup_is_looked_at_without_restoring_it(prepared, tmp_path):
    kept = str(tmp_path / "kept.tar.gz")
    assert collegium("backup", "--data", str(prepared), kept).returncode == 0
    (tmp_path / "letter").write_text("Dear school")

    here = collegium("verify", "--data", str(prepared), kept)
    elsewhere = collegium("verify", "--data", str(tmp_path / "new"), kept)
    no_backup = collegium("verify", str(tmp_path / "letter"))

    assert (here.returncode, elsewhere.returncode, no_backup.returncode) == (0, 0, 2)
    assert "kept.tar.gz is whole" in here.stdout
    assert "with the key of this data folder" in here.stdout
    assert "with the key of another folder" in elsewhere.stdout
    assert not (tmp_path / "new").exists()


MAKE = """
from datetime import date
from collegium.people.models import Appointment, Person, Responsibility, School
school = School.objects.create(name="Northgate", slug="northgate")
for name in ("Ama", "Una"):
    person = Person.objects.create(first_name=name, email=f"{name}@example.org")
    Appointment.objects.create(person=person, school=school, starts_on=date(2020, 9, 1))
Responsibility.objects.create(person=Person.objects.get(first_name="Ama"), kind="accounts", school=school,
                              starts_on=date(2020, 9, 1))
"""
ERASE = """
from collegium.kit import clock
from collegium.people import erasing
from collegium.people.models import Erasure, Person
una = Person.objects.get(first_name="Una")
asked = Erasure.objects.ask(una, by=una, at=clock.now(), at_once=True, with_words=True)
assert erasing.carry_out(asked, at=clock.now())
"""
START = "from collegium.project.preparing import forget_again; print(forget_again())"


def shell(data, code):
    done = collegium("manage", "shell", "-v", "0", "-c", code, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(data):
    with closing(sqlite3.connect(data / "collegium.sqlite3")) as database:
        return {name for (name,) in database.execute("SELECT first_name FROM people_person")}


@pytest.mark.long
def test_whoever_was_erased_since_the_backup_is_erased_again_at_the_next_start(prepared, tmp_path):
    kept = str(tmp_path / "kept.tar.gz")
    shell(prepared, MAKE)
    assert collegium("backup", "--data", str(prepared), kept).returncode == 0
    shell(prepared, ERASE)
    erased = names(prepared)

    done = collegium("restore", "--data", str(prepared), "--replace", kept)
    restored = names(prepared)
    said = shell(prepared, START)

    assert (done.returncode, "1 on the list" in done.stdout) == (0, True), done.stderr
    assert ("Una" in erased, "Una" in restored, "Una" in names(prepared)) == (False, True, False)
    assert "Erased again from the backup: 1." in said
    assert "Ama" in names(prepared)


def test_files_that_several_computers_share_stay_where_they_are(tmp_path):
    path, scratch, shared = tmp_path / "data", tmp_path / "restored", tmp_path / "storage"
    for folder in (path, scratch / "files" / "ab", shared / "cd"):
        folder.mkdir(parents=True)
    (path / "files").symlink_to(shared)
    (path / "collegium.toml").write_text("")
    (shared / "cd" / "newer.png").write_text("newer")
    (scratch / "files" / "ab" / "kept.png").write_text("kept")
    (scratch / "collegium.toml").write_text("port = 8001")

    aside = keeping.swap(path, scratch, keeping.beside(path))

    assert (path / "files").is_symlink()
    assert {one.name for one in shared.glob("*/*")} == {"newer.png", "kept.png"}
    assert [one.name for one in aside.iterdir()] == ["collegium.toml"]
    assert (path / "collegium.toml").read_text() == "port = 8001"


def test_what_others_share_is_kept_in_a_backup(prepared, tmp_path):
    (tmp_path / "storage" / "cd").mkdir(parents=True)
    (tmp_path / "storage" / "cd" / "one.png").write_text("one")
    (prepared / "files").symlink_to(tmp_path / "storage")

    kept = collegium("backup", "--data", str(prepared), str(tmp_path / "kept.tar.gz"))

    assert kept.returncode == 0, kept.stderr
    with tarfile.open(tmp_path / "kept.tar.gz") as archive:
        assert "files/cd/one.png" in archive.getnames()
