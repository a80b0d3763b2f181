"""A whole PostgreSQL database in one file, and back into another."""

import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from collegium.kit import configuration
from collegium.kit.models import Attempt
from collegium.project import copying, running
from collegium.project.folder import Trouble
from tests.conftest import MONDAY
from tests.faults.program import collegium, environment, free_port
from tests.project.postgresql import address, another_database

pytestmark = [
    pytest.mark.both,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="is about PostgreSQL"),
]


def test_a_copy_comes_back_whole(tmp_path):
    Attempt.objects.bulk_create([Attempt(key=str(n), who="-", path="/", body="", at=MONDAY) for n in range(3)])
    rows, migrations = copying.copy_postgresql(address(connection.settings_dict["NAME"]), tmp_path / "dump")

    with another_database() as other:
        was_empty = copying.is_empty_postgresql(other)
        copying.restore_postgresql(other, tmp_path / "dump")
        copying.restore_postgresql(other, tmp_path / "dump")
        again, _ = copying.copy_postgresql(other, tmp_path / "again")

    assert was_empty
    assert rows["kit_attempt"] == 3
    assert copying.rows_of_dump(tmp_path / "dump") == rows == again
    assert "kit.0001_initial" in migrations


def folder_of(place, database, **files):
    """A data folder that serves this database."""
    place.mkdir()
    (place / "collegium.toml").write_text(f'database = "{database}"\nport = 8001\n')
    for name, text in ({"secret_key": "key"} | files).items():
        (place / name.replace("_", ".")).write_text(text)
    return place


def kept_of(place):
    done = collegium("backup", "--data", str(place), f"{place}.tar.gz")
    assert done.returncode == 0, done.stderr
    return f"{place}.tar.gz"


def test_a_rehearsal_serves_the_database_that_it_filled(tmp_path):
    production = folder_of(tmp_path / "production", address(connection.settings_dict["NAME"]))
    with another_database() as other:
        rehearsal = folder_of(tmp_path / "rehearsal", other)

        done = collegium("restore", "--data", str(rehearsal), "--replace", kept_of(production))

        assert (done.returncode, done.stderr) == (0, "")
        assert configuration.read(rehearsal, {})["database"] == other
        assert configuration.read(rehearsal, {})["port"] == 8001
        assert not copying.is_empty_postgresql(other)


CUT_OFF = """
import os, sys
from collegium.project import command, copying, keeping

def cut_off(*words):
    os._exit(9)

{there} = cut_off
sys.exit(command.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("there", ["copying._run", "keeping.swap"], ids=["before it is filled", "after it"])
def test_a_restore_that_loses_its_power_loses_no_database(tmp_path, there):
    production = folder_of(tmp_path / "production", address(connection.settings_dict["NAME"]))
    with another_database() as other:
        rehearsal = folder_of(tmp_path / "rehearsal", other)
        with psycopg.connect(other) as database:
            database.execute("CREATE TABLE django_migrations (name text)")
            database.execute("INSERT INTO django_migrations VALUES ('the only copy')")
        asked = ["restore", "--data", str(rehearsal), "--replace", kept_of(production)]
        command = [sys.executable, "-c", CUT_OFF.format(there=there), *asked]

        ended = subprocess.run(command, env=environment(), check=False)
        served = collegium("run", "--data", str(rehearsal), "--port", str(free_port()))
        unasked = collegium(*[word for word in asked if word != "--replace"])
        with psycopg.connect(other) as database:
            back = database.execute("SELECT name FROM django_migrations").fetchall()
        again = subprocess.run(command, env=environment(), check=False)
        done = collegium(*asked)
        with psycopg.connect(other) as database:
            aside = database.execute("SELECT name FROM before_restore.django_migrations").fetchall()
        rows, _ = copying.copy_postgresql(other, tmp_path / "dump")

        assert (ended.returncode, served.returncode, unasked.returncode, again.returncode) == (9, 2, 2, 9)
        assert "was cut off. Run the same “collegium restore” again" in served.stderr
        assert "holds data already" in unasked.stderr
        assert back == aside == [("the only copy",)]
        assert (done.returncode, "schema before_restore" in done.stdout) == (0, True), done.stderr
        assert copying.rows_of_dump(tmp_path / "dump") == rows, "what was put aside is in no backup"


@pytest.mark.parametrize("there", ["copying._run", "archives.verify"], ids=["while it is copied", "while it is read"])
def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next(tmp_path, monkeypatch, there):
    for name in ("temporary", "disk"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    production = folder_of(tmp_path / "production", address(connection.settings_dict["NAME"]))
    asked = ["backup", "--data", str(production), str(tmp_path / "disk" / "monday.tar.gz")]

    cut_off = CUT_OFF.format(there=there).replace("import command", "import archives, command")
    killed = subprocess.run([sys.executable, "-c", cut_off, *asked], env=environment(), check=False)
    left = [place.name for place in (tmp_path / "disk").iterdir()]
    looked_at = [collegium("verify", str(tmp_path / "disk" / name)).returncode for name in left]
    copies = list((tmp_path / "temporary").iterdir())
    done = collegium(*asked)

    assert (killed.returncode, bool(copies), set(looked_at) <= {2}) == (9, True, True)
    assert left == ["monday.tar.gz.collegium-unfinished"] * (there == "archives.verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert [place.name for place in (tmp_path / "disk").iterdir()] == ["monday.tar.gz"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_whoever_ends_a_restore_has_what_was_there(tmp_path, monkeypatch):
    def end(*words):
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "_run", end)
    with another_database() as other:
        with psycopg.connect(other) as database:
            database.execute("CREATE TABLE django_migrations (name text)")

        with pytest.raises(KeyboardInterrupt):
            copying.restore_postgresql(other, tmp_path / "dump")

        assert not copying.is_empty_postgresql(other)


def test_a_copy_that_cannot_come_back_leaves_what_was_there(tmp_path):
    (tmp_path / "dump").write_text("no dump")
    with another_database() as other:
        with psycopg.connect(other) as database:
            database.execute("CREATE TABLE django_migrations (name text)")

        with pytest.raises(Trouble):
            copying.restore_postgresql(other, tmp_path / "dump")

        assert not copying.is_empty_postgresql(other)


def test_a_second_computer_needs_the_key_of_the_first(tmp_path):
    with pytest.raises(Trouble, match="has no secret.key"):
        running.ensure_key(tmp_path, address(connection.settings_dict["NAME"]))

    (tmp_path / "secret.key").write_text("the same")
    running.ensure_key(tmp_path, address(connection.settings_dict["NAME"]))


def test_the_first_computer_makes_the_key(tmp_path):
    running.ensure_key(tmp_path, "")
    with another_database() as other:
        running.ensure_key(tmp_path, other)


def test_a_database_that_does_not_answer_is_one_line(tmp_path):
    with pytest.raises(Trouble, match="The database does not answer"):
        copying.copy_postgresql("postgresql://nobody@127.0.0.1:1/none", tmp_path / "dump")


@pytest.fixture
def guest():
    """A user who may make tables in a database that is somebody else's, as any user might before PostgreSQL 15."""
    with another_database() as other, psycopg.connect(other, autocommit=True) as there:
        there.execute("DROP ROLE IF EXISTS collegium_guest")
        there.execute("CREATE ROLE collegium_guest LOGIN")
        there.execute("GRANT CREATE ON SCHEMA public TO collegium_guest")
        try:
            yield other.replace(f"//{connection.settings_dict['USER']}:", "//collegium_guest:")
        finally:
            there.execute("DROP OWNED BY collegium_guest")
            there.execute("DROP ROLE collegium_guest")


def test_a_schema_that_is_somebody_elses_is_refused_before_anything_is_in_it(tmp_path, guest):
    done = collegium("run", "--data", str(folder_of(tmp_path / "school", guest)))

    assert (done.returncode, "ALTER SCHEMA public OWNER TO" in done.stderr) == (2, True)
    assert copying.is_empty_postgresql(guest)


def test_and_nothing_is_restored_into_it(tmp_path, guest):
    with pytest.raises(Trouble, match="must own the database and its schema"):
        copying.restore_postgresql(guest, tmp_path / "dump")
