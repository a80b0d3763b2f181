"""Asking the planner, which runs in a process of its own so that scipy's memory is given back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from collegium.forming.problem import group_as_file, group_of_file
from collegium.kit import children
from collegium.kit.children import Broken
from collegium.planning.groups import Group

__all__ = ["Broken", "Outcome", "plan", "what_if"]

CHILD = "collegium.forming.child"
# After time is up the planner splits the last groups and writes the reasons.
SECONDS_OF_GRACE = 90


@dataclass(frozen=True)
class Outcome:
    """Groups and how good any plan could be at best; or the rules that contradict each other."""

    groups: tuple[Group, ...] = ()
    bound: float | None = None
    clashes: tuple[dict[str, Any], ...] = ()


def plan(
    problem: dict[str, Any],
    *,
    seconds: int,
    seed: int,
    on_progress: Callable[[float], None],
    should_stop: Callable[[], bool],
) -> Outcome:
    """The best groups that are found in the time, or sooner when asked to stop. Raises Broken."""
    question = {"problem": problem, "seconds": seconds, "seed": seed}
    said = children.ask(
        CHILD, question, ends_with=("groups", "clashes"), seconds=seconds + SECONDS_OF_GRACE,
        on_progress=on_progress, should_stop=should_stop,
    )  # fmt: skip
    groups = tuple(group_of_file(entry) for entry in said.get("groups", ()))
    return Outcome(groups, said.get("bound"), tuple(said.get("clashes", ())))


def what_if(
    problem: dict[str, Any], groups: Iterable[Group], *, person: str, theme: str, seed: int
) -> dict[str, Any]:
    """What the others would give so that this person has this theme. Nothing: the planner gave no answer."""
    question = {
        "problem": problem, "groups": [group_as_file(group) for group in groups],
        "what_if": person, "theme": theme, "seed": seed,
    }  # fmt: skip
    try:
        return children.ask(CHILD, question, ends_with=("is_free",), seconds=SECONDS_OF_GRACE)
    except Broken:
        return {}
