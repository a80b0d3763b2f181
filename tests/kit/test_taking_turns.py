"""One at a time writes into SQLite; the others look often whether it is their turn, and not for ever."""

import sqlite3

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from collegium.kit.sqlite import base
from collegium.project.settings import database


@pytest.fixture
def ours(tmp_path, django_db_blocker):
    found = ConnectionHandler({"default": database("") | {"NAME": tmp_path / "school.sqlite3"}})["default"]
    with django_db_blocker.unblock():
        yield found
        found.close()


@pytest.fixture
def somebody_else(ours, tmp_path):
    ours.ensure_connection()
    other = sqlite3.connect(tmp_path / "school.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def begin(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def patience(connection):
    return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]


def test_who_comes_second_writes_as_soon_as_the_first_has_ended(ours, somebody_else, monkeypatch):
    looks = []

    def wait(seconds):
        looks.append(seconds)
        if len(looks) == 3:
            somebody_else.execute("COMMIT")

    monkeypatch.setattr(base, "sleep", wait)

    begin(ours)

    assert looks == [base.LOOK] * 3
    assert ours.connection.in_transaction
    assert patience(ours) == 20_000


def test_nobody_waits_for_ever(ours, somebody_else, monkeypatch):
    hours = iter(range(0, 100, 7))
    monkeypatch.setattr(base, "monotonic", lambda: next(hours))
    monkeypatch.setattr(base, "sleep", lambda seconds: None)

    with pytest.raises(OperationalError, match="locked"):
        begin(ours)

    assert next(hours) == 28
    assert patience(ours) == 20_000


def test_what_is_not_a_matter_of_turns_is_said_at_once(ours):
    begin(ours)

    with pytest.raises(OperationalError, match="within a transaction"):
        ours._start_transaction_under_autocommit()
