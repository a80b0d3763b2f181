"""``collegium move``: everything out of the SQLite file into a PostgreSQL database, or nothing.

What happens in PostgreSQL is one transaction, so that a move cut off in it leaves an empty database. Cut off after
that, the same command finds there what it would bring, and does the rest: the address in the settings, the old file.
"""

import argparse
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from collegium.kit import clock, configuration
from collegium.kit.processes import ourselves
from collegium.project import at_work, copying, folder, marks, upgrading
from collegium.project.archives import SQLITE
from collegium.project.folder import Trouble

# What Django 5.2 asks for.
OLDEST_POSTGRESQL = 14
PASSWORD = re.compile(r"\w+://[^/@]*:[^/@]+@|.*[?&]password=")
SHOWN = (
    "The password stood in the command, where others on this computer could read it, and where the shell remembers "
    "it. Another time: “collegium move - --data …”, and the address on standard input. You may want a new password."
)
FITNESS = (
    "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
)


def move(asked: argparse.Namespace) -> int:
    """SQLite to PostgreSQL: looked at first, copied, compared, and only then named in the settings."""
    os.umask(0o077)
    path = folder.chosen(asked.data)
    given, asked.address = asked.address, told(asked.address)
    ensure_nothing_above(path)
    if not (path / SQLITE).exists():
        raise Trouble(nothing_here(path, asked.address))
    at_work.alone_in(path)
    marks.ensure_none(path)
    ensure_ours(path, asked.address)
    copying.rows_of_sqlite(path / SQLITE)
    upgrading.ensure_not_newer(path)
    ensure_fit(asked.address)
    with at_work.alone_on(asked.address), nobody_writing(path / SQLITE):
        settle(path, asked.address)
        configuration.write(path, {"database": asked.address})
    aside = put_aside(path)
    print(f"Moved. The address stands in {path / 'collegium.toml'}; start it again: “collegium run”.")
    print(f"What was there before is in {aside}; remove it when all is well. Files stay where they are.")
    if shows_a_password(given):
        print(SHOWN)
    return 0


def told(address: str) -> str:
    """The address as it was given; for “-”, the first line of standard input."""
    return sys.stdin.readline().strip() if address == "-" else address


def shows_a_password(given: str) -> bool:
    """In the arguments of a command everybody on this computer can read it, and the shell remembers it."""
    return bool(PASSWORD.match(given))


def ensure_nothing_above(path: Path) -> None:
    if "COLLEGIUM_DATABASE" in os.environ:
        raise Trouble(
            "COLLEGIUM_DATABASE is set in the environment and would stand above the settings. Take it away there, "
            f"and run this again: the address is written into {path / 'collegium.toml'}."
        )


def nothing_here(path: Path, address: str) -> str:
    if configuration.read(path)["database"] == address:
        return f"{path} is moved already: its settings name that database. Start it: “collegium run”."
    return f"There is no SQLite database in {path}, and so nothing to move. Name the data folder with --data."


def ensure_ours(path: Path, address: str) -> None:
    """An address as the settings have it; and a folder that serves its SQLite file, or was about to stop doing so."""
    if not address.startswith(("postgresql://", "postgres://")) or not address.partition("://")[2].rpartition("/")[2]:
        raise Trouble("Give an address with the database’s name: postgresql://user:password@db.example/collegium.")
    if configuration.read(path)["database"] not in {"", address}:
        raise Trouble(
            f"The setting “database” in {path / 'collegium.toml'} names another PostgreSQL database already. "
            "Where the SQLite file is what counts, take that line away and run this again."
        )


def ensure_fit(address: str) -> None:
    """The server and its database can take us at all. Whether it is empty is looked at where it cannot change."""
    try:
        with copying.connected(address) as database:
            number, encoding = database.execute(FITNESS).fetchone() or (0, "")
            owned = database.execute(copying.OWNED).fetchone()
    except psycopg.Error as error:
        raise Trouble(f"The database cannot be looked at: {str(error).strip().splitlines()[0]}") from error
    ensure_new_enough(number)
    if encoding != "UTF8":
        raise Trouble(
            f"The database keeps text as {encoding}, where some names would not fit. Make one with "
            "“createdb --encoding=UTF8 --template=template0 …”. Nothing was changed."
        )
    copying.ensure_owned(owned)


def ensure_new_enough(number: int) -> None:
    if number < OLDEST_POSTGRESQL * 10_000:
        raise Trouble(
            f"The server is PostgreSQL {number // 10_000}; Collegium needs {OLDEST_POSTGRESQL} or newer. "
            "Nothing was changed."
        )


@contextmanager
def nobody_writing(path: Path) -> Iterator[None]:
    """Until the settings name the other database, no command writes into this one."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise Trouble(f"Another command writes in {path}. Let it end, then run this again.") from error
        yield


def settle(path: Path, address: str) -> None:
    """By a process of its own, whose settings name the database that is to be filled."""
    environment = os.environ | {"COLLEGIUM_DATABASE": address}
    done = subprocess.run(
        ourselves("settle", str(path / SQLITE), str(os.getpid())), env=environment, stderr=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it ended without a word."]
        raise Trouble(f"{lines[-1].removeprefix('collegium: ')} Nothing was changed.")


def put_aside(path: Path) -> Path:
    aside = path / f"before-move-{clock.now():%Y-%m-%d-%H%M%S}"
    aside.mkdir()
    for name in (f"{SQLITE}-wal", f"{SQLITE}-shm", SQLITE):
        if (path / name).exists():
            (path / name).rename(aside / name)
    return aside
