import fcntl
import json
import shutil
import subprocess
import sys

import pytest

from tests.faults.program import ROOT, Program, environment


class Sweep:
    """One deed, done by one child after another of a process that has loaded everything: see sweep.py."""

    def __init__(self, data, kind) -> None:
        given = environment() | {"COLLEGIUM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.faults.sweep", kind], env=given, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        # From here on the folder is the test's, until it asks.
        self._hear()

    def _ask(self, **words):
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return self._hear()

    def _hear(self):
        answer = self.process.stdout.readline()
        assert answer, "the sweep ended"
        return json.loads(answer)

    def do(self, key, inject="", pragma=""):
        return self._ask(do="deed", key=key, inject=inject, pragma=pragma)

    def read(self, pragma=""):
        return self._ask(do="read", key="", pragma=pragma)["said"]["status"]

    def look(self, key):
        return self._ask(do="look", key=key)["said"]

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(20)


@pytest.fixture(scope="session")
def first_day(tmp_path_factory, worker_id):
    """A data folder on its first day, made once for all who test: to copy, and not to change."""
    here = tmp_path_factory.getbasetemp()
    shared = here if worker_id == "master" else here.parent
    made = shared / "first-day" / "made"
    with (shared / "first-day.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.parent.mkdir(exist_ok=True)
            Program(made.with_name("data"), seconds=240).stop()
            made.touch()
    return made.with_name("data")


@pytest.fixture
def prepared(first_day, tmp_path):
    """A data folder on its first day, for one story."""
    return shutil.copytree(first_day, tmp_path / "data")


@pytest.fixture
def program(prepared):
    """The real program, serving."""
    running = Program(prepared)
    yield running
    running.stop()


@pytest.fixture
def trace(tmp_path):
    """What the slow jobs have done so far; ``go`` lets them end."""

    class Trace:
        folder = str(tmp_path)

        def lines(self) -> list[str]:
            path = tmp_path / "trace"
            return path.read_text().split() if path.exists() else []

        def go(self) -> None:
            (tmp_path / "go").touch()

    return Trace()


@pytest.fixture
def sweep(prepared):
    begun = []

    def begin(kind):
        begun.append(Sweep(prepared, kind))
        return begun[-1]

    yield begin
    for one in begun:
        one.end()
