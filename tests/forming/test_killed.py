"""The worker is killed while it forms groups: after it is back, the plan is the one it would have been."""

import json
import subprocess
from pathlib import Path

from tests.faults.conftest import first_day, prepared, program
from tests.faults.program import collegium, is_alive, until

__all__ = ["first_day", "prepared", "program"]


def test_killed_in_the_middle_of_forming_the_same_plan_is_there_within_a_minute(program):
    ran(program, "ask")
    (planner,) = until(lambda: planners(program))

    program.kill(*program.children("work"))

    until(lambda: not is_alive(planner), 10)
    told = until(lambda: finished(program), 90)
    assert told == {"finished": True, "failure": [], "groups": told["groups"], "same": True}
    assert told["groups"] > 0


def ran(program, verb: str) -> str:
    code = f"from tests.forming import drawn; drawn.{verb}()"
    done: subprocess.CompletedProcess[str] = collegium("manage", "shell", "-v", "0", "-c", code, data=program.data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def finished(program) -> dict | None:
    told = json.loads(ran(program, "tell"))
    return told if told["finished"] else None


def planners(program) -> list[int]:
    """The processes in which our program's planner runs: children of children of the worker."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().decode().split("\0")
            surroundings = (path / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "collegium.forming.child" in words and str(program.data) in surroundings:
            found.append(int(path.name))
    return found
