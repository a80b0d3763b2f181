"""A whole copy of the database in one file, and back: SQLite's own backup, or PostgreSQL's programs."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from collegium.project import addressing
from collegium.project.folder import Trouble

Rows = dict[str, int]
BESIDE = "before_restore"
OWNED = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'public'"


# SQLite


def copy_sqlite(source: Path, target: Path) -> Rows:
    """A copy at one moment, while others write."""
    if not source.exists():
        raise Trouble(f"There is no database yet in {source.parent}.")
    with closing(_reading(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")
    return rows_of_sqlite(target)


def rows_of_sqlite(path: Path) -> Rows:
    """How many rows each table has, once the file has been found whole."""
    try:
        with closing(_reading(path)) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Trouble("The copy of the database is damaged.")
            query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            tables = [name for (name,) in database.execute(query).fetchall()]
            count = 'SELECT count(*) FROM "{}"'
            return {name: database.execute(count.format(name)).fetchone()[0] for name in sorted(tables)}
    except sqlite3.DatabaseError as error:
        raise Trouble(f"The copy of the database cannot be read: {error}.") from error


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def migrations_of_sqlite(path: Path) -> list[str]:
    if not path.exists():
        raise Trouble(f"There is no database yet in {path.parent}.")
    with closing(_reading(path)) as database:
        found = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    return [f"{app}.{name}" for app, name in found]


# Who was erased

ERASED = (
    "SELECT p.id, p.joined_at, e.with_words, e.at FROM people_erasure e JOIN people_person p ON p.id = e.person_id"
    " WHERE e.begun_at IS NOT NULL"
)


def erased_in(sqlite: Path, address: str) -> list[tuple[int, datetime, bool, str]]:
    """The erasures of the database that is about to be replaced; none, where there is none that can be read."""
    with suppress(sqlite3.Error, psycopg.Error, Trouble, OSError):
        if address:
            with connected(address) as database:
                return [(*row[:3], str(row[3])) for row in database.execute(ERASED).fetchall()]
        with closing(_reading(sqlite)) as here:
            found = here.execute(ERASED).fetchall()
        return [(row[0], datetime.fromisoformat(row[1]).replace(tzinfo=UTC), *row[2:]) for row in found]
    return []


# PostgreSQL


def copy_postgresql(address: str, target: Path) -> tuple[Rows, list[str]]:
    """A copy at one moment; the rows are counted at that same moment."""
    with connected(address) as database:
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        moment = first(database, "SELECT pg_export_snapshot()")
        ours = ("--format=custom", f"--exclude-schema={BESIDE}")
        _run(address, "pg_dump", *ours, f"--snapshot={moment}", f"--file={target}")
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        tables = [name for (name,) in database.execute(query).fetchall()]
        counted = {
            name: int(first(database, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name))))
            for name in tables
        }
        found = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    return counted, [f"{app}.{name}" for app, name in found]


def migrations_of_postgresql(address: str) -> list[str]:
    with connected(address) as database:
        found = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    return [f"{app}.{name}" for app, name in found]


def rows_of_dump(path: Path) -> Rows:
    """How many rows a dump holds for each table, read out of the dump itself."""
    arguments = [program("pg_restore"), "--data-only", "--file=-", str(path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reading:
        counted = _rows_copied(reading.stdout or ())
    if reading.returncode:
        raise Trouble("The copy of the database cannot be read.")
    return counted


def _rows_copied(lines: Iterable[bytes]) -> Rows:
    counted: Rows = {}
    table = ""
    for line in lines:
        if table and line == b"\\.\n":
            table = ""
        elif table:
            counted[table] += 1
        elif line.startswith(b"COPY "):
            table = line.split()[1].decode().split(".")[-1].strip('"')
            counted[table] = 0
    return counted


def ensure_owned(found: Any) -> None:
    """Tables may be made, and later be put aside for a restore. ``found``: the row that ``OWNED`` asks for.

    Before PostgreSQL 15, whoever owns a database does not own its schema.
    """
    if found != (True,):
        raise Trouble(
            "The database’s user must own the database and its schema. As its administrator: "
            "“ALTER DATABASE … OWNER TO …”, and there “ALTER SCHEMA public OWNER TO …”. Nothing was changed."
        )


def make_room_postgresql(address: str) -> None:
    """What the last restore put aside goes, before the next one puts anything there."""
    with connected(address) as database:
        database.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")


def restore_postgresql(address: str, dump: Path) -> None:
    """Bring a dump back. What was there stands beside from then on, or is back where it was."""
    with connected(address) as database:
        ensure_owned(database.execute(OWNED).fetchone())
    make_room_postgresql(address)
    try:
        with connected(address) as database:
            database.execute(f"ALTER SCHEMA public RENAME TO {BESIDE}")
            database.execute("CREATE SCHEMA public")
        whole = ("--single-transaction", "--exit-on-error")
        _run(address, "pg_restore", "--no-owner", *whole, "--schema=public", str(dump))
    except BaseException:
        bring_back_postgresql(address)
        raise


def bring_back_postgresql(address: str) -> None:
    """What stands beside, where it was before; where nothing does, nothing had been changed."""
    with connected(address) as database:
        if first(database, f"SELECT to_regnamespace('{BESIDE}')") is not None:
            database.execute("DROP SCHEMA IF EXISTS public CASCADE")
            database.execute(f"ALTER SCHEMA {BESIDE} RENAME TO public")


def is_empty_postgresql(address: str) -> bool:
    with connected(address) as database:
        return first(database, "SELECT to_regclass('public.django_migrations')") is None


@contextmanager
def connected(address: str) -> Iterator["psycopg.Connection[Any]"]:
    try:
        database = psycopg.connect(addressing.in_full(address))
    except psycopg.OperationalError as error:
        raise Trouble(f"The database does not answer: {str(error).strip().splitlines()[0]}") from error
    with database:
        yield database


def program(name: str) -> str:
    """One of PostgreSQL's programs: the newest that Debian has, or the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if path := (str(found[-1]) if found else shutil.which(name)):
        return path
    raise Trouble(f"{name} is missing. On Debian: apt-get install postgresql-client.")


def _run(address: str, name: str, *arguments: str) -> None:
    database, environment = addressing.for_programs(address)
    command = [program(name), f"--dbname={database}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{name}: {(done.stderr.strip().splitlines() or ['it failed'])[0]}")


def first(database: "psycopg.Connection[Any]", query: Any) -> Any:
    row = database.execute(query).fetchone()
    return row[0] if row else None
