"""How good and how fast group forming is: `python bench/groups.py [--seconds LIMIT] [--part PART]`.

Four parts: the goals for each size of school; every published measure beside greedy, a genetic algorithm and chance
on the same problems in one run; a newcomer in the middle of the year; and many drawn problems of up to 60 people
under every rule at once. Every plan of ours goes through the independent checker. Ratios and counts carry over to
other machines; seconds do not. The exit status is 1 if a rule was broken or a goal missed.
"""

import argparse
import random
import resource
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median
from time import monotonic

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from genetic import drawn_at_random, evolve
from measures import Measures, measured

from collegium.planning.check_groups import check_plan
from collegium.planning.groups import (
    Contradiction,
    Group,
    GroupsPlan,
    GroupsProblem,
    Person,
    Progress,
    Size,
    Theme,
    form_groups,
)
from collegium.planning.groups.problem import COST_UNPLACED

WEEK = [f"{day}-{time}" for day in ("mon", "tue", "wed", "thu", "fri") for time in ("0800", "1545")]
WILLING_TO_LEAD = 0.35


@dataclass(frozen=True)
class School:
    """What kind of staff to draw: how free they are, and how many groups a theme may have."""

    name: str
    free: tuple[float, float]
    caps: tuple[int | None, ...]
    slots: int = len(WEEK)


EASY = School("easy", (0.5, 0.9), (None,))
TWO_TIMES = School("two times given", (0.85, 1.0), (None,), slots=2)
HARD = School("hard", (0.2, 0.55), (1, 2))


@dataclass(frozen=True)
class Run:
    """One problem planned: the plan, the greedy plan for the same problem, and what the checker found."""

    plan: GroupsPlan
    greedy: GroupsPlan
    broken: tuple[str, ...]

    @property
    def gap(self) -> float:
        """How far above the bound, as a share of the cost."""
        return 0.0 if self.plan.is_proved_best else 1 - (self.plan.bound or 0) / self.plan.cost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=900, help="stop drawing problems after so long (900)")
    parser.add_argument("--instances", type=int, default=500, help="how many smaller problems to draw (500)")
    parser.add_argument("--part", choices=sorted(PARTS), action="append", help="only this part; may be repeated")
    parser.add_argument("--slack", type=float, default=1.0, help="goals in seconds times this, on a busy machine (1)")
    asked = parser.parse_args()
    ends = monotonic() + asked.seconds
    load = Path("/proc/loadavg")
    print(f"load at the start: {load.read_text().split()[0] if load.exists() else 'not known'}")
    met = [PARTS[part](asked, ends) for part in asked.part or PARTS]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {megabytes:.0f} MB; goals {'met' if all(met) else 'MISSED'}")
    return 0 if all(met) else 1


@dataclass(frozen=True)
class Goal:
    """What a size of school is to come to: the first plan, the distance from the bound, and by when."""

    people: int
    school: School
    seconds: float
    first: float
    gap: float | None = None
    over: int | None = None
    share_of_greedy: float | None = None
    count: int = 1

    def __str__(self) -> str:
        wanted = [f"first {self.first:g} s"]
        if self.gap is not None:
            wanted.append("proved best" if self.gap == 0 else f"within {self.gap:.0%}")
        if self.over is not None:
            wanted.append(f"at most {self.over} more left over than must be")
        if self.share_of_greedy is not None:
            wanted.append(f"{self.share_of_greedy:.2f} of greedy")
        return f"{', '.join(wanted)} in {self.seconds:g} s"


GOALS = (
    Goal(60, EASY, 3, first=1, gap=0.0, count=4),
    Goal(90, TWO_TIMES, 15, first=2, gap=0.01, count=4),
    Goal(120, EASY, 15, first=2, gap=0.01, count=4),
    Goal(120, HARD, 60, first=2, gap=0.02, count=3),
    Goal(600, EASY, 60, first=3, gap=0.02),
    Goal(600, HARD, 60, first=3, over=5),
    Goal(5000, EASY, 300, first=10, share_of_greedy=1 / 3),
)


def goals(asked: argparse.Namespace, ends: float) -> bool:
    print(
        "\npeople  school           seed  first s  seconds    cost   bound    gap  left over  /greedy  broken  goal"
    )
    met = True
    for goal in GOALS:
        for seed in range(goal.count):
            if monotonic() + goal.seconds * asked.slack < ends or seed == 0 == goal.people // 1000:
                met = _reached(goal, seed, asked.slack) and met
    return met


def _reached(goal: Goal, seed: int, slack: float) -> bool:
    problem = drawn(goal.people, goal.school, random.Random(seed))
    steps: list[Progress] = []
    plan = form_groups(problem, seconds=goal.seconds * slack, on_progress=steps.append)
    broken = check_plan(problem, plan)
    first = steps[0]
    gap = Run(plan, plan, ()).gap
    # The bound says how much it must cost at least; what is beyond whole thousands of it may be wishes.
    needless = (plan.cost - (plan.bound or 0)) / COST_UNPLACED
    share = plan.cost / max(1, first.cost)
    good = [
        not broken,
        first.seconds <= goal.first * slack,
        goal.gap is None or gap <= goal.gap,
        goal.over is None or needless <= goal.over,
        goal.share_of_greedy is None or share <= goal.share_of_greedy,
    ]
    print(
        f"{goal.people:6}  {goal.school.name:15}  {seed:4}  {first.seconds:7.1f}  {plan.seconds:7.1f}  "
        f"{plan.cost:6}  "
        f"{plan.bound or 0:6.0f}  {gap:5.1%}  {len(plan.unplaced):9}  {share:7.3f}  {len(broken):6}  "
        f"{'met' if all(good) else 'MISSED'}: {goal}",
        flush=True,
    )
    return all(good)


def controls(asked: argparse.Namespace, ends: float) -> bool:
    """The same problems to four methods in one run, every published measure, ours never behind."""
    print(
        "\npeople  school  method     seconds    cost  left  1st %  <=2nd  <=3rd  mean  worst  envy  slack  alike"
        "  unexperienced"
    )
    best = True
    for people, school, seconds in [
        (60, EASY, 10),
        (120, EASY, 20),
        (60, HARD, 15),
        (120, HARD, 30),
        (600, HARD, 60),
    ]:
        if monotonic() + 2 * seconds < ends:
            problem = drawn(people, school, random.Random(0))
            methods = {
                "random": lambda problem, _seconds: drawn_at_random(problem),
                "greedy": lambda problem, _seconds: form_groups(problem, seconds=0).groups,
                "genetic": lambda problem, seconds: evolve(problem, seconds=seconds).groups,
                "ours": lambda problem, seconds: form_groups(problem, seconds=seconds).groups,
            }
            costs = {}
            for name, method in methods.items():
                began = monotonic()
                found = measured(problem, method(problem, seconds * asked.slack))
                costs[name] = found.cost
                print(_row_of(people, school, name, monotonic() - began, found), flush=True)
                best = best and (name != "ours" or found.broken == 0)
            best = best and costs["ours"] == min(costs.values())
    return best


def _row_of(people: int, school: School, name: str, seconds: float, found: Measures) -> str:
    broken = ", ".join(f"{kind} {count}" for kind, count in found.breaches.items() if count)
    return (
        f"{people:6}  {school.name:6}  {name:8}  {seconds:8.1f}  {found.cost:6}  {found.unplaced:4}  "
        f"{found.first:5.1f}  {found.second:5.1f}  {found.third:5.1f}  {found.rank:4.2f}  {found.worst:5}  "
        f"{found.envy:4}  {found.slack:5.1f}  {found.alike:5}  {found.inexperienced:13}  "
        f"{'breaks: ' + broken if broken else 'breaks nothing'}"
    )


def row(runs: list[Run]) -> str:
    seconds = [run.plan.seconds for run in runs]
    share = mean(run.plan.cost / max(1, run.greedy.cost) for run in runs)
    return (
        f"{len(runs):5}  {sum(run.plan.is_proved_best for run in runs):11}  "
        f"{sum(run.gap <= 0.01 for run in runs):10}  {median(seconds):8.1f}  {max(seconds):7.1f}  "
        f"{share:11.3f}  {sum(bool(run.broken) for run in runs):6}"
    )


def mid_year(asked: argparse.Namespace, ends: float) -> bool:
    """At 120 people: one joins; and one joins while a leader leaves. How many others move, and how long it takes."""
    print("\nmid-year at 120            drawn  others moved  worst s  broken  goal")
    befores = {
        seed: form_groups(drawn(120, EASY, random.Random(seed)), seconds=15 * asked.slack) for seed in range(3)
    }
    met = True
    for name, change, seconds, goal in [
        ("joins, met groups kept", lambda problem, before: newcomer(problem, before, locked=True), 2, 0),
        ("joins, nothing kept", lambda problem, before: newcomer(problem, before, locked=False), 2, 0),
        ("joins and a leader leaves", lambda problem, before: joined(problem, before, 20), 20, None),
    ]:
        runs, moved = [], []
        for seed, before in befores.items():
            if monotonic() < ends:
                after = change(drawn(120, EASY, random.Random(seed)), before)
                runs.append(planned(after, seconds * asked.slack))
                moved.append(movers(after, runs[-1].plan))
        if runs:
            broken = sum(bool(run.broken) for run in runs)
            good = not broken and (goal is None or max(moved) <= goal)
            met = met and good
            worst = max(run.plan.seconds for run in runs)
            told = "met" if good else "MISSED"
            print(
                f"{name:25}  {len(runs):5}  {mean(moved):12.1f}  {worst:7.1f}  {broken:6}  "
                f"{told}: {goal} in {seconds} s"
            )
    return met


def newcomer(problem: GroupsProblem, before: GroupsPlan, *, locked: bool) -> GroupsProblem:
    fresh = replace(problem.people[0], id="newcomer", manager=None)
    kept = frozenset(group.id for group in before.groups) if locked else frozenset()
    return replace(problem, people=(*problem.people, fresh), previous=before.groups, locked=kept)


def joined(problem: GroupsProblem, before: GroupsPlan, stay: int) -> GroupsProblem:
    leaver = before.groups[0].leader
    newcomer = replace(problem.people[0], id="newcomer", manager=None)
    people = tuple(person for person in problem.people if person.id != leaver)
    return replace(
        problem,
        people=(*people, newcomer),
        together=tuple(pair for pair in problem.together if leaver not in pair),
        apart=tuple(pair for pair in problem.apart if leaver not in pair),
        previous=before.groups,
        stay=stay,
    )


def movers(problem: GroupsProblem, plan: GroupsPlan) -> int:
    homes = {name: group.id for name, group in plan.group_of.items()}
    return sum(homes.get(name) not in groups for name, groups in problem.previous_of.items())


def every_rule(asked: argparse.Namespace, ends: float) -> bool:
    """Many problems with locked groups, partners, keep-aparts and odd sizes: no rule may ever be broken."""
    runs, contradicting = [], 0
    for seed in range(asked.instances):
        if monotonic() < ends:
            chance = random.Random(1000 + seed)
            school = replace(chance.choice([EASY, TWO_TIMES, HARD]), slots=chance.randint(1, 8))
            try:
                runs.append(planned(entangled(drawn(chance.randint(13, 60), school, chance), chance), 2))
            except Contradiction:
                contradicting += 1
    print(f"\nevery rule at once, 13 to 60 people: {len(runs)} planned, {contradicting} contradict themselves")
    if runs:
        print("drawn  proved best  within 1 %  median s  worst s  cost/greedy  broken")
        print(row(runs))
    for run in runs:
        for sentence in run.broken:
            print(f"  {sentence}")
    return not any(run.broken for run in runs)


def planned(problem: GroupsProblem, seconds: float) -> Run:
    plan = form_groups(problem, seconds=seconds)
    greedy = form_groups(problem, seconds=0)
    broken = (*check_plan(problem, plan), *check_plan(problem, greedy))
    if greedy.cost < (plan.bound or 0):
        broken = (*broken, f"greedy costs {greedy.cost}, below the bound {plan.bound}")
    return Run(plan, greedy, broken)


def drawn(people: int, school: School, chance: random.Random) -> GroupsProblem:
    themes = tuple(
        Theme(f"t{number}", chance.choice(school.caps), induction=number == 0)
        for number in range(max(4, people // 7))
    )
    slots = tuple(WEEK[: school.slots])
    staff = tuple(person(number, people, themes, slots, school, chance) for number in range(people))
    return GroupsProblem(
        people=staff,
        themes=themes,
        slots=slots,
        size=Size(3, 8),
        together=friends(staff, people // 40, chance),
        apart=pairs(staff, people // 20, chance),
    )


def person(
    number: int,
    people: int,
    themes: tuple[Theme, ...],
    slots: tuple[str, ...],
    school: School,
    chance: random.Random,
) -> Person:
    """Some themes are wished for far more than others; a few people manage the rest."""
    favour = [1 / (place + 1) ** 0.5 for place in range(len(themes))]
    wishes: dict[str, None] = {}
    while len(wishes) < min(5, len(themes), 3 + number % 3):
        wishes[chance.choices(themes, favour)[0].id] = None
    share = chance.uniform(*school.free)
    manager = chance.randrange(max(1, people // 12))
    return Person(
        id=f"p{number}",
        school=chance.choice(["north", "south", "harbour"]),
        department=f"d{chance.randrange(max(4, people // 10))}",
        experience=chance.choice([0, 1, 1, 2]),
        wishes=tuple(wishes),
        free=frozenset(slot for slot in slots if chance.random() < share) or frozenset([chance.choice(slots)]),
        can_lead=chance.random() < WILLING_TO_LEAD,
        manager=f"p{manager}" if manager != number and chance.random() < 0.5 else None,
    )


def entangled(problem: GroupsProblem, chance: random.Random) -> GroupsProblem:
    """The same staff with everything that makes it difficult: groups of now, some locked, and more pairs."""
    mixed = chance.sample([one.id for one in problem.people], len(problem.people))
    previous = []
    for number in range(chance.randint(0, 4)):
        members, mixed = mixed[: chance.randint(2, 8)], mixed[8:]
        if members:
            theme, slot = chance.choice(problem.themes).id, chance.choice(problem.slots)
            previous.append(Group(f"g{number + 1}", theme, slot, members[0], (*members, f"gone{number}")))
    smallest = chance.randint(1, 4)
    return replace(
        problem,
        size=Size(smallest, chance.randint(smallest + 1, 9)),
        together=pairs(problem.people, chance.randint(0, 3), chance),
        apart=pairs(problem.people, chance.randint(0, 12), chance),
        previous=tuple(previous),
        locked=frozenset(group.id for group in previous if chance.random() < 0.3),
        stay=chance.choice([0, 5, 20, 500]),
    )


def friends(staff: tuple[Person, ...], count: int, chance: random.Random) -> tuple[tuple[str, str], ...]:
    """Pairs who want to be together, and so wish for something in common at a time that both can."""
    found: list[tuple[str, str]] = []
    while len(found) < count:
        one = chance.choice(staff)
        alike = [
            other
            for other in staff
            if other is not one and set(other.wishes) & set(one.wishes) and other.free & one.free
        ]
        if alike:
            found.append((one.id, chance.choice(alike).id))
    return tuple(found)


def pairs(staff: tuple[Person, ...], count: int, chance: random.Random) -> tuple[tuple[str, str], ...]:
    drawn_pairs = (chance.sample(staff, 2) for _ in range(count))
    return tuple((a.id, b.id) for a, b in drawn_pairs)


PARTS = {"goals": goals, "controls": controls, "mid-year": mid_year, "rules": every_rule}


if __name__ == "__main__":
    sys.exit(main())
