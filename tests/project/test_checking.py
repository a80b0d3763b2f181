"""``collegium check``, and what else is asked at the command line."""

import collegium
from tests.faults.conftest import first_day, prepared
from tests.faults.program import collegium as run

__all__ = ["first_day", "prepared"]


def test_a_folder_in_order_is_said_to_be(prepared):
    done = run("check", "--data", str(prepared))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{prepared}: settings, database and shape are in order.\n"


def test_a_database_of_another_shape_is_named(tmp_path):
    done = run("check", "--data", str(tmp_path))

    assert done.returncode == 2
    assert "“collegium run” makes them." in done.stderr


def test_a_database_that_does_not_answer_is_one_line(tmp_path):
    (tmp_path / "collegium.toml").write_text('database = "postgresql://nobody@127.0.0.1:1/none"\n')

    done = run("run", "--data", str(tmp_path), "--port", "0")

    assert done.returncode == 2
    assert [line.split(":")[:2] for line in done.stderr.strip().splitlines()] == [
        ["collegium", " The database does not answer"],
    ]


def test_the_demo_is_not_filled_into_a_folder_that_holds_data(tmp_path):
    (tmp_path / "collegium.toml").write_text("port = 9000\n")

    done = run("demo", "--data", str(tmp_path))

    assert (done.returncode, done.stderr) == (
        2, f"collegium: {tmp_path} holds data already; the demo is never laid over them.\n",
    )  # fmt: skip


def test_its_version_is_told():
    assert run("--version").stdout.strip() == collegium.__version__


def test_planning_is_handed_on(tmp_path):
    done = run("plan", "groups", str(tmp_path / "none.json"))

    assert done.returncode == 2
    assert "none.json" in done.stderr
