"""`collegium plan groups`: a problem in, a plan out; what goes wrong is one line and an exit status."""

import io
import json

import pytest

from collegium.planning import command

from .test_groups_files import as_promised


@pytest.fixture
def problem(tmp_path):
    """A file in which the locked group and the pair kept together get on."""
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({**as_promised(), "apart": []}))
    return path


def test_the_plan_goes_to_standard_output_and_progress_to_standard_error(problem, capfd):
    assert command.main(["groups", str(problem)]) == 0

    out, err = capfd.readouterr()
    plan = json.loads(out)
    assert (plan["format"], plan["cost"], plan["bound"], plan["seed"]) == ("collegium/groups-plan/1", 4, 4.0, 1)
    assert plan["groups"] == [
        {"id": "g1", "theme": "feedback", "slot": "tue", "leader": "p1", "members": ["p1", "p2", "p3"]}
    ]
    assert err.splitlines()[-1].endswith("s: cost 4, no plan below 4")


def test_the_plan_goes_where_one_says(problem, tmp_path, capfd):
    plan = tmp_path / "plan.json"

    assert command.main(["groups", str(problem), "-o", str(plan), "--seconds", "5", "--seed", "7"]) == 0

    assert json.loads(plan.read_text())["seed"] == 7
    assert capfd.readouterr().out == ""


def test_a_terminal_sees_a_bar(problem, tmp_path, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    bar = command.Bar(60, screen)
    bar.hear(command.Progress(1.0, 30, 28.0))

    bar._draw(15)

    assert screen.getvalue() == "\r[######..................] 15 of 60 s  cost 30, no plan below 28\033[K"
    assert command.main(["groups", str(problem), "-o", str(tmp_path / "plan.json")]) == 0


def test_what_contradicts_is_status_3_and_nothing_is_written(problem, tmp_path, capfd):
    contradicting = {**as_promised(), "apart": [["p2", "p1"]]}
    problem.write_text(json.dumps(contradicting))
    plan = tmp_path / "plan.json"

    assert command.main(["groups", str(problem), "-o", str(plan)]) == 3

    line = "p2 and p1 are kept apart, but would both have to be in the locked group g1.\n"
    assert capfd.readouterr() == ("", line)
    assert not plan.exists()


def test_a_malformed_file_is_status_2_and_nothing_is_written(problem, tmp_path, capfd):
    problem.write_text("{}")
    plan = tmp_path / "plan.json"

    assert command.main(["groups", str(problem), "-o", str(plan)]) == 2

    expected = f'{problem}: format: expected "collegium/groups-problem/1", found null\n'
    assert capfd.readouterr() == ("", expected)
    assert not plan.exists()


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (["{folder}/nothing.json"], "{folder}/nothing.json: No such file or directory"),
        (["{folder}"], "{folder}: Is a directory"),
        (["{problem}", "-o", "{folder}"], "{folder}: Is a directory"),
        (["{problem}", "-o", "{folder}/no/plan.json"], "{folder}/no/plan.json: No such file or directory"),
        (["{problem}", "-o", "/dev/full"], "/dev/full: No space left on device"),
    ],
    ids=["no such problem", "a folder as problem", "a folder as plan", "no such folder", "no space"],
)
def test_what_cannot_be_read_or_written_is_one_line(problem, tmp_path, capfd, asked, complaint):
    places = {"folder": tmp_path, "problem": problem}

    assert command.main(["groups", *(word.format(**places) for word in asked)]) == 2

    assert capfd.readouterr().err.splitlines()[-1] == complaint.format(**places)


@pytest.mark.parametrize(
    "asked",
    [
        [],
        ["lunch", "x.json"],
        ["groups"],
        ["groups", "x.json", "--seconds", "-1"],
        ["groups", "x.json", "--seed", "a"],
    ],
)
def test_a_request_that_makes_no_sense_is_status_2(asked, capfd):
    assert command.main(asked) == 2
    assert "error:" in capfd.readouterr().err


def test_help_is_not_an_error(capfd):
    assert command.main(["--help"]) == 0
    assert "collegium plan" in capfd.readouterr().out


def test_ctrl_c_ends_it(problem, monkeypatch, capfd):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "form_groups", interrupted)

    assert command.main(["groups", str(problem)]) == 130
    assert capfd.readouterr().err == "Stopped; nothing was written.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
