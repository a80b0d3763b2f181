"""Rows of the table of who may open which address. Each app keeps its own in ``tests/<app>/who_may.py``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# Who knocks: nobody signed in; the coordinator; a member; a colleague in no group; a teacher of another school; the
# deputy head (CPD lead and leadership); a network lead; the keeper of accounts; one who left; a guest of the group.
EVERYBODY = ("nobody", "ama", "tom", "sam", "priya", "hale", "ines", "rob", "finn", "gwen")


@dataclass(frozen=True)
class Row:
    """One address and method, and the status that each of the cast gets, in the order of ``EVERYBODY``."""

    name: str
    statuses: str
    args: Callable[[Any], list[Any]] = lambda world: []
    method: str = "get"
    data: Callable[[Any], dict[str, Any]] = field(default=lambda world: {})
    note: str = ""

    @property
    def expected(self) -> dict[str, int]:
        given = [int(status) for status in self.statuses.split()]
        assert len(given) == len(EVERYBODY), f"{self.name}: a status for each of {EVERYBODY}"
        return dict(zip(EVERYBODY, given, strict=True))
