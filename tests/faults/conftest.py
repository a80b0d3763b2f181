import shutil

import pytest

from tests.faults.program import Program


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A data folder on its first day, made once."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    Program(data).stop()
    return data


@pytest.fixture
def program(prepared, tmp_path):
    """The real program, serving."""
    data = shutil.copytree(prepared, tmp_path / "data")
    running = Program(data)
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
