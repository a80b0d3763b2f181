"""Django looks through each question for its places, letter by letter, at each asking: long ones take it longer
to read than SQLite to answer. What it made of a question is kept here."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from time import monotonic, sleep
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

# Seconds between two looks whether somebody else is still writing.
LOOK = 0.002


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is None:
            return _converted(query)
        named: str = super().convert_query(query, param_names=param_names)  # type: ignore[misc]
        return named


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: Any = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        """One writes at a time. SQLite itself would look ever more seldom whether it is its turn, at last ten times
        a second: of many who write at once some would wait for long while nobody writes."""
        patience = self.settings_dict["OPTIONS"]["timeout"]
        until = monotonic() + patience
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._is_my_turn(is_last=monotonic() > until):
                sleep(LOOK)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience * 1000}")

    def _is_my_turn(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as refused:
            if is_last or not _is_busy(refused):
                raise
            return False
        return True


def _is_busy(refused: OperationalError) -> bool:
    code: int = getattr(refused.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY


@lru_cache(maxsize=2_000)
def _converted(query: str) -> str:
    written: str = base.SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[attr-defined]
    return written
