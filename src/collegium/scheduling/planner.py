"""Asking the planner of series, which runs in a process of its own so that web processes never carry numpy."""

from typing import Any

from collegium.kit import children
from collegium.kit.children import Broken

__all__ = ["Broken", "ask"]

CHILD = "collegium.scheduling.child"
# A page waits so long at most; one group takes well under a second.
SECONDS_OF_A_PAGE = 25


def ask(question: dict[str, Any], *, seconds: float = SECONDS_OF_A_PAGE, **watched_by: Any) -> Any:
    """What the planner answers. Raises Broken where it does not, in the time. ``watched_by``: as children.ask."""
    return children.ask(CHILD, question, ends_with=("answer",), seconds=seconds, **watched_by)["answer"]
