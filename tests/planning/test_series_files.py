"""The series files: what is not as promised is refused in one line that names the place."""

import json

import pytest

from collegium.kit.strictly import Unreadable
from collegium.planning import command
from collegium.planning.series.files import read_problem


def as_promised() -> dict:
    return {
        "format": "collegium/series-problem/1",
        "days": ["2026-09-07", "2026-09-08", "2026-09-21"],
        "schools": ["north", "harbour", "hill"],
        "travel": [{"from": "north", "to": "harbour", "minutes": 12}],
        "rooms": [{"id": "n1", "school": "north", "seats": 12, "has": ["projector", "internet"]}],
        "bookings": [{"room": "n1", "day": "2026-09-08"}],
        "groups": [
            {
                "id": "g1",
                "meetings": 2,
                "gap": {"min": 7, "max": 42},
                "quorum": [2, 3],
                "needs": ["projector"],
                "hosts": ["north"],
                "members": [member_as_promised("p1", "north"), member_as_promised("p2", "harbour")],
            }
        ],
    }


def member_as_promised(name: str, school: str) -> dict:
    weekdays = {"mon": "yes", "tue": "no", "wed": "if-need-be", "thu": "yes", "fri": "no"}
    return {"id": name, "school": school, "weekdays": weekdays, "away": ["2026-10-01"]}


def test_a_file_as_promised_becomes_a_plan_as_promised(tmp_path, capfd):
    path = written(tmp_path, as_promised())

    assert command.main(["series", path]) == 0

    out, err = capfd.readouterr()
    meetings = [
        {"group": "g1", "number": number, "day": day, "school": "north", "room": "n1", "attending": ["p1", "p2"]}
        for number, day in ((1, "2026-09-07"), (2, "2026-09-21"))
    ]
    assert {**json.loads(out), "seconds": 0} == {
        "format": "collegium/series-plan/1",
        "cost": 2.4,
        "bound": 2.4,
        "seconds": 0,
        "meetings": meetings,
        "unmet": [],
    }
    assert err.splitlines()[-1].endswith("s: cost 2.4, no plan below 2.4")


def test_a_group_without_a_series_is_in_the_plan_with_its_reason(tmp_path, capfd):
    problem = as_promised()
    problem["rooms"][0]["has"] = []

    assert command.main(["series", written(tmp_path, problem)]) == 0

    assert json.loads(capfd.readouterr().out)["unmet"] == [
        {"group": "g1", "reason": "No room in north has: projector.", "try": "Meet online, without a host."}
    ]


def test_what_contradicts_is_status_3(tmp_path, capfd):
    problem = as_promised()
    problem["travel"].append({"from": "harbour", "to": "north", "minutes": 20})

    assert command.main(["series", written(tmp_path, problem)]) == 3

    line = "The way between harbour and north is given twice, once with 12 and once with 20 minutes.\n"
    assert capfd.readouterr() == ("", line)


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("format", "collegium/series-problem/2", 'format: expected "collegium/series-problem/1", found '),
        ("days.1", "2026-09-07", 'days[1]: expected a day after 2026-09-07, found "2026-09-07"'),
        ("days.1", "20260908", 'days[1]: expected a day such as 2026-09-07, found "20260908"'),
        ("days.1", "2026-02-30", 'days[1]: expected a day such as 2026-09-07, found "2026-02-30"'),
        ("schools.1", "north", 'schools[1]: expected each id once, found "north"'),
        ("travel.0.from", "sea", 'travel[0].from: expected the id of a school, found "sea"'),
        ("travel.0.minutes", -1, "travel[0].minutes: expected a whole number, 0 to 1000000, found -1"),
        ("travel.0.to", "north", "travel[0].minutes: expected a whole number, 0 to 0, found 12"),
        ("travel.0.to", "hill", 'groups[0].hosts[0]: expected a school with travel listed to harbour, found "north"'),
        ("rooms.0.school", "sea", 'rooms[0].school: expected the id of a school, found "sea"'),
        ("rooms.0.seats", "12", 'rooms[0].seats: expected a whole number, 0 or more, found "12"'),
        ("rooms.0.has.1", "projector", 'rooms[0].has[1]: expected each id once, found "projector"'),
        ("bookings.0.room", "n2", 'bookings[0].room: expected the id of a room, found "n2"'),
        ("bookings.0.day", "monday", 'bookings[0].day: expected a day such as 2026-09-07, found "monday"'),
        ("groups.0.id", None, "groups[0].id: expected text, found null"),
        ("groups.0.meetings", 0, "groups[0].meetings: expected a whole number, 1 to 1000, found 0"),
        ("groups.0.gap.max", 6, "groups[0].gap.max: expected a whole number, 7 to 1000000, found 6"),
        ("groups.0.quorum", [2], "groups[0].quorum: expected 2 entries, found a list of 1"),
        ("groups.0.quorum.1", 0, "groups[0].quorum[1]: expected a whole number, 1 to 1000000, found 0"),
        ("groups.0.quorum.0", 4, "groups[0].quorum[0]: expected a whole number, 0 to 3, found 4"),
        ("groups.0.hosts.0", "sea", 'groups[0].hosts[0]: expected the id of a school, found "sea"'),
        ("groups.0.hosts", ["north", "north"], 'groups[0].hosts[1]: expected each id once, found "north"'),
        ("groups.0.members.1.id", "p1", 'groups[0].members[1].id: expected each id once, found "p1"'),
        ("groups.0.members.1.school", "sea", 'groups[0].members[1].school: expected the id of a school, found "sea"'),
        (
            "groups.0.members.1.weekdays.tue",
            "maybe",
            'groups[0].members[1].weekdays.tue: expected yes, if-need-be or no, found "maybe"',
        ),
        (
            "groups.0.members.1.weekdays.tue",
            [],
            "groups[0].members[1].weekdays.tue: expected yes, if-need-be or no, ",
        ),
        (
            "groups.0.members.1.weekdays.sat",
            "no",
            "groups[0].members[1].weekdays.sat: expected no such key, only mon",
        ),
        (
            "groups.0.members.1.away",
            ["2026-10-01", "2026-10-01"],
            'groups[0].members[1].away[1]: expected each id once, found "2026-10-01"',
        ),
        ("size", 3, "size: expected no such key, only format, days"),
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


@pytest.mark.parametrize("key", sorted(as_promised()["groups"][0]))
def test_a_missing_key_of_a_group_is_named(tmp_path, key):
    problem = as_promised()
    del problem["groups"][0][key]

    refused(written(tmp_path, problem), f"groups[0].{key}: expected this key, found nothing")


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
