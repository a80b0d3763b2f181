"""Whoever restores or upgrades is alone: who is at work is asked for, and nobody begins before that has ended."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from collegium.kit.faults import fault_of
from collegium.project import at_work
from collegium.project.folder import Trouble
from tests.faults.program import collegium, environment, free_port
from tests.project.postgresql import another_database
from tests.project.test_keeping_postgresql import address, folder_of, kept_of

WORK = "from django.db import connection; connection.ensure_connection(); print('here', flush=True); input()"


@contextmanager
def somebody_at_work(data):
    """A technician’s command that goes on until it is told to end."""
    command = [sys.executable, "-m", "collegium", "manage", "shell", "-v", "0", "-c", WORK]
    given = environment() | {"COLLEGIUM_DATA": str(data)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=given, text=True, **pipes) as working:
        assert working.stdout.readline() == "here\n"
        yield
        working.communicate("\n", timeout=60)


def test_nothing_is_restored_or_upgraded_under_somebody_at_work(prepared, tmp_path):
    kept = str(tmp_path / "kept.tar.gz")
    with somebody_at_work(prepared):
        backup = collegium("backup", "--data", str(prepared), kept)
        restored = collegium("restore", "--data", str(prepared), "--replace", kept)
        upgraded = collegium("upgrade", "--data", str(prepared))
    after = collegium("restore", "--data", str(prepared), "--replace", kept)

    assert (backup.returncode, restored.returncode, upgraded.returncode, after.returncode) == (0, 2, 2, 0)
    for refused in (restored, upgraded):
        assert f"A command works in {prepared}" in refused.stderr
        assert "Let it end, then run this again. Nothing was changed." in refused.stderr


def test_nobody_begins_while_a_folder_is_restored(prepared):
    alone = at_work.alone_in(prepared)
    try:
        command = collegium("manage", "check", data=prepared)
        letter = collegium("receive", "--data", str(prepared))
        served = collegium("run", "--data", str(prepared), "--port", str(free_port()))
        with pytest.raises(Trouble, match="Collegium is running on"):
            at_work.alone_in(prepared)
    finally:
        for lock in alone:
            os.close(lock)

    assert (command.returncode, letter.returncode, served.returncode) == (2, 75, 2)
    assert "being restored, upgraded or moved" in command.stderr
    assert "being restored, upgraded or moved" in letter.stderr, "the mail server keeps it, and tries again"
    assert collegium("manage", "check", data=prepared).returncode == 0


def on_postgresql(test):
    absent = pytest.mark.skipif(connection.vendor != "postgresql", reason="is about PostgreSQL")
    return pytest.mark.both(pytest.mark.django_db(transaction=True)(absent(test)))


@on_postgresql
def test_another_computer_at_work_is_named_and_waited_for(tmp_path):
    production = folder_of(tmp_path / "production", address(connection.settings_dict["NAME"]))
    kept = kept_of(production)
    with another_database() as other:
        here, elsewhere = folder_of(tmp_path / "here", other), folder_of(tmp_path / "elsewhere", other)
        asked = ["restore", "--data", str(here), "--replace", kept]
        with somebody_at_work(elsewhere):
            refused = [collegium(*asked), collegium("upgrade", "--data", str(here))]
        done = collegium(*asked)

    assert (done.returncode, done.stderr) == (0, "")
    for one in refused:
        assert one.returncode == 2
        assert f"at work on this database: {socket.gethostname()[:60]}. End it there first" in one.stderr


@on_postgresql
def test_nobody_begins_while_a_database_is_restored(tmp_path):
    with another_database() as other:
        elsewhere = folder_of(tmp_path / "elsewhere", other)
        with at_work.alone_on(other):
            command = collegium("manage", "shell", "-v", "0", "-c", WORK, data=elsewhere)
            served = collegium("run", "--data", str(elsewhere), "--port", str(free_port()))
        after = collegium("manage", "migrate", "-v", "0", "people", "zero", data=elsewhere)

    assert (command.returncode, served.returncode, after.returncode) == (1, 2, 0)
    assert "being restored, upgraded or moved" in command.stderr
    assert "being restored, upgraded or moved" in served.stderr


@on_postgresql
def test_a_page_that_comes_meanwhile_says_to_try_again(monkeypatch):
    def end():
        closed.append(connection)

    closed = []
    with at_work.alone_on(address(connection.settings_dict["NAME"])), monkeypatch.context() as meanwhile:
        meanwhile.setattr(connection, "close", end)
        with pytest.raises(OperationalError) as refused:
            at_work.join(sender=None, connection=connection)

    assert (fault_of(refused.value).status, closed) == (503, [connection])
    at_work.join(sender=None, connection=connection)
    connection.close()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite")
def test_a_file_is_one_computers_and_asks_no_server(django_assert_num_queries):
    with django_assert_num_queries(0):
        at_work.join(sender=None, connection=connection)
        with at_work.alone_on(""):
            pass
