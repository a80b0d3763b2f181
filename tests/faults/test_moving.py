"""From SQLite to PostgreSQL: all of it the same at the other end, or nothing changed and a word why."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from collegium.project import copying, moving
from collegium.project.folder import Trouble
from tests.faults.program import collegium, environment
from tests.project.postgresql import another_database

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


def on_postgresql(test):
    absent = pytest.mark.skipif(connection.vendor != "postgresql", reason="is about PostgreSQL")
    return pytest.mark.both(absent(test))


@pytest.fixture
def empty():
    with another_database() as other:
        yield other


def move(data, address):
    return collegium("move", address, "--data", str(data))


def settings(data) -> str:
    path = data / "collegium.toml"
    return path.read_text() if path.exists() else ""


def write(data, *statements):
    with closing(sqlite3.connect(data / "collegium.sqlite3", isolation_level=None)) as here:
        for statement in statements:
            here.execute(statement)


def everything(data) -> list[dict]:
    """All that Django finds, by its own way of writing it down."""
    done = collegium("manage", "dumpdata", data=data)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for row in found:
        # Who stands beside a row stands there in no order.
        for beside in apps.get_model(row["model"])._meta.many_to_many:
            row["fields"].get(beside.name, []).sort()
    return sorted(found, key=lambda row: (row["model"], str(row["pk"])))


@on_postgresql
def test_the_whole_demo_is_the_same_at_the_other_end(tmp_path, empty):
    data = tmp_path / "data"
    assert collegium("demo", "--data", str(data)).returncode == 0
    write(data, "UPDATE sqlite_sequence SET seq = 9000 WHERE name = 'groups_group'")
    before, file = everything(data), (data / "collegium.sqlite3").read_bytes()

    done = move(data, empty)

    assert (done.returncode, done.stderr) == (0, "")
    assert f'database = "{empty}"' in settings(data)
    assert everything(data) == before
    assert next(data.glob("before-move-*/collegium.sqlite3")).read_bytes() == file
    assert not (data / "collegium.sqlite3").exists()
    assert "history is whole" in collegium("verify", "--data", str(data)).stdout
    assert "are in order" in collegium("check", "--data", str(data)).stdout
    with psycopg.connect(empty) as there:
        (number,) = there.execute("SELECT nextval(pg_get_serial_sequence('groups_group', 'id'))").fetchone()
    assert number == 9001, "the number of a removed row opens nothing of another's"

    again = move(data, empty)
    assert "is moved already" in again.stderr


@on_postgresql
def test_cut_off_at_any_moment_it_goes_on(prepared, empty):
    write(prepared, "INSERT INTO people_network (name, kind) VALUES ('Tideway Trust', 'trust')")
    dice = random.Random(1844)
    for _round in range(3):
        command = [sys.executable, "-m", "collegium", "move", empty, "--data", str(prepared)]
        going = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.5, 9))
        going.kill()
        going.wait()
        assert "database" not in settings(prepared)
        assert copying.rows_of_sqlite(prepared / "collegium.sqlite3")["people_network"] == 1

    assert move(prepared, empty).returncode == 0
    with psycopg.connect(empty) as there:
        assert there.execute("SELECT name FROM people_network").fetchall() == [("Tideway Trust",)]


@on_postgresql
def test_cut_off_between_the_copy_and_the_settings_it_finds_what_is_there(prepared, empty):
    assert move(prepared, empty).returncode == 0
    (aside,) = prepared.glob("before-move-*")
    shutil.move(aside / "collegium.sqlite3", prepared)
    aside.rmdir()
    (prepared / "collegium.toml").unlink()
    again = move(prepared, empty)

    assert (again.returncode, "Everything is there already." in again.stdout) == (0, True)
    assert f'database = "{empty}"' in settings(prepared)

    (aside,) = prepared.glob("before-move-*")
    shutil.move(aside / "collegium.sqlite3", prepared)
    (prepared / "collegium.toml").unlink()
    write(prepared, "INSERT INTO people_network (name, kind) VALUES ('Tideway Trust', 'trust')")
    other = move(prepared, empty)

    assert (other.returncode, "is not empty" in other.stderr, settings(prepared)) == (2, True, "")


@on_postgresql
@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("INSERT INTO people_network (id, name, kind) VALUES (17, 'Tide' || char(0) || 'way', 'trust')", "row 17 of"),
        ("INSERT INTO people_network (id, name, kind) VALUES (18, 'Tideway', 'a kind too long')", "row 18 of"),
        ("DROP TABLE safeguarding_asking", "“collegium upgrade” first"),
        ("UPDATE django_migrations SET name = '0999_tomorrow' WHERE app = 'kit'", "newer Collegium"),
    ],
    ids=["a letter that it does not know", "a row that is too long", "an older shape", "a newer shape"],
)
def test_what_does_not_fit_is_named_and_nothing_is_changed(prepared, empty, statement, word):
    write(prepared, statement)
    before = copying.rows_of_sqlite(prepared / "collegium.sqlite3")
    done = move(prepared, empty)

    assert done.returncode == 2
    assert word in done.stderr
    assert "Nothing was changed." in done.stderr
    assert "Tide" not in done.stderr
    assert (settings(prepared), copying.rows_of_sqlite(prepared / "collegium.sqlite3")) == ("", before)
    assert copying.is_empty_postgresql(empty)


@on_postgresql
def test_a_database_that_somebody_uses_is_refused(prepared, empty):
    with psycopg.connect(empty) as there:
        there.execute("CREATE SCHEMA menu; CREATE TABLE menu.dish (name text)")
    done = move(prepared, empty)

    assert (done.returncode, "is not empty" in done.stderr, settings(prepared)) == (2, True, "")


@on_postgresql
def test_a_database_of_another_alphabet_is_refused(prepared):
    with another_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0") as latin:
        done = move(prepared, latin)

    assert (done.returncode, "--encoding=UTF8" in done.stderr) == (2, True)


@on_postgresql
def test_a_user_who_may_make_no_tables_is_refused(prepared, empty):
    with psycopg.connect(empty, autocommit=True) as there:
        there.execute("DROP ROLE IF EXISTS collegium_reader")
        there.execute("CREATE ROLE collegium_reader LOGIN")
        try:
            done = move(prepared, empty.replace(f"//{connection.settings_dict['USER']}:", "//collegium_reader:"))
        finally:
            there.execute("DROP ROLE collegium_reader")

    assert (done.returncode, "must own the database and its schema" in done.stderr) == (2, True)


def test_an_old_server_is_refused():
    with pytest.raises(Trouble, match="is PostgreSQL 13; Collegium needs 14"):
        moving.ensure_new_enough(130_011)


def test_while_it_serves_it_says_how_to_end_it(program):
    done = move(program.data, NOWHERE)

    assert (done.returncode, settings(program.data)) == (2, "")
    assert "systemctl stop collegium" in done.stderr
    assert program.health()["ok"]


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("mysql://school/collegium", "postgresql://user:password@"),
        ("postgresql://db.example/", "with the database’s name"),
        ("postgresql://[db.example/collegium", "cannot be read as a PostgreSQL address"),
        (NOWHERE, "The database does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(prepared, address, word):
    done = move(prepared, address)

    assert (done.returncode, settings(prepared)) == (2, "")
    assert word in done.stderr


def test_a_folder_without_sqlite_or_with_another_database_is_left_alone(prepared, tmp_path):
    nothing = move(tmp_path / "nothing", NOWHERE)
    (prepared / "collegium.toml").write_text('database = "postgresql://db.example/collegium"\n')
    other = move(prepared, NOWHERE)
    given = os.environ | {"COLLEGIUM_DATABASE": NOWHERE}
    command = [sys.executable, "-m", "collegium", "move", NOWHERE, "--data", str(prepared)]
    above = subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    assert "nothing to move" in nothing.stderr
    assert "names another PostgreSQL database already" in other.stderr
    assert "Take it away there" in above.stderr


def test_nobody_writes_meanwhile(prepared):
    with closing(sqlite3.connect(prepared / "collegium.sqlite3", isolation_level=None)) as here:
        here.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble, match="Another command writes"), moving.nobody_writing(
            prepared / "collegium.sqlite3"
        ):
            pass
