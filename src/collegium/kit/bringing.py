"""What is wrong with one row of a list that somebody brings, said so that they can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A row as the file counts it, the column, what is wrong, and what would put it right."""

    row: int
    column: str
    reason: str
    mend: str = ""
