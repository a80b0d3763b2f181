"""Django looks through each question for its places, letter by letter, at each asking: long ones take it longer
to read than SQLite to answer. What it made of a question is kept here."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is None:
            return _converted(query)
        named: str = super().convert_query(query, param_names=param_names)  # type: ignore[misc]
        return named


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: Any = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)


@lru_cache(maxsize=2_000)
def _converted(query: str) -> str:
    written: str = base.SQLiteCursorWrapper.convert_query(None, query)  # type: ignore[attr-defined]
    return written
