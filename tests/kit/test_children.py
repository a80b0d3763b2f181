"""A child process that is asked in JSON, and what becomes of one that does not answer."""

import sys
from pathlib import Path

import pytest

from collegium.kit import children


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Write a child's program; give its name."""

    def write(program: str) -> str:
        (tmp_path / "some_child.py").write_text("import json, sys, time\nasked = json.loads(input())\n" + program)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return "some_child"

    return write


def ask(name, **how):
    return children.ask(name, {"ask": 1}, **{"ends_with": ("answer",), "seconds": 60} | how)


def test_the_answer_is_the_line_that_ends_it(child):
    name = child('print(json.dumps({"seconds": 1}))\nprint(json.dumps({"answer": asked["ask"] + 1}))')

    assert ask(name) == {"answer": 2}


def test_asked_to_stop_it_gives_the_best_so_far_and_is_asked_once(child):
    name = child('said = input()\nprint(json.dumps({"answer": said}), flush=True)\ntime.sleep(60)')
    heard = []

    assert ask(name, on_progress=heard.append, should_stop=lambda: True) == {"answer": "stop"}
    assert heard


@pytest.mark.parametrize("program", ["sys.exit(3)", "", "print(json.dumps({'seconds': 1}))"])
def test_a_child_that_ends_without_an_answer_is_broken(child, program):
    with pytest.raises(children.Broken):
        ask(child(program))


def test_a_child_that_takes_too_long_is_broken_and_gone(child):
    name = child("time.sleep(600)")

    with pytest.raises(children.Broken):
        ask(name, seconds=0.6)


def test_a_child_that_never_reads_its_long_question_is_broken(tmp_path, monkeypatch):
    (tmp_path / "deaf_child.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(children.Broken):
        children.ask("deaf_child", {"ask": "x" * 1_000_000}, ends_with=("answer",), seconds=60)


def test_it_runs_by_the_same_python_and_finds_our_code(child):
    name = child('import collegium\nprint(json.dumps({"answer": [sys.executable, collegium.__file__]}))')

    python, where = ask(name)["answer"]

    assert python == sys.executable
    assert Path(where).name == "__init__.py"
