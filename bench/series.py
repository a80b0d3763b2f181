"""A year of meetings: the planner's figures beside their goals, and beside a greedy control in the same run.

    python bench/series.py                    1, 10, 60 and 400 groups, and 500 small networks
    python bench/series.py 60                 only these
    python bench/series.py --instances 100    fewer networks

Set PYTHONPATH=src where the package is not installed.
"""

import argparse
import random
import resource
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter, process_time

from collegium.planning.check_series import check_plan, checked_cost
from collegium.planning.series import (
    Gap,
    Group,
    Journey,
    Meeting,
    Member,
    Room,
    SeriesPlan,
    SeriesProblem,
    Unmet,
    plan_series,
)
from collegium.planning.series.plan import Line

# groups: (schools, the goal in seconds)
SIZES = {1: (4, 0.2), 10: (6, None), 60: (30, 5.0), 400: (60, 15.0)}
ANSWERS, WEIGHTS = ("yes", "if-need-be", "no"), (60, 20, 20)
HOLIDAYS = ((date(2026, 10, 26), 5), (date(2026, 12, 21), 12), (date(2027, 2, 15), 5), (date(2027, 3, 29), 12))


def drawn(groups: int, schools: int, seed: int) -> SeriesProblem:
    """A network as PLANNING describes it: a 189-day year, groups across three or four schools near each other."""
    chance = random.Random(seed)
    off = {start + timedelta(days=more) for start, many in HOLIDAYS for more in range(many)}
    days = [date(2026, 9, 7) + timedelta(days=number) for number in range(310)]
    days = [day for day in days if day.weekday() < 5 and day not in off][:189]
    names = [f"s{number}" for number in range(schools)]
    spot = {name: (chance.uniform(0, 40), chance.uniform(0, 40)) for name in names}
    minutes = {
        (a, b): int(abs(spot[a][0] - spot[b][0]) + abs(spot[a][1] - spot[b][1])) + 5
        for a in names
        for b in names
        if a < b
    }
    rooms = [
        Room(
            f"{name}-{number}",
            name,
            chance.choice((8, 12, 30)),
            frozenset(chance.sample(("projector", "internet"), chance.choice((1, 2, 2)))),
        )
        for name in names
        for number in range(3)
    ]
    bookings = frozenset((room.id, day) for room in rooms for day in days if chance.random() < 0.15)
    staff = {name: [f"{name}-t{number}" for number in range(max(4, groups * 6 // schools))] for name in names}
    polls = {person: tuple(chance.choices(ANSWERS, WEIGHTS, k=5)) for people in staff.values() for person in people}
    away = {person: frozenset(chance.sample(days, 4)) for person in polls}
    drawn_groups = []
    for number in range(groups):
        home = chance.choice(names)
        near = sorted(names, key=lambda name: abs(spot[name][0] - spot[home][0]) + abs(spot[name][1] - spot[home][1]))
        hosts = near[: min(4, schools)]
        people = {chance.choice(staff[host]): host for _ in range(2) for host in hosts}
        members = tuple(Member(person, host, polls[person], away[person]) for person, host in people.items())
        needs = frozenset(chance.choice(((), ("projector",), ("internet",))))
        drawn_groups.append(Group(f"g{number}", 5, Gap(21, 63), (2, 3), needs, tuple(hosts), members))
    travel = tuple(Journey(a, b, length) for (a, b), length in minutes.items())
    return SeriesProblem(tuple(days), tuple(names), travel, tuple(rooms), bookings, tuple(drawn_groups))


def greedy(problem: SeriesProblem) -> SeriesPlan:
    """As one would by hand: each group in turn takes the best next day a month on, the next host, the first room."""
    used, busy, meetings, unmet = set(problem.bookings), set(), [], []
    for group in problem.groups:
        own, latest = [], None
        for number in range(group.meetings):
            host = group.hosts[number % len(group.hosts)]
            rooms = [room for room in problem.rooms if room.school == host and room.suits(group)]
            choices = []
            for day in problem.days:
                if (latest is None and (day - problem.days[0]).days <= group.gap.max) or (
                    latest is not None and group.gap.min <= (day - latest).days <= group.gap.max
                ):
                    free = [room for room in rooms if (room.id, day) not in used]
                    coming = [one for one in group.members if one.answer(day) != "no" and (one.id, day) not in busy]
                    if free and len(coming) >= group.fewest:
                        price = sum(
                            20 if one not in coming else 6 * (one.answer(day) == "if-need-be")
                            for one in group.members
                        )
                        choices.append((price, day, free[0], coming))
            if not choices:
                break
            _, latest, room, coming = min(choices, key=lambda choice: choice[:2])
            own.append(Meeting(group.id, number + 1, latest, host, room.id, tuple(one.id for one in coming)))
        if len(own) < group.meetings:
            unmet.append(Unmet(group.id, Line("others_first"), Line("other_days")))
            continue
        meetings += own
        used |= {(meeting.room, meeting.day) for meeting in own}
        busy |= {(person, meeting.day) for meeting in own for person in meeting.attending}
    return SeriesPlan(float(checked_cost(problem, tuple(meetings))), None, 0.0, tuple(meetings), tuple(unmet))


def share_missed(problem: SeriesProblem, plan: SeriesPlan) -> float:
    asked = sum(len(problem.group[meeting.group].members) for meeting in plan.meetings)
    return 100 * (1 - sum(len(meeting.attending) for meeting in plan.meetings) / max(1, asked))


COLUMNS = "{:>6} {:8} {:>6} {:>6} {:>5} {:>7} {:>9} {:>6} {:>10} {:>7} {:>6} {:>4}  {}"

# Beyond the cost of each group planned by itself, which no plan of all of them can beat.
NEAR_EACH_ALONE = 1.01


def row(problem: SeriesProblem, method: str, plan: SeriesPlan, spent: tuple[float, float], goal: float | None) -> str:
    planned = len(problem.groups) - len(plan.unmet)
    broken = len(check_plan(problem, plan))
    is_near = plan.bound is not None and plan.cost <= NEAR_EACH_ALONE * plan.bound
    is_met = not broken and is_near and spent[1] <= (goal or spent[1])
    return COLUMNS.format(
        len(problem.groups),
        method,
        *(f"{seconds:.2f}" for seconds in spent),
        "" if goal is None else f"{goal:g}",
        planned,
        f"{plan.cost:.1f}",
        f"{plan.cost / max(1, planned):.1f}",
        f"{100 * (plan.cost / plan.bound - 1):.2f} %" if plan.bound else "",
        f"{share_missed(problem, plan):.1f} %",
        broken,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "" if method == "greedy" else f"{'met' if is_met else 'MISSED'}: within 1 % of each group alone, in cpu s",
    )


def crowded(seed: int) -> SeriesProblem:
    """A small network in a short term, with few rooms: something is always in the way."""
    chance = random.Random(seed)
    problem = drawn(chance.randint(2, 8), chance.randint(2, 4), seed)
    rooms = tuple(chance.sample(problem.rooms, len(problem.rooms) // 2))
    names = {room.id for room in rooms}
    groups = tuple(replace(group, meetings=chance.randint(2, 4), gap=Gap(7, 42)) for group in problem.groups)
    days = problem.days[: chance.randint(20, 60)]
    bookings = frozenset(one for one in problem.bookings if one[0] in names)
    return replace(problem, rooms=rooms, groups=groups, days=days, bookings=bookings)


def many(count: int, ends: float) -> None:
    """Many small networks: no rule broken in any, and how often the plan is proved best."""
    tried = broken = best = near = left = greedy_left = 0
    for seed in range(count):
        if perf_counter() > ends:
            break
        problem = crowded(seed)
        plan = plan_series(problem, seed=seed)
        tried += 1
        broken += bool(check_plan(problem, plan))
        best += plan.is_proved_best
        near += plan.bound is not None and plan.cost <= 1.01 * plan.bound
        left += len(plan.unmet)
        greedy_left += len(greedy(problem).unmet)
    print(
        f"\n{tried} small networks: {broken} with a rule broken, {best} proved best, {near} within 1 % of the bound"
    )
    print(f"groups without a series: {left}, by greedy {greedy_left}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, help=f"how many groups: {', '.join(map(str, SIZES))}")
    parser.add_argument("--instances", type=int, default=500, help="how many small networks to draw (500)")
    parser.add_argument("--seconds", type=float, default=300, help="stop drawing networks after so long (300)")
    asked = parser.parse_args()
    words = (
        "groups",
        "method",
        "s",
        "cpu s",
        "goal",
        "planned",
        "cost",
        "each",
        "over bound",
        "missed",
        "broken",
        "MB",
        "",
    )
    print(COLUMNS.format(*words))
    for groups in asked.sizes or SIZES:
        schools, goal = SIZES[groups]
        problem = drawn(groups, schools, seed=groups)
        for method, plan_with in (("greedy", greedy), ("planner", plan_series)):
            started, worked = perf_counter(), process_time()
            plan = plan_with(problem)
            spent = perf_counter() - started, process_time() - worked
            print(row(problem, method, plan, spent, None if method == "greedy" else goal), flush=True)
    many(asked.instances, perf_counter() + asked.seconds)


if __name__ == "__main__":
    main()
