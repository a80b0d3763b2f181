"""The table of bench/trust says what was measured, and no more than that."""

import json
import re
import sys

import pytest

from tests.faults.program import ROOT

NOTHING_FAILED = {"failed": [], "is_whole": True, "is_quick": False, "done": 12, "left": 0}


@pytest.fixture
def bench(monkeypatch):
    """The bench's own modules, which lie beside the program and are no part of it."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    import measured
    import promises

    yield measured, promises
    for name in ("measured", "promises"):
        sys.modules.pop(name, None)


def row(measured, **more):
    words = {"at": "2026-11-23 02:00", "commit": "abc", "machine": "2 cores", "figure": "0 of 12", "seconds": 3}
    return measured.Measured(**words | NOTHING_FAILED | more)


def test_every_goal_names_tests_that_are_there(bench):
    _measured, promises = bench
    gone = []
    for test in " ".join(goal.tests for goal in promises.GOALS).split():
        file, _colons, name = test.partition("::")
        there = (ROOT / file).exists() and (not name or re.search(rf"^def {name}\(", (ROOT / file).read_text(), re.M))
        gone += [] if there else [test]

    assert gone == []
    assert len({goal.measure for goal in promises.GOALS}) == len(promises.GOALS) == 24


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "yes"),
        ({"is_quick": True}, "yes, but in the shorter sample"),
        ({"failed": ["tests/x.py::test_y"]}, "NO: 1 failed"),
        ({"is_whole": False, "left": 3}, "cut off: 12 passed, 3 not reached"),
        ({"done": 0, "is_whole": False}, "not measured"),
        ({"figure": "not measured: nobody kept it", "is_whole": True}, "not measured"),
    ],
    ids=["whole", "a sample", "failed", "cut off", "nothing ran", "no figure"],
)
def test_a_row_says_what_became_of_it(bench, more, words):
    measured, promises = bench
    found = row(measured, **more)

    line = measured.line_of(promises.Goal("Seats", "8", "tests/groups/test_seats.py"), found)
    assert line["holds"] == words
    assert found.holds == words.startswith("yes")


def test_what_was_never_measured_says_so_beside_what_was(bench, capsys):
    measured, promises = bench
    goals = [promises.Goal(name, "8", "tests/groups/test_seats.py") for name in ("Seats", "Edits")]
    measured.print_table(goals, {"Seats": row(measured, failed=["tests/x.py::test_y"])})

    said = capsys.readouterr().out
    assert "1 of 2 measured" in said
    assert "2026-11-23 02:00, abc," in said
    assert re.search(r"Edits +8 +not measured +not measured", said)
    assert "Seats: tests/x.py::test_y failed" in said


def test_a_shorter_sample_does_not_take_the_place_of_a_whole_row_unless_it_fails(bench):
    measured, _promises = bench
    whole, sample = row(measured), row(measured, is_quick=True)
    failed = row(measured, is_quick=True, failed=["tests/x.py::test_y"])

    assert [sample.replaces(None), sample.replaces(whole), whole.replaces(sample)] == [True, False, True]
    assert failed.replaces(whole)
    assert whole.replaces(failed)


def test_what_was_kept_is_read_again(bench, tmp_path):
    measured, _promises = bench
    path = tmp_path / "trust.json"
    measured.write({"Seats": row(measured)}, path)

    assert measured.read(path) == {"Seats": row(measured)}
    assert json.loads(path.read_text())["Seats"]["commit"] == "abc"
    measured.keep("Edits", row(measured), path)
    assert list(measured.read(path)) == ["Seats", "Edits"], "beside what was kept"
    assert measured.read(tmp_path / "nothing") == {}


def test_the_name_of_a_test_is_known_whatever_it_was_given(bench):
    _measured, promises = bench

    assert promises.Case("tests/x.py::test_y[::1]").name == "test_y[::1]"


def test_what_failed_gives_no_figure(bench):
    _measured, promises = bench
    cases = [
        promises.Case("a.py::test_b", "passed", {"kills": 20}),
        promises.Case("a.py::test_c", "failed", {"kills": 9}),
    ]

    assert promises.total(cases, "kills") == 20
    assert promises.number(cases) == "1 failed of 2 tests"
