"""The whole program is killed while a long staff list comes in: after it is back, everybody is in, once."""

import json
import sqlite3
from contextlib import closing

from tests.faults.conftest import first_day, prepared, program
from tests.faults.program import collegium, until
from tests.people.killing import ROWS

__all__ = ["first_day", "prepared", "program"]


def test_killed_while_a_list_comes_in_it_goes_on_where_it_was(program):
    ran(program, "ask")
    # Asked of the database itself: a second program would come too late, with the list already in.
    before = until(lambda: begun(program), 60)

    program.kill(program.process.pid, *program.children())
    program.process.wait()
    program.start()

    assert before == "under-way"
    after = until(lambda: told(program, lambda so_far: so_far["state"] == "done"), 150)
    assert after == {"done": ROWS, "state": "done", "new": ROWS}
    assert json.loads(ran(program, "count")) == {
        "people": ROWS + 1, "places": ROWS + 1, "links": ROWS, "without manager": 2, "differs": 0,
    }  # fmt: skip


def begun(program) -> str | None:
    with closing(sqlite3.connect(program.data / "collegium.sqlite3", timeout=10)) as database:
        state, done = database.execute("SELECT state, done FROM people_staffimport").fetchone()
    return state if done else None


def told(program, fits) -> dict | None:
    so_far = json.loads(ran(program, "tell"))
    return so_far if fits(so_far) else None


def ran(program, verb: str) -> str:
    code = f"from tests.people import killing; killing.{verb}()"
    done = collegium("manage", "shell", "-v", "0", "-c", code, data=program.data)
    assert done.returncode == 0, done.stderr
    return done.stdout
