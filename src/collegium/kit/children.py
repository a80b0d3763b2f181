"""A planner in a process of its own: asked in one line of JSON, it answers in lines of JSON; its memory goes with it.

The child ends when its input does, so none outlives whoever asked. A line "stop" asks it for the best so far.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

import collegium

SECONDS_BETWEEN_LOOKS = 0.5
# One that has answered puts its things away; one that is stuck is ended.
SECONDS_TO_LEAVE = 5


class Broken(Exception):
    """The child ended, or its time did, without an answer."""


def _unheard(_spent: float) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def ask(
    module: str,
    question: dict[str, Any],
    *,
    ends_with: tuple[str, ...],
    seconds: float,
    on_progress: Callable[[float], None] = _unheard,
    should_stop: Callable[[], bool] = _never,
) -> dict[str, Any]:
    """The first line of the child that has one of the keys ``ends_with``. Raises Broken.

    While it is silent, ``on_progress`` hears how many seconds went by.
    """
    child = start(module)
    try:
        answer = _talk(child, question, ends_with, seconds, on_progress, should_stop)
        with suppress(subprocess.TimeoutExpired):
            child.wait(SECONDS_TO_LEAVE)
        return answer
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            # What it never read is still in the pipe: closing says so, once more.
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()


def start(module: str) -> "subprocess.Popen[str]":
    """The module as a child whose input and output are ours."""
    home = str(Path(collegium.__file__).parent.parent)
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip


def tell(child: "subprocess.Popen[str]", line: str) -> None:
    # It may have ended meanwhile; what it said last is in the queue.
    with suppress(BrokenPipeError):
        if child.stdin:
            child.stdin.write(line + "\n")
            child.stdin.flush()


def _talk(
    child: "subprocess.Popen[str]",
    question: dict[str, Any],
    ends_with: tuple[str, ...],
    seconds: float,
    on_progress: Callable[[float], None],
    should_stop: Callable[[], bool],
) -> dict[str, Any]:
    heard: Queue[str] = Queue()
    Thread(target=_hear, args=(child, heard), daemon=True).start()
    tell(child, json.dumps(question))
    started, is_stopping = monotonic(), False
    while (spent := monotonic() - started) < seconds:
        try:
            line = heard.get(timeout=SECONDS_BETWEEN_LOOKS)
        except Empty:
            on_progress(spent)
            if not is_stopping and should_stop():
                is_stopping = True
                tell(child, "stop")
            continue
        if not line:
            break
        said: dict[str, Any] = json.loads(line)
        if not said.keys().isdisjoint(ends_with):
            return said
    raise Broken


def _hear(child: "subprocess.Popen[str]", heard: "Queue[str]") -> None:
    if child.stdout:
        for line in child.stdout:
            heard.put(line)
    heard.put("")
