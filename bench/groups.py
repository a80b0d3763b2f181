"""How good and how fast group forming is: `python bench/groups.py [--part PART]`.

Four parts: the goals for each size of school (`goals.py`); every published measure beside greedy, a genetic algorithm
and chance on the same problems in one run; a newcomer in the middle of the year (`midyear.py`); and many drawn
problems of up to 60 people under every rule at once, with a budget of seconds of their own. Every plan of ours goes
through the independent checker. Ratios and counts carry over to other machines; seconds do not. The exit status is 1
if a rule was broken or a goal missed.
"""

import argparse
import random
import resource
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic, process_time

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from genetic import drawn_at_random, evolve
from goals import goals
from measures import Measures, measured
from midyear import mid_year
from runs import planned, row
from schools import EASY, HARD, TWO_TIMES, School, drawn, entangled

from collegium.planning.groups import Contradiction, form_groups


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600, help="budget of the smaller problems (600)")
    parser.add_argument("--instances", type=int, default=500, help="how many smaller problems to draw (500)")
    parser.add_argument("--part", choices=sorted(PARTS), action="append", help="only this part; may be repeated")
    parser.add_argument("--slack", type=float, default=1.0, help="goals in seconds times this, on a busy machine (1)")
    parser.add_argument("--only", default="", help="only the goals with this in their name")
    asked = parser.parse_args()
    print(f"load at the start: {load()}")
    met = [PARTS[part](asked) for part in asked.part or PARTS]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {megabytes:.0f} MB; load at the end {load()}; goals {'met' if all(met) else 'MISSED'}")
    return 0 if all(met) else 1


def load() -> str:
    told = Path("/proc/loadavg")
    return told.read_text().split()[0] if told.exists() else "not known"


def controls(slack: float) -> bool:
    """The same problems to four methods in one run, every published measure, ours never behind."""
    print(
        "\npeople  school  method     seconds  cpu s    cost  left  1st %  <=2nd  <=3rd  mean  worst  envy  slack"
        "  alike  unexperienced"
    )
    best = True
    for people, school, seconds in [
        (60, EASY, 10),
        (120, EASY, 20),
        (60, HARD, 15),
        (120, HARD, 30),
        (600, EASY, 60),
        (600, HARD, 60),
    ]:
        problem = drawn(people, school, random.Random(0))
        methods = {
            "random": lambda problem, _seconds: drawn_at_random(problem),
            "greedy": lambda problem, _seconds: form_groups(problem, seconds=0).groups,
            "genetic": lambda problem, seconds: evolve(problem, seconds=seconds).groups,
            "ours": lambda problem, seconds: form_groups(problem, seconds=seconds).groups,
        }
        costs = {}
        for name, method in methods.items():
            began, busy = monotonic(), process_time()
            groups = method(problem, seconds * slack)
            spent = monotonic() - began, process_time() - busy
            found = measured(problem, groups)
            costs[name] = found.cost
            print(_row_of(people, school, name, spent, found), flush=True)
            best = best and (name != "ours" or found.broken == 0)
        best = best and costs["ours"] == min(costs.values())
    return best


def _row_of(people: int, school: School, name: str, spent: tuple[float, float], found: Measures) -> str:
    broken = ", ".join(f"{kind} {count}" for kind, count in found.breaches.items() if count)
    return (
        f"{people:6}  {school.name:6}  {name:8}  {spent[0]:8.1f}  {spent[1]:5.1f}  {found.cost:6}  "
        f"{found.unplaced:4}  {found.first:5.1f}  {found.second:5.1f}  {found.third:5.1f}  "
        f"{found.rank:4.2f}  {found.worst:5}  {found.envy:4}  {found.slack:5.1f}  {found.alike:5}  "
        f"{found.inexperienced:13}  {'breaks: ' + broken if broken else 'breaks nothing'}"
    )


def every_rule(asked: argparse.Namespace) -> bool:
    """Many problems with locked groups, partners, keep-aparts and odd sizes: no rule may ever be broken."""
    runs, contradicting, ends = [], 0, monotonic() + asked.seconds
    for seed in range(asked.instances):
        if monotonic() < ends:
            chance = random.Random(1000 + seed)
            school = replace(chance.choice([EASY, TWO_TIMES, HARD]), slots=chance.randint(1, 8))
            try:
                runs.append(planned(entangled(drawn(chance.randint(13, 60), school, chance), chance), 2))
            except Contradiction:
                contradicting += 1
    tried = len(runs) + contradicting
    print(
        f"\nevery rule at once, 13 to 60 people: {tried} of {asked.instances} drawn in {asked.seconds:g} s, "
        f"{len(runs)} planned, {contradicting} contradict themselves"
    )
    if runs:
        print("drawn  proved best  within 1 %  median s  worst s  cost/greedy  broken")
        print(row(runs))
    for run in runs:
        for sentence in run.broken:
            print(f"  {sentence}")
    return not any(run.broken for run in runs)


PARTS = {
    "goals": lambda asked: goals(asked.slack, asked.only),
    "controls": lambda asked: controls(asked.slack),
    "mid-year": lambda asked: mid_year(asked.slack),
    "rules": every_rule,
}


if __name__ == "__main__":
    sys.exit(main())
