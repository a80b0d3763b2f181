"""`collegium timetable`: an XHSTT archive in, a visits problem out; nothing that one should not read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from collegium.kit.strictly import Unreadable
from collegium.planning import command
from collegium.planning.check_visits import check_plan
from collegium.planning.visits import Period, plan_visits, xml
from collegium.planning.visits.files import read_problem
from collegium.planning.visits.timetable import read_timetable, triads

REAL = sorted((Path(__file__).parents[3] / "shared/data/timetables").glob("*.xml"))

UNPLACED = '<Solution Reference="school"><Events><Event Reference="maths"/></Events></Solution>'
PLACED = """<Solution Reference="school"><Events>
  <Event Reference="maths"><Duration>1</Duration><Time Reference="mon2"/></Event>
  <Event Reference="maths"><Duration>1</Duration><Time Reference="tue1"/></Event>
  <Event Reference="art"><Time Reference="mon1"/><Resources><Resource Reference="tom"/></Resources></Event>
</Events></Solution>"""


def archive(*solutions: str, days: int = 2, constraint: str = "") -> str:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[:days]
    times = "".join(f'<Time Id="{day}{number}"><Day Reference="{day}"/></Time>' for day in names for number in (1, 2))
    teachers = "".join(
        f'<Resource Id="{name}"><ResourceType Reference="Teacher"/>'
        '<ResourceGroups><ResourceGroup Reference="staff"/></ResourceGroups></Resource>'
        for name in ("ama", "tom", "priya")
    )
    return f"""<HighSchoolTimetableArchive><Instances><Instance Id="school">
      <Times>{times}</Times>
      <Resources>{teachers}<Resource Id="7a"><ResourceType Reference="Class"/></Resource></Resources>
      <Events>
        <Event Id="maths"><Duration>2</Duration><Resources><Resource Reference="ama"/></Resources></Event>
        <Event Id="art"><Duration>2</Duration><Resources><Resource><Role>t</Role></Resource></Resources></Event>
        <Event Id="games"><Duration>1</Duration><Time Reference="tue2"/>
          <Resources><Resource Reference="priya"/><Resource Reference="7a"/></Resources></Event>
      </Events>
      <Constraints>{constraint}</Constraints>
    </Instance></Instances><SolutionGroups><SolutionGroup>{"".join(solutions)}</SolutionGroup></SolutionGroups>
    </HighSchoolTimetableArchive>"""


def read(folder, text: str):
    path = folder / "school.xml"
    path.write_text(text, encoding="utf-8")
    return read_timetable(str(path))


def test_the_first_solution_with_everything_placed_is_read(tmp_path):
    problem = read(tmp_path, archive(UNPLACED, PLACED))

    assert {teacher.id: sorted(teacher.teaches) for teacher in problem.teachers} == {
        "ama": ["mon2", "tue1"],
        "tom": ["mon1", "mon2"],
        "priya": ["tue2"],
    }
    assert problem.periods == (Period("mon1", 1, 1), Period("mon2", 1, 2), Period("tue1", 2, 1), Period("tue2", 2, 2))
    assert problem.groups == (("ama", "tom", "priya"),)


def test_where_none_has_everything_placed_it_is_the_first(tmp_path):
    problem = read(tmp_path, archive(UNPLACED))

    assert [len(teacher.teaches) for teacher in problem.teachers] == [0, 0, 1]


@pytest.mark.parametrize(
    "who",
    [
        '<Resources><Resource Reference="ama"/></Resources>',
        '<ResourceGroups><ResourceGroup Reference="staff"/></ResourceGroups>',
    ],
)
@pytest.mark.parametrize(
    "when",
    [
        '<Times><Time Reference="mon1"/><Time Reference="mon2"/></Times>',
        '<TimeGroups><TimeGroup Reference="mon"/></TimeGroups>',
    ],
)
def test_times_to_avoid_are_busy(tmp_path, who, when):
    constraint = (
        f"<AvoidUnavailableTimesConstraint><AppliesTo>{who}</AppliesTo>{when}</AvoidUnavailableTimesConstraint>"
    )

    problem = read(tmp_path, archive(PLACED, constraint=constraint))

    assert problem.teacher["ama"].busy == {"mon1", "mon2"}
    assert problem.teacher["tom"].busy == ({"mon1", "mon2"} if "staff" in who else set())


@pytest.mark.parametrize(("days", "weeks"), [(2, 1), (4, 1), (5, 2), (6, 2), (7, 1)])
def test_a_week_is_repeated_once(tmp_path, days, weeks):
    problem = read(tmp_path, archive(PLACED, days=days))

    assert len(problem.periods) == 2 * days * weeks
    assert problem.periods[-1].day == days * weeks
    assert len(problem.teacher["ama"].teaches) == 2 * weeks
    if weeks == 2:
        assert problem.teacher["priya"].teaches == {"tue2/1", "tue2/2"}


@pytest.mark.parametrize(
    ("teachers", "sizes"), [(0, [0]), (1, [1]), (2, [2]), (3, [3]), (4, [4]), (5, [5]), (6, [3, 3]), (8, [3, 5])]
)
def test_whoever_is_left_over_is_in_the_last_triad(teachers, sizes):
    assert [len(group) for group in triads([f"t{number}" for number in range(teachers)])] == sizes


def test_the_command_writes_a_problem_that_can_be_planned(tmp_path, capfd):
    school = tmp_path / "school.xml"
    school.write_text("\ufeff" + archive(PLACED), encoding="utf-8")
    problem = tmp_path / "problem.json"

    assert command.timetable([str(school), "-o", str(problem), "--regroup"]) == 0
    assert read_problem(str(problem)) == replace(read_timetable(str(school)), regroup=True)

    assert command.timetable([str(school)]) == 0
    assert json.loads(capfd.readouterr().out)["regroup"] is False


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (BOMB, "line 1: expected no document type: it could hide anything"),
        ('<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>', "line 1: expected no document type"),
        ("<x>&a;</x>", "line 1, column 4: expected XML: undefined entity"),
        ("", "line 1, column 1: expected XML: no element found"),
        ("<x><y></x>", "line 1, column 9: expected XML: mismatched tag"),
        ("<x>" * 60 + "</x>" * 60, "line 1: expected at most 50 elements inside each other"),
        ("<x/>", "expected HighSchoolTimetableArchive, found x"),
        (archive(), "SolutionGroups: expected a solution, found none"),
        (archive(PLACED.replace('"school"', '"other"')), "Solution: expected the Id of an instance, found other"),
        (archive(PLACED.replace('"art"', '"music"')), "Solution: expected the Id of an event, found music"),
        (archive(PLACED.replace('"mon1"', '"sun9"')), "Event art: expected the Id of a time, found sun9"),
        (archive(PLACED.replace(">1<", ">long<")), "Event maths: expected a Duration, found long"),
        (archive(PLACED).replace('<Day Reference="mon"/>', "", 1), "Time mon1: expected a Day, found nothing"),
        (archive(PLACED).replace('Id="mon1"', "", 1), "Time: expected an Id, found nothing"),
        (
            archive(PLACED).replace('"Teacher"', '"Robot"'),
            "Resources: expected resources of the type Teacher, found none",
        ),
    ],
)
def test_what_should_not_be_read_is_refused_in_one_line(tmp_path, capfd, content, complaint):
    school = tmp_path / "school.xml"
    school.write_text(content, encoding="utf-8")

    assert command.timetable([str(school)]) == 2

    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"{school}: {complaint}")
    assert err.count("\n") == 1


def test_what_is_too_large_or_not_utf_8_is_refused(tmp_path, monkeypatch):
    school = tmp_path / "school.xml"
    school.write_bytes(b"<x>\xff</x>")

    with pytest.raises(Unreadable, match="byte 3: expected UTF-8"):
        xml.read(str(school))
    monkeypatch.setattr(xml, "LARGEST", 4)
    with pytest.raises(Unreadable, match="expected at most"):
        xml.read(str(school))


@pytest.mark.skipif(not REAL, reason="the real timetables are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_school_gets_its_visits(path):
    problem = replace(read_timetable(str(path)), regroup=True)

    plan = plan_visits(problem)

    assert check_plan(problem, plan) == []
    assert (plan.unmet, plan.cost) == ((), plan.bound)
    assert not any(visit.cover for visit in plan.visits)
    # In Brazil everybody is at school only while they teach: seven talks have no time, whatever one does.
    without_a_talk = sum(visit.feedback is None for visit in plan.visits)
    assert without_a_talk == (7 if path.stem == "BrazilInstance1" else 0)
