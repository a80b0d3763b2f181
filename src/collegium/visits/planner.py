"""Asking the planner of visits, which runs in a process of its own."""

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
SECONDS_OF_GRACE = 60


class Broken(Exception):
    """The planner ended without an answer."""


def ask(
    question: dict[str, Any], *, seconds: int, on_progress: Callable[[float], None], should_stop: Callable[[], bool]
) -> dict[str, Any]:
    """The best visits that are found in the time, or sooner when asked to stop."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "collegium.visits.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_surroundings(),
    )  # fmt: skip
    try:
        return _talk(child, question, seconds + SECONDS_OF_GRACE, on_progress, should_stop)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            # What it never read is still in the pipe: closing says so, once more.
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()


def _talk(
    child: "subprocess.Popen[str]",
    question: dict[str, Any],
    seconds: float,
    on_progress: Callable[[float], None],
    should_stop: Callable[[], bool],
) -> dict[str, Any]:
    heard: Queue[str] = Queue()
    Thread(target=_hear, args=(child, heard), daemon=True).start()
    _tell(child, json.dumps(question))
    started, is_stopping = monotonic(), False
    while (spent := monotonic() - started) < seconds:
        try:
            line = heard.get(timeout=SECONDS_BETWEEN_LOOKS)
        except Empty:
            on_progress(spent)
            if not is_stopping and should_stop():
                is_stopping = True
                _tell(child, "stop")
            continue
        if not line:
            break
        said: dict[str, Any] = json.loads(line)
        if "visits" in said:
            return said
    raise Broken


def _hear(child: "subprocess.Popen[str]", heard: "Queue[str]") -> None:
    assert child.stdout
    for line in child.stdout:
        heard.put(line)
    heard.put("")


def _tell(child: "subprocess.Popen[str]", line: str) -> None:
    assert child.stdin
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
