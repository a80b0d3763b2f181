"""Peer visits: the planner's figures beside their goals, and beside a greedy control in the same run.

    python bench/visits.py                          120 and 600 generated teachers, and 500 small schools
    python bench/visits.py ../timetables/*.xml      and these real timetables
    python bench/visits.py --instances 100          fewer schools

Set PYTHONPATH=src where the package is not installed.
"""

import argparse
import random
import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from collegium.planning.check_visits import check_plan, checked_cost
from collegium.planning.visits import Line, Period, Teacher, Unmet, Visit, VisitsPlan, VisitsProblem, plan_visits
from collegium.planning.visits.timetable import read_timetable, triads

# Teachers: the goal in seconds.
SIZES = {120: 0.5, 600: 3.0}
LOAD, DAYS, LESSONS = 0.73, 10, 6
COLUMNS = "{:18} {:>8} {:16} {:>6} {:>6} {:>5} {:>6} {:>8} {:>6} {:>6} {:>6} {:>6} {:>4}  {}"
TIMETABLES = Path(__file__).parents[2] / "shared" / "data" / "timetables"


def drawn(teachers: int, seed: int) -> VisitsProblem:
    """A fortnight of sixty periods, in which everybody teaches about three in four."""
    chance = random.Random(seed)
    periods = tuple(
        Period(f"d{day}p{order}", day, order) for day in range(1, DAYS + 1) for order in range(1, LESSONS + 1)
    )
    people = tuple(
        Teacher(f"t{number}", frozenset(period.id for period in periods if chance.random() < LOAD))
        for number in range(teachers)
    )
    return VisitsProblem(periods, people, triads([person.id for person in people]))


def greedy(problem: VisitsProblem) -> VisitsPlan:
    """As one would by hand: each visits the next in the list, the first free lesson, the first talk after it."""
    visits, unmet = [], []
    for number, group in enumerate(problem.groups, start=1):
        found: list[Visit] = []
        engaged: set[tuple[str, str]] = set()
        for a, b in zip(group, (*group[1:], group[0]), strict=True):
            visit = first_visit(problem, a, b, engaged)
            if visit is not None:
                found.append(visit)
                engaged |= {(name, period) for name in (a, b) for period in (visit.period, visit.feedback) if period}
        if len(found) == len(group) > 1:
            visits += found
        else:
            unmet.append(Unmet(number, (Line("not_found"),)))
    return VisitsPlan(checked_cost(problem, tuple(visits)), None, 0.0, problem.groups, tuple(visits), tuple(unmet))


def first_visit(problem: VisitsProblem, a: str, b: str, engaged: set[tuple[str, str]]) -> Visit | None:
    ordered = sorted(problem.periods, key=lambda period: (period.day, period.order))
    here = {name: {one.day for one in ordered if one.id in problem.teacher[name].teaches} for name in (a, b)}
    visitor, visited = problem.teacher[a], problem.teacher[b]
    lessons = [
        period
        for period in ordered
        if period.id in visited.teaches
        and period.day in here[a]
        and period.id not in visitor.busy
        and engaged.isdisjoint({(a, period.id), (b, period.id)})
    ]
    lessons.sort(key=lambda period: period.id in visitor.teaches)
    for lesson in lessons[:1]:
        for talk in ordered:
            is_soon = (lesson.day, lesson.order) < (
                talk.day,
                talk.order,
            ) and talk.day - lesson.day <= problem.feedback_days
            taken = visitor.teaches | visitor.busy | visited.teaches | visited.busy
            is_free = talk.id not in taken and talk.day in here[a] & here[b]
            if is_soon and is_free and engaged.isdisjoint({(a, talk.id), (b, talk.id)}):
                return Visit(a, b, lesson.id, lesson.id in visitor.teaches, talk.id)
        return Visit(a, b, lesson.id, lesson.id in visitor.teaches, None)
    return None


def compared(name: str, problem: VisitsProblem, goal: float | None) -> None:
    methods: tuple[tuple[str, bool, Callable[[VisitsProblem], VisitsPlan]], ...] = (
        ("greedy", False, greedy),
        ("exact, as given", False, plan_visits),
        ("and regrouped", True, plan_visits),
    )
    for method, regroup, plan_with in methods:
        asked = replace(problem, regroup=regroup)
        started, worked = perf_counter(), process_time()
        plan = plan_with(asked)
        spent = perf_counter() - started, process_time() - worked
        broken = len(check_plan(asked, plan))
        missing = sum(visit.cover or visit.feedback is None for visit in plan.visits) + len(plan.unmet)
        is_met = not broken and (spent[1] <= goal if goal is not None else not regroup or not missing)
        wanted = "in cpu s" if goal is not None else "no cover, every talk"
        told = f"{'met' if is_met else 'MISSED'}: {wanted}" if goal is not None or regroup else ""
        if told.startswith("MISSED") and plan.is_proved_best:
            told += "; proved: no plan can do better"
        figures = (
            "" if goal is None or method == "greedy" else f"{goal:g}",
            sum(visit.cover for visit in plan.visits),
            sum(visit.feedback is None for visit in plan.visits),
            len(plan.unmet),
            plan.cost,
            "" if plan.bound is None else plan.bound,
            broken,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "" if method == "greedy" else told,
        )
        print(
            COLUMNS.format(name, len(problem.teachers), method, *(f"{seconds:.2f}" for seconds in spent), *figures),
            flush=True,
        )


def part_time(seed: int) -> VisitsProblem:
    """A small school in which many teach on two or three days only, and some times are spoken for."""
    chance = random.Random(seed)
    problem = drawn(chance.randint(3, 30), seed)
    teachers = []
    for teacher in problem.teachers:
        days = set(chance.sample(range(1, DAYS + 1), chance.randint(2, DAYS)))
        here = [period.id for period in problem.periods if period.day in days]
        teaches = frozenset(name for name in here if name in teacher.teaches)
        teachers.append(replace(teacher, teaches=teaches, busy=frozenset(chance.sample(here, len(here) // 6))))
    return replace(problem, teachers=tuple(teachers), regroup=chance.random() < 0.5)


def many(count: int, ends: float) -> None:
    """Many small schools: no rule broken in any, and how often the plan is proved best."""
    tried = broken = best = cost = greedy_cost = left = greedy_left = 0
    for seed in range(count):
        if perf_counter() > ends:
            break
        problem = part_time(seed)
        plan, by_hand = plan_visits(problem, seed=seed), greedy(problem)
        tried += 1
        broken += bool(check_plan(problem, plan))
        best += plan.is_proved_best
        left, greedy_left = left + len(plan.unmet), greedy_left + len(by_hand.unmet)
        cost, greedy_cost = cost + plan.cost, greedy_cost + by_hand.cost
    print(f"\n{tried} small schools: {broken} with a rule broken, {best} proved best")
    print(f"groups without visits: {left}, by greedy {greedy_left}; cost in all {cost}, by greedy {greedy_cost}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("timetables", nargs="*", help="XHSTT archives of real schools (else those in ../shared/data)")
    parser.add_argument("--instances", type=int, default=500, help="how many small schools to draw (500)")
    parser.add_argument("--seconds", type=float, default=120, help="stop drawing schools after so long (120)")
    asked = parser.parse_args()
    words = [
        "school",
        "teachers",
        "method",
        "s",
        "cpu s",
        "goal",
        "cover",
        "no talk",
        "unmet",
        "cost",
        "bound",
        "broken",
        "MB",
        "",
    ]
    print(COLUMNS.format(*words))
    for teachers, goal in SIZES.items():
        compared("generated", drawn(teachers, seed=teachers), goal)
    for path in asked.timetables or sorted(map(str, TIMETABLES.glob("*.xml"))):
        compared(Path(path).stem, read_timetable(path), None)
    many(asked.instances, perf_counter() + asked.seconds)


if __name__ == "__main__":
    main()
