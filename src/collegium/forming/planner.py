"""Asking the planner, which runs in a process of its own so that scipy's memory is given back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

import collegium
from collegium.forming.problem import group_as_file, group_of_file
from collegium.planning.groups import Group

CHILD = [sys.executable, "-P", "-m", "collegium.forming.child"]
SECONDS_BETWEEN_LOOKS = 0.5
# After time is up the planner splits the last groups and writes the reasons.
SECONDS_OF_GRACE = 90


class Broken(Exception):
    """The planner ended without an answer."""


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
    """The best groups that are found in the time, or sooner when asked to stop."""
    child = subprocess.Popen(
        CHILD,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_surroundings(),
    )  # fmt: skip
    try:
        return _talk(child, {"problem": problem, "seconds": seconds, "seed": seed}, on_progress, should_stop)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()


def what_if(
    problem: dict[str, Any], groups: Iterable[Group], *, person: str, theme: str, seed: int
) -> dict[str, Any]:
    """What the others would give so that this person has this theme. Nothing: the planner gave no answer."""
    question = {
        "problem": problem, "groups": [group_as_file(group) for group in groups],
        "what_if": person, "theme": theme, "seed": seed,
    }  # fmt: skip
    try:
        child = subprocess.run(
            CHILD, input=json.dumps(question) + "\n", stdout=subprocess.PIPE, text=True, env=_surroundings(),
            timeout=SECONDS_OF_GRACE, check=True,
        )  # fmt: skip
    except subprocess.SubprocessError:
        return {}
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _talk(
    child: "subprocess.Popen[str]",
    question: dict[str, Any],
    on_progress: Callable[[float], None],
    should_stop: Callable[[], bool],
) -> Outcome:
    heard: Queue[str] = Queue()
    Thread(target=_hear, args=(child, heard), daemon=True).start()
    _tell(child, json.dumps(question))
    started, is_stopping = monotonic(), False
    while (spent := monotonic() - started) < question["seconds"] + SECONDS_OF_GRACE:
        try:
            line = heard.get(timeout=SECONDS_BETWEEN_LOOKS)
        except Empty:
            on_progress(spent)
            if not is_stopping and should_stop():
                is_stopping = True
                _tell(child, "stop")
            continue
        said = json.loads(line) if line else None
        if said is None:
            break
        if "groups" in said or "clashes" in said:
            return _outcome(said)
    raise Broken


def _outcome(said: dict[str, Any]) -> Outcome:
    groups = tuple(group_of_file(entry) for entry in said.get("groups", ()))
    return Outcome(groups, said.get("bound"), tuple(said.get("clashes", ())))


def _hear(child: "subprocess.Popen[str]", heard: "Queue[str]") -> None:
    if child.stdout:
        for line in child.stdout:
            heard.put(line)
    heard.put("")


def _tell(child: "subprocess.Popen[str]", line: str) -> None:
    if child.stdin:
        try:
            child.stdin.write(line + "\n")
            child.stdin.flush()
        except BrokenPipeError:
            # It ended meanwhile; what it said last is in the queue.
            return


def _surroundings() -> dict[str, str]:
    home = str(Path(collegium.__file__).parent.parent)
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
