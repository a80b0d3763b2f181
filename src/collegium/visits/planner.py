"""Asking the planner of visits, which runs in a process of its own."""

from collections.abc import Callable
from typing import Any

from collegium.kit import children
from collegium.kit.children import Broken

__all__ = ["Broken", "ask"]

CHILD = "collegium.visits.child"
SECONDS_OF_GRACE = 60


def ask(
    question: dict[str, Any], *, seconds: int, on_progress: Callable[[float], None], should_stop: Callable[[], bool]
) -> dict[str, Any]:
    """The best visits that are found in the time, or sooner when asked to stop."""
    return children.ask(
        CHILD, question, ends_with=("visits",), seconds=seconds + SECONDS_OF_GRACE, on_progress=on_progress,
        should_stop=should_stop,
    )  # fmt: skip
