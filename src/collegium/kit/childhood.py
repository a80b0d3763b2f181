"""What a planner does in the process of its own that ``children`` starts: hear the question, answer, listen."""

import json
import os
import sys
from threading import Event, Thread
from typing import Any

# Pages are served beside this.
NICER_BY = 5
ORPHANED = 4


def heard() -> dict[str, Any]:
    """The one question, from the first line of input."""
    os.nice(NICER_BY)
    question: dict[str, Any] = json.loads(sys.stdin.readline())
    return question


def listening() -> Event:
    """Set when the best so far is asked for. When the input ends, whoever asked is gone, and so is this process."""
    stopped = Event()
    Thread(target=_listen, args=(stopped,), daemon=True).start()
    return stopped


def _listen(stopped: Event) -> None:
    if sys.stdin.readline():
        stopped.set()
    else:
        os._exit(ORPHANED)


def say(what: dict[str, Any]) -> None:
    """One line of the answer, or how far it is."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
