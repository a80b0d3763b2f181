"""What is the matter is said, where somebody can do something about it."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory

from collegium.kit import faults
from collegium.kit.views import broken


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OperationalError("database or disk is full"), faults.NO_ROOM),
        (OSError(errno.ENOSPC, "No space left on device"), faults.NO_ROOM),
        (OSError(errno.ENOENT, "No such file"), faults.OURS),
        (OperationalError("database is locked"), faults.BUSY),
        (sqlite3.DatabaseError("database disk image is malformed"), faults.DAMAGED),
        (OperationalError("no such column: x"), faults.OURS),
        (psycopg.errors.DiskFull(), faults.NO_ROOM),
        (psycopg.errors.AdminShutdown(), faults.BUSY),
        (psycopg.errors.SerializationFailure(), faults.BUSY),
        (psycopg.errors.ReadOnlySqlTransaction(), faults.BUSY),
        (psycopg.errors.UndefinedColumn(), faults.OURS),
        (psycopg.OperationalError("the connection is lost"), faults.BUSY),
        (ValueError("database is locked"), faults.OURS),
        (None, faults.OURS),
    ],
)
def test_a_fault_is_told_by_its_error(error, fault):
    assert faults.fault_of(error) == fault


def test_the_error_behind_the_error_tells_it():
    lost, error = psycopg.errors.AdminShutdown(), OperationalError("terminating connection")
    error.__cause__, lost.__context__ = lost, error

    assert faults.fault_of(error) == faults.BUSY


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [("database or disk is full", 507, b"no room left"), ("database is locked", 503, b"needs a moment"),
     ("database disk image is malformed", 500, b"cannot be read"), ("x", 500, b"The fault is ours")],
)  # fmt: skip
def test_each_has_its_page(said, status, words):
    request = RequestFactory().get("/")
    request.id = "0123456789ab"
    try:
        raise OperationalError(said)
    except OperationalError:
        page = broken(request)

    assert (page.status_code, page.get("Retry-After")) == (status, "5" if status == 503 else None)
    assert words in page.content
    assert b"0123456789ab" in page.content
