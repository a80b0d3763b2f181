"""The visits files: what is not as promised is refused in one line that names the place."""

import json

import pytest

from collegium.kit.strictly import Unreadable
from collegium.planning import command
from collegium.planning.visits.files import problem_as_json, read_problem


def as_promised() -> dict:
    return {
        "format": "collegium/visits-problem/1",
        "periods": [{"id": f"p{order}", "day": 1, "order": order} for order in (1, 2, 3)],
        "teachers": [
            {"id": "t1", "teaches": ["p1"], "busy": []},
            {"id": "t2", "teaches": ["p2"], "busy": []},
            {"id": "t3", "teaches": [], "busy": ["p1"]},
        ],
        "groups": [["t1", "t2"], ["t3"]],
        "regroup": False,
        "feedback_days": 2,
    }


def test_a_file_as_promised_becomes_a_plan_as_promised(tmp_path, capfd):
    assert command.main(["visits", written(tmp_path, as_promised())]) == 0

    out, err = capfd.readouterr()
    plan = json.loads(out)
    talks = [visit.pop("feedback") for visit in plan["visits"]]
    assert sorted(talks, key=str) == ["p3", None] or sorted(talks, key=str) == [None, "p3"]
    assert {**plan, "seconds": 0} == {
        "format": "collegium/visits-plan/1",
        "cost": 50,
        "bound": 50,
        "seconds": 0,
        "groups": [["t1", "t2"], ["t3"]],
        "visits": [
            {"visitor": "t2", "visited": "t1", "period": "p1", "cover": False},
            {"visitor": "t1", "visited": "t2", "period": "p2", "cover": False},
        ],
        "unmet": [{"group": 2, "reason": "t3 is alone in the group."}],
    }
    assert err.splitlines()[-1].endswith("s: cost 50, no plan below 50")


def test_what_is_written_reads_the_same(tmp_path):
    path = written(tmp_path, as_promised())
    again = tmp_path / "again.json"

    again.write_text(problem_as_json(read_problem(path)))

    assert read_problem(str(again)) == read_problem(path)


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("format", "collegium/groups-problem/1", 'format: expected "collegium/visits-problem/1", found '),
        ("periods.1.id", "p1", 'periods[1].id: expected each id once, found "p1"'),
        ("periods.1.order", 1, "periods[1].order: expected each order once a day, found 1"),
        ("periods.1.day", "mon", 'periods[1].day: expected a whole number, 0 or more, found "mon"'),
        ("periods.1.week", 1, "periods[1].week: expected no such key, only id, day, order"),
        ("teachers.1.id", "t1", 'teachers[1].id: expected each id once, found "t1"'),
        ("teachers.1.teaches.0", "p9", 'teachers[1].teaches[0]: expected the id of a period, found "p9"'),
        ("teachers.1.teaches", ["p1", "p1"], 'teachers[1].teaches[1]: expected each id once, found "p1"'),
        ("teachers.2.busy.0", "p9", 'teachers[2].busy[0]: expected the id of a period, found "p9"'),
        ("groups.0.1", "t9", 'groups[0][1]: expected the id of a teacher, found "t9"'),
        ("groups.0.1", "t1", 'groups[0][1]: expected each id once, found "t1"'),
        ("groups.1.0", "t2", 'groups[1][0]: expected each id once, found "t2"'),
        ("groups.1", [], "groups[1]: expected at least one teacher, found a list of 0"),
        ("regroup", 0, "regroup: expected true or false, found 0"),
        ("feedback_days", -1, "feedback_days: expected a whole number, 0 or more, found -1"),
        ("seed", 1, "seed: expected no such key, only format, periods"),
    ],
)
def test_what_is_not_as_promised_is_refused_with_its_place(tmp_path, place, value, complaint):
    problem = as_promised()
    *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    inside = problem
    for step in way:
        inside = inside[step]
    inside[last] = value

    refused(written(tmp_path, problem), complaint)


@pytest.mark.parametrize("key", sorted({*as_promised()} - {"format"}))
def test_a_missing_key_is_named(tmp_path, key):
    problem = as_promised()
    del problem[key]

    refused(written(tmp_path, problem), f"{key}: expected this key, found nothing")


def written(folder, problem) -> str:
    path = folder / "problem.json"
    path.write_text(json.dumps(problem))
    return str(path)


def refused(path: str, complaint: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_problem(path)

    line = str(caught.value)
    assert line.startswith(f"{path}: {complaint}")
    assert "\n" not in line


def test_where_nobody_is_visited_may_be_said_and_comes_back(tmp_path):
    promised = as_promised()
    promised["teachers"][0]["closed"] = ["p1"]

    problem = read_problem(written(tmp_path, promised))

    assert problem.teacher["t1"].closed == {"p1"}
    assert json.loads(problem_as_json(problem)) == promised
