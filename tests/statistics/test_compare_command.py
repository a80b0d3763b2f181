"""`collegium compare`: counts in, findings out; what is not as promised is one line and status 2."""

import copy
import json

import pytest

from collegium.project.command import main

PROMISED = {
    "format": "collegium/compare-problem/1", "confidence": 0.95, "smallest": 5,
    "aspects": [{
        "id": "feedback", "title": "Written feedback",
        "members": {"strong": 18, "of": 24}, "others": {"strong": 24, "of": 56},
        "baseline": {"members": {"strong": 9, "of": 24}, "others": {"strong": 22, "of": 56}},
        "chose_to_join": True, "blind": False, "agreement": None, "registered": True,
    }],
}  # fmt: skip


@pytest.fixture
def written(tmp_path):
    def write(problem):
        path = tmp_path / "problem.json"
        path.write_text(problem if isinstance(problem, str) else json.dumps(problem))
        return str(path)

    return write


def test_the_answer_of_the_contract(written, capfd):
    assert main(["compare", written(PROMISED)]) == 0

    found = json.loads(capfd.readouterr().out)
    (finding,) = found["findings"]
    said = finding.pop("sentence")
    assert found["format"] == "collegium/compare-finding/1"
    assert finding == {
        "id": "feedback",
        "members": {"share": 0.75, "interval": [0.5510, 0.8800]},
        "others": {"share": 0.4286, "interval": [0.3077, 0.5586]},
        "difference": {"points": 32.1, "interval": [8.4, 49.9]},
        "ratio": {"times": 1.75, "interval": [1.20, 2.56]},
        "change": {"points": 33.9, "interval": [0.9, 61.4]},
        "p": 0.0086, "p_adjusted": 0.0086, "against_whole_staff": 22.5,
        "suppressed": False, "caveats": ["self-selected", "not-blind"],
    }  # fmt: skip
    assert "more often" in said


def test_the_finding_goes_where_one_says(written, tmp_path, capfd):
    finding = tmp_path / "finding.json"

    assert main(["compare", written(PROMISED), "-o", str(finding)]) == 0

    assert len(json.loads(finding.read_text())["findings"]) == 1
    assert capfd.readouterr().out == ""


def test_of_too_few_nothing_is_said_but_that(written, capfd):
    problem = copy.deepcopy(PROMISED)
    problem["aspects"][0]["members"] = {"strong": 3, "of": 8}

    main(["compare", written(problem)])

    (finding,) = json.loads(capfd.readouterr().out)["findings"]
    assert set(finding) == {"id", "suppressed", "caveats", "sentence"}
    assert (finding["suppressed"], finding["caveats"]) == (True, ["self-selected", "not-blind", "few"])


def test_without_a_baseline_there_is_no_change_and_without_a_count_no_ratio(written, capfd):
    problem = copy.deepcopy(PROMISED)
    del problem["aspects"][0]["baseline"]
    problem["aspects"][0]["others"] = {"strong": 0, "of": 56}

    main(["compare", written(problem)])

    (finding,) = json.loads(capfd.readouterr().out)["findings"]
    assert "change" not in finding
    assert finding["ratio"] is None


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        (("format",), "collegium/compare-problem/2", 'format: expected "collegium/compare-problem/1"'),
        (("surprise",), 1, "surprise: expected no such key"),
        (("confidence",), 1, "confidence: expected a number between 0 and 1"),
        (("confidence",), True, "confidence: expected a number, 0 to 1, found true"),
        (("smallest",), 0, "smallest: expected a whole number, 1 or more"),
        (("aspects",), {}, "aspects: expected a list, found an object"),
        (("aspects", 0, "members", "strong"), 25, "aspects[0].members.strong: expected a whole number, 0 to 24"),
        (("aspects", 0, "others", "of"), 5.5, "aspects[0].others.of: expected a whole number"),
        (("aspects", 0, "baseline", "members"), None, "aspects[0].baseline.members: expected an object"),
        (("aspects", 0, "agreement"), 1.5, "aspects[0].agreement: expected a number, -1 to 1, found 1.5"),
        (("aspects", 0, "blind"), "no", 'aspects[0].blind: expected true or false, found "no"'),
        (("aspects", 0, "name"), "Tom", "aspects[0].name: expected no such key"),
    ],
)  # fmt: skip
def test_what_is_not_as_promised_is_refused_with_its_place(written, tmp_path, capfd, place, value, says):
    problem = copy.deepcopy(PROMISED)
    inner = problem
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    finding = tmp_path / "finding.json"

    assert main(["compare", written(problem), "-o", str(finding)]) == 2

    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith(str(tmp_path / "problem.json"))
    assert says in line
    assert not finding.exists()


def test_a_missing_key_and_a_repeated_id_are_refused(written, capfd):
    missing, repeated = copy.deepcopy(PROMISED), copy.deepcopy(PROMISED)
    del missing["aspects"][0]["registered"]
    repeated["aspects"] *= 2

    assert [main(["compare", written(problem)]) for problem in (missing, repeated)] == [2, 2]

    errors = capfd.readouterr().err
    assert "aspects[0].registered: expected this key, found nothing" in errors
    assert "aspects[1].id: expected each id once" in errors
