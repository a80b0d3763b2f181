"""The contract's files: what is not as promised is refused in one line that names the place."""

import json

import pytest

from collegium.kit.strictly import Unreadable
from collegium.planning.groups import form_groups
from collegium.planning.groups.files import plan_as_json, read_problem

from .staff import AMA, PRIYA, TOM, asked


def as_promised() -> dict:
    return {
        "format": "collegium/groups-problem/1",
        "people": [person_as_promised(name) for name in ("p1", "p2", "p3")],
        "themes": [
            {"id": "feedback", "max_groups": 2, "induction": False},
            {"id": "oracy", "max_groups": None, "induction": True},
        ],
        "slots": ["tue", "thu"],
        "size": {"min": 3, "max": 8},
        "together": [["p1", "p2"]],
        "apart": [["p2", "p3"]],
        "previous": {
            "groups": [{"id": "g1", "theme": "feedback", "slot": "tue", "leader": "p1", "members": ["p1", "gone"]}],
            "locked": ["g1"],
        },
        "stay": 20,
    }


def person_as_promised(name: str) -> dict:
    return {
        "id": name,
        "school": "north",
        "department": "english",
        "experience": 2,
        "wishes": ["feedback", "oracy"],
        "free": ["tue", "thu"],
        "can_lead": True,
        "manager": None,
    }


def test_a_file_as_promised_is_read(tmp_path):
    problem = read_problem(written(tmp_path, as_promised()))

    assert [person.id for person in problem.people] == ["p1", "p2", "p3"]
    assert problem.people[0].wishes == ("feedback", "oracy")
    assert [theme.max_groups for theme in problem.themes] == [2, None]
    assert problem.previous[0].members == ("p1", "gone")
    assert (problem.locked, problem.stay) == (frozenset({"g1"}), 20)


def test_previous_and_stay_may_be_missing_and_a_manager_may_be_elsewhere(tmp_path):
    problem = as_promised()
    del problem["previous"], problem["stay"]
    problem["people"][0]["manager"] = "somebody-elsewhere"

    read = read_problem(written(tmp_path, problem))

    assert (read.previous, read.locked, read.kept_apart) == ((), frozenset(), frozenset({frozenset({"p2", "p3"})}))


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("format", "collegium/groups-problem/2", 'format: expected "collegium/groups-problem/1", found "colle'),
        ("format", None, 'format: expected "collegium/groups-problem/1", found null'),
        ("people", {}, "people: expected a list, found an object"),
        ("people.1", "p2", 'people[1]: expected an object, found "p2"'),
        ("people.1.id", "p1", 'people[1].id: expected each id once, found "p1"'),
        ("people.1.id", 7, "people[1].id: expected text, found 7"),
        ("people.1.id", "half a \ud800", 'people[1].id: expected text, found "half a \\ud800"'),
        ("people.1.shoe size", 40, 'people[1]."shoe size": expected no such key, only id, school, '),
        ("people.1.school", None, "people[1].school: expected text, found null"),
        ("people.1.department", ["art"], "people[1].department: expected text, found a list of 1"),
        ("people.1.experience", 3, "people[1].experience: expected a whole number, 0 to 2, found 3"),
        ("people.1.experience", 1.0, "people[1].experience: expected a whole number, 0 to 2, found 1.0"),
        ("people.1.experience", True, "people[1].experience: expected a whole number, 0 to 2, found true"),
        ("people.1.wishes", [], "people[1].wishes: expected 1 to 5 entries, found a list of 0"),
        ("people.1.wishes", "feedback", 'people[1].wishes: expected a list, found "feedback"'),
        ("people.1.wishes.1", "maths", 'people[1].wishes[1]: expected the id of a theme, found "maths"'),
        ("people.1.wishes.1", "feedback", 'people[1].wishes[1]: expected each id once, found "feedback"'),
        ("people.1.free.0", "wed", 'people[1].free[0]: expected the id of a slot, found "wed"'),
        ("people.1.free.1", "tue", 'people[1].free[1]: expected each id once, found "tue"'),
        ("people.1.can_lead", "yes", 'people[1].can_lead: expected true or false, found "yes"'),
        ("people.1.can_lead", 1, "people[1].can_lead: expected true or false, found 1"),
        ("people.1.manager", "p2", 'people[1].manager: expected another person\'s id or null, found "p2"'),
        ("themes.1.id", "feedback", 'themes[1].id: expected each id once, found "feedback"'),
        ("themes.1.max_groups", -1, "themes[1].max_groups: expected a whole number, 0 to 1000000, found -1"),
        ("themes.1.induction", None, "themes[1].induction: expected true or false, found null"),
        ("slots.1", "tue", 'slots[1]: expected each id once, found "tue"'),
        ("size.min", 0, "size.min: expected a whole number, 1 or more, found 0"),
        ("size.max", 2, "size.max: expected a whole number, 3 to 1000000, found 2"),
        ("size.middle", 4, "size.middle: expected no such key, only min, max"),
        ("together.0", ["p1"], "together[0]: expected 2 entries, found a list of 1"),
        ("together.0", ["p1", "p1"], 'together[0][1]: expected each id once, found "p1"'),
        ("apart.0.1", "p9", 'apart[0][1]: expected the id of a person, found "p9"'),
        ("previous.locked.0", "g2", 'previous.locked[0]: expected the id of a previous group, found "g2"'),
        ("previous.groups.0.theme", "art", 'previous.groups[0].theme: expected the id of a theme, found "art"'),
        ("previous.groups.0.slot", "fri", 'previous.groups[0].slot: expected the id of a slot, found "fri"'),
        ("previous.groups.0.members.1", "p1", 'previous.groups[0].members[1]: expected each id once, found "p1"'),
        ("stay", 2.5, "stay: expected a whole number, 0 to 1000000, found 2.5"),
        ("stay", -1, "stay: expected a whole number, 0 to 1000000, found -1"),
        ("stay", 10**30, "stay: expected a whole number, 0 to 1000000, found 1000000000"),
        ("themes.1.max_groups", 10**30, "themes[1].max_groups: expected a whole number, 0 to 1000000, found 1000"),
        ("weights", {}, "weights: expected no such key, only format, people, themes"),
    ],
)
def test_what_is_not_as_promised_is_refused_with_its_place(tmp_path, place, value, complaint):
    problem = as_promised()
    *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    inside = problem
    for step in way:
        inside = inside[step]
    inside[last] = value
    path = written(tmp_path, problem)

    refused(path, complaint)


@pytest.mark.parametrize("key", sorted({*as_promised()} - {"previous", "stay", "format"}))
def test_a_missing_key_is_named(tmp_path, key):
    problem = as_promised()
    del problem[key]

    refused(written(tmp_path, problem), f"{key}: expected this key, found nothing")


@pytest.mark.parametrize("key", sorted(as_promised()["people"][0]))
def test_a_missing_key_of_a_person_is_named(tmp_path, key):
    problem = as_promised()
    del problem["people"][2][key]

    refused(written(tmp_path, problem), f"people[2].{key}: expected this key, found nothing")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "line 1, column 1: expected JSON: Expecting value"),
        (b'{"format":\n nonsense}', "line 2, column 2: expected JSON: Expecting value"),
        (b'{"format": "\xff"}', "byte 12: expected UTF-8"),
        (b"[]", "expected an object, found a list of 0"),
        (b"null", "expected an object, found null"),
        (
            b'{"format": "collegium/groups-problem/1", "format": "x"}',
            "format: expected this key once, found it twice",
        ),
        (b'{"stay": NaN}', 'expected JSON: "NaN is not a number"'),
        (b"[" * 100_000, "expected JSON: "),
    ],
    ids=["empty", "not JSON", "not UTF-8", "a list", "null", "a key twice", "not a number", "too deep"],
)
def test_what_is_not_json_at_all_is_refused(tmp_path, content, complaint):
    path = tmp_path / "problem.json"
    path.write_bytes(content)

    refused(str(path), complaint)


def test_the_plan_is_written_as_the_contract_says():
    plan = form_groups(asked(AMA, TOM, PRIYA))

    assert {**json.loads(plan_as_json(plan)), "seconds": 0} == {
        "format": "collegium/groups-plan/1",
        "cost": 0,
        "bound": 0.0,
        "seconds": 0,
        "seed": 1,
        "groups": [
            {
                "id": "g1",
                "theme": "feedback",
                "slot": plan.groups[0].slot,
                "leader": "ama",
                "members": ["ama", "priya", "tom"],
            }
        ],
        "unplaced": [],
        "why": {name: ["feedback, your first wish: got it"] for name in ("ama", "priya", "tom")},
    }


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
