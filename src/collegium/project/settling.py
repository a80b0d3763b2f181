"""The contents of an SQLite file brought into the PostgreSQL database that the settings name, and compared there."""

import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, transaction
from psycopg import sql
from psycopg.types.json import Jsonb

from collegium.history import sealing
from collegium.project.folder import Trouble
from collegium.project.preparing import migrate

# One move at a time into one database; whatever a cut off one still does there is waited for.
LOCK = 1844
ROWS_AT_ONCE = 2_000

Convert = Callable[[Any], Any]
# What SQLite keeps as text or a number, as what PostgreSQL means by it.
MEANT: dict[str, Convert] = {
    "boolean": bool,
    "bytea": bytes,
    "date": date.fromisoformat,
    "interval": lambda microseconds: timedelta(microseconds=microseconds),
    "jsonb": lambda text: _plain(json.loads(text)),
    "time without time zone": time.fromisoformat,
    "timestamp with time zone": lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    "uuid": UUID,
}
WRITTEN: dict[str, Convert] = {"jsonb": Jsonb}
# Django has PostgreSQL's JSON come as text.
READ: dict[str, Convert] = {"jsonb": lambda text: _plain(json.loads(text)), "inet": str, "bytea": bytes}


@dataclass(frozen=True)
class Table:
    """One table, and of what kind each of its columns is in PostgreSQL."""

    name: str
    columns: dict[str, str]

    def each(self, converts: dict[str, Convert]) -> list[Convert]:
        return [converts.get(kind, lambda value: value) for kind in self.columns.values()]


@dataclass
class Known:
    """How many rows, and a digest of them that does not ask in which order they came."""

    rows: int = 0
    digest: int = 0

    def see(self, row: Iterable[Any]) -> None:
        self.rows += 1
        text = json.dumps([_said(value) for value in row]).encode()
        self.digest = (self.digest + int.from_bytes(hashlib.sha256(text).digest())) % 2**256


def settle(path: Path) -> None:
    """All of it or nothing. A database that holds exactly this already is left as it is."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as source:
        source.execute("BEGIN")
        with transaction.atomic():
            _ask("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            if _ask("SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1"):
                ensure_same(source)
            else:
                migrate()
                bring(source)
            if fault := sealing.first_fault():
                raise Trouble(f"History does not fit: {fault}")


def bring(source: sqlite3.Connection) -> None:
    tables = known_tables(source)
    _ask(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)))
    # A table may name rows of one that comes later; Django's own change of shape left this the other way.
    _ask("SET CONSTRAINTS ALL DEFERRED")
    for number, table in enumerate(tables, 1):
        here = fill(source, table)
        if look_at(table) != here:
            raise Trouble(f"{table.name} in PostgreSQL is not what it is here. Try again, and tell us.")
        if here.rows:
            say(f"{number:4} of {len(tables)}  {table.name}: {here.rows}")
    _ask("SET CONSTRAINTS ALL IMMEDIATE")
    count_on(source, tables)


def ensure_same(source: sqlite3.Connection) -> None:
    """What a move left that was cut off after it; anything else is somebody's."""
    tables = [] if _ask("SELECT to_regclass('public.django_migrations')") == [(None,)] else _tables()
    same = {table.name for table in tables} == set(_names(source))
    if not (same and all(look_at(table) == look_in(source, table) for table in tables)):
        raise Trouble("That PostgreSQL database is not empty. Give an empty one: “createdb …” makes it.")
    say("Everything is there already.")


def known_tables(source: sqlite3.Connection) -> list[Table]:
    """All tables of this version; a file that lacks some, or changes of them, has another shape."""
    made = set(_ask("SELECT app, name FROM django_migrations"))
    tables = _tables()
    if {table.name for table in tables} != set(_names(source)) or made != set(
        source.execute("SELECT app, name FROM django_migrations")
    ):
        raise Trouble(f"{_file(source)} has not the shape of this version. Run “collegium upgrade” first.")
    return tables


def fill(source: sqlite3.Connection, table: Table) -> Known:
    """Row for row, in the order in which they were written."""
    known, writes = Known(), table.each(WRITTEN)
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    begin = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    try:
        with connection.cursor() as cursor, cursor.copy(begin) as copy:
            for row in rows_in(source, table):
                known.see(row)
                copy.write_row([_unless_none(write, value) for write, value in zip(writes, row, strict=True)])
    except psycopg.Error as error:
        raise Trouble(refused(source, table, error, known.rows)) from error
    return known


def refused(source: sqlite3.Connection, table: Table, error: psycopg.Error, reached: int) -> str:
    """Which row it was and why, without what stands in it. Some are refused on the way, before the server says so."""
    line = re.search(r"line (\d+)(?:, column (\w+))?", error.diag.context or "")
    query = f'SELECT rowid FROM "{table.name}" ORDER BY rowid LIMIT 1 OFFSET ?'  # noqa: S608 - a name of ours
    (key,) = source.execute(query, [(int(line[1]) if line else reached) - 1]).fetchone()
    column = f", {line[2]}," if line and line[2] else ""
    reason = error.diag.message_primary or error
    return (
        f"PostgreSQL does not take row {key} of {table.name}{column} ({reason}). "
        "Mend it with “collegium manage shell”, then run this again."
    )


def look_in(source: sqlite3.Connection, table: Table) -> Known:
    known = Known()
    for row in rows_in(source, table):
        known.see(row)
    return known


def look_at(table: Table) -> Known:
    known, reads = Known(), table.each(READ)
    with connection.chunked_cursor() as cursor:
        columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        cursor.execute(sql.SQL("SELECT {} FROM {}").format(columns, sql.Identifier(table.name)))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                known.see(_unless_none(read, value) for read, value in zip(reads, row, strict=True))
    return known


def rows_in(source: sqlite3.Connection, table: Table) -> Iterator[list[Any]]:
    means = table.each(MEANT)
    columns = ", ".join(f'"{name}"' for name in table.columns)
    try:
        for row in source.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY rowid'):  # noqa: S608 - names of ours
            yield [_unless_none(mean, value) for mean, value in zip(means, row, strict=True)]
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise Trouble(f"{table.name} cannot be read as this version means it: {error}.") from error


def count_on(source: sqlite3.Connection, tables: Iterable[Table]) -> None:
    """The next number is the one that SQLite would have given: that of a removed row opens nothing of another's."""
    last = dict(source.execute("SELECT name, seq FROM sqlite_sequence"))
    for table in tables:
        for column in table.columns:
            ((sequence,),) = _ask("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', column])
            if sequence and last.get(table.name):
                _ask("SELECT setval(%s, %s)", [sequence, last[table.name]])


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _tables() -> list[Table]:
    found: dict[str, dict[str, str]] = {}
    for name, column, kind in _ask(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
        " ORDER BY table_name, ordinal_position"
    ):
        found.setdefault(name, {})[column] = kind
    return [Table(name, columns) for name, columns in found.items()]


def _names(source: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [name for (name,) in source.execute(query)]


def _file(source: sqlite3.Connection) -> str:
    ((_number, _name, path),) = source.execute("PRAGMA database_list").fetchall()
    return str(path)


def _ask(query: Any, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def _unless_none(convert: Convert, value: Any) -> Any:
    return None if value is None else convert(value)


def _said(value: Any) -> Any:
    """A value as both databases would say it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, str | int | float | list | dict | None) else str(value)


def _plain(found: Any) -> Any:
    """JSON whose order of names and whose way to write 1.0 do not matter: PostgreSQL keeps neither."""
    if isinstance(found, dict):
        return {name: _plain(found[name]) for name in sorted(found)}
    if isinstance(found, list):
        return [_plain(one) for one in found]
    return int(found) if isinstance(found, float) and found.is_integer() else found
