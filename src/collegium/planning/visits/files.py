"""The two files of peer visits: the problem that comes in and the plan that goes out."""

import json

from collegium.kit.strictly import Entry, read_format, unique
from collegium.planning.visits.plan import VisitsPlan
from collegium.planning.visits.problem import Period, Teacher, VisitsProblem
from collegium.planning.visits.words import say_all

PROBLEM = "collegium/visits-problem/1"
PLAN = "collegium/visits-plan/1"

_PERIODS_OF_A_TEACHER = ("teaches", "busy", "closed")


def read_problem(path: str) -> VisitsProblem:
    """The problem in this file. Raises Unreadable where it is not as the contract says."""
    required = ("format", "periods", "teachers", "groups", "regroup", "feedback_days")
    whole = read_format(path, PROBLEM).keys(required)
    periods = _periods(whole["periods"])
    declared = {period.id for period in periods}
    teachers = tuple(_teacher(entry, declared) for entry in _with_unique_ids(whole["teachers"]))
    return VisitsProblem(
        periods=periods,
        teachers=teachers,
        groups=_groups(whole["groups"], {teacher.id for teacher in teachers}),
        regroup=whole["regroup"].flag(),
        feedback_days=whole["feedback_days"].whole(),
    )


def problem_as_json(problem: VisitsProblem) -> str:
    written = {
        "format": PROBLEM,
        "periods": [{"id": one.id, "day": one.day, "order": one.order} for one in problem.periods],
        "teachers": [_teacher_as_json(teacher, problem.periods) for teacher in problem.teachers],
        "groups": problem.groups,
        "regroup": problem.regroup,
        "feedback_days": problem.feedback_days,
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _teacher_as_json(teacher: Teacher, periods: tuple[Period, ...]) -> dict[str, object]:
    """What is closed is written only where something is: most schools need no more than the other two."""
    listed = {
        key: [one.id for one in periods if one.id in getattr(teacher, key)] for key in _PERIODS_OF_A_TEACHER
    }
    return {"id": teacher.id} | {key: ids for key, ids in listed.items() if ids or key != "closed"}


def plan_as_json(plan: VisitsPlan) -> str:
    """The plan as the contract's file, with its reasons in English."""
    written = {
        "format": PLAN,
        "cost": plan.cost,
        "bound": plan.bound,
        "seconds": plan.seconds,
        "groups": plan.groups,
        "visits": [
            {
                "visitor": visit.visitor,
                "visited": visit.visited,
                "period": visit.period,
                "cover": visit.cover,
                "feedback": visit.feedback,
            }
            for visit in plan.visits
        ],
        "unmet": [{"group": unmet.group, "reason": say_all(unmet.reason)} for unmet in plan.unmet],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _with_unique_ids(entry: Entry) -> list[Entry]:
    """The entries of a list, no two with the same id. What else is wrong with one is found when it is read."""
    entries = entry.items()
    unique(one.at("id", one.value["id"]) for one in entries if isinstance(one.value, dict) and "id" in one.value)
    return entries


def _periods(entry: Entry) -> tuple[Period, ...]:
    periods: dict[tuple[int, int], Period] = {}
    for one in _with_unique_ids(entry):
        keys = one.keys(("id", "day", "order"))
        when = keys["day"].whole(), keys["order"].whole()
        if when in periods:
            raise keys["order"].refuse("each order once a day")
        periods[when] = Period(keys["id"].text(), *when)
    return tuple(periods.values())


def _teacher(entry: Entry, periods: set[str]) -> Teacher:
    keys = entry.keys(("id", "teaches", "busy"), ("closed",))
    given = (_declared(keys[key], periods, "a period") if key in keys else () for key in _PERIODS_OF_A_TEACHER)
    return Teacher(keys["id"].text(), *map(frozenset, given))


def _groups(entry: Entry, teachers: set[str]) -> tuple[tuple[str, ...], ...]:
    """Lists of teachers, nobody twice, in one list or in two."""
    groups = [one.items() for one in entry.items()]
    for one in entry.items():
        if not one.items():
            raise one.refuse("at least one teacher")
    for member in (member for group in groups for member in group):
        member.one_of(teachers, "a teacher")
    unique(member for group in groups for member in group)
    return tuple(tuple(member.text() for member in group) for group in groups)


def _declared(entry: Entry, known: set[str], what: str) -> tuple[str, ...]:
    entries = entry.items()
    for one in entries:
        one.one_of(known, what)
    return unique(entries)
