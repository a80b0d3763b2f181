import fcntl
import shutil

import pytest

from tests.faults.program import Program


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
