"""An upgrade works whole, or everything is as it was; cut off, the same command goes on."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from collegium.project import copying
from tests.faults.program import collegium, environment, free_port

TABLES = ("look", "opening", "asking")


def database(data):
    return closing(sqlite3.connect(data / "collegium.sqlite3", isolation_level=None))


@pytest.fixture
def older(prepared):
    """As a version left it that knew of no openings for safeguarding, with something written in it."""
    with database(prepared) as here:
        for table in TABLES:
            here.execute(f"DROP TABLE safeguarding_{table}")
        here.execute("DELETE FROM django_migrations WHERE app = 'safeguarding'")
        here.execute("INSERT INTO people_network (name, kind) VALUES ('Tideway Trust', 'trust')")
    return prepared


def upgrade(data):
    return collegium("upgrade", "--data", str(data))


def said(data):
    with database(data) as here:
        tables = {name for (name,) in here.execute("SELECT name FROM sqlite_master WHERE name LIKE 'safeguarding%'")}
        return len(tables & {f"safeguarding_{one}" for one in TABLES}), here.execute(
            "SELECT name FROM people_network"
        ).fetchall()


def test_it_takes_its_new_shape_and_keeps_what_was_written(older):
    done = upgrade(older)

    assert (done.returncode, done.stderr) == (0, "")
    assert said(older) == (3, [("Tideway Trust",)])
    assert not (older / "upgrade.json").exists()
    assert len(list((older / "backups").glob("collegium-before-upgrade-*.tar.gz"))) == 1


def test_where_it_does_not_work_everything_is_as_it_was(older):
    with database(older) as here:
        here.execute("CREATE TABLE safeguarding_look (x)")
    before = copying.rows_of_sqlite(older / "collegium.sqlite3")
    done = upgrade(older)

    assert done.returncode == 2
    assert "is as it was before" in done.stderr
    assert "already exists" in done.stderr
    assert copying.rows_of_sqlite(older / "collegium.sqlite3") == before
    assert said(older)[1] == [("Tideway Trust",)]
    assert not (older / "upgrade.json").exists()


@pytest.mark.long
def test_a_newer_database_is_refused_before_anything_changes(older):
    with database(older) as here:
        here.execute("UPDATE django_migrations SET name = '0999_tomorrow' WHERE app = 'kit'")
    before = (older / "collegium.sqlite3").read_bytes()
    done = upgrade(older)

    assert done.returncode == 2
    assert "was made by a newer Collegium" in done.stderr
    assert (older / "collegium.sqlite3").read_bytes() == before
    assert not (older / "backups").exists()


@pytest.mark.long
def test_cut_off_it_is_not_served_and_the_same_command_goes_on_or_back(older):
    assert upgrade(older).returncode == 0
    (backup,) = (older / "backups").glob("*.tar.gz")
    state = {"backup": str(backup), "undoing": False, "trouble": ""}
    (older / "upgrade.json").write_text(json.dumps(state))
    served = collegium("run", "--data", str(older), "--port", str(free_port()))
    on = upgrade(older)

    assert (served.returncode, "was cut off" in served.stderr) == (2, True)
    assert (on.returncode, said(older)[0]) == (0, 3)

    (older / "upgrade.json").write_text(json.dumps(state | {"undoing": True, "trouble": "No room."}))
    back = upgrade(older)
    assert (back.returncode, said(older)) == (2, (0, [("Tideway Trust",)]))
    assert "No room." in back.stderr


def test_an_empty_folder_is_named(tmp_path):
    done = upgrade(tmp_path / "nothing")

    assert "nothing to upgrade" in done.stderr


@pytest.mark.long
def test_killed_twenty_times_it_ends_well(older, record_property):
    """At whatever moment: nothing is lost, and the last one comes through."""
    dice = random.Random(1844)
    for _round in range(20):
        given = environment() | {"COLLEGIUM_DATA": str(older)}
        command = [sys.executable, "-m", "collegium", "upgrade"]
        going = subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.1, 6))
        going.kill()
        going.wait()
        time.sleep(0.2)
        assert said(older)[1] == [("Tideway Trust",)]

    record_property("kills", 20)
    assert upgrade(older).returncode == 0
    assert said(older) == (3, [("Tideway Trust",)])
