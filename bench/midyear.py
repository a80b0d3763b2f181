"""The middle of the year at 120 people: somebody joins, somebody leaves, and how many others move for it."""

import random
from dataclasses import replace
from statistics import mean
from time import process_time

from runs import planned
from schools import EASY, drawn

from collegium.planning.groups import GroupsPlan, GroupsProblem, form_groups


def mid_year(slack: float) -> bool:
    """At 120 people: one joins; and one joins while a leader leaves. How many others move, and how long it takes."""
    print("\nmid-year at 120            drawn  others moved  worst s  cpu s  broken  goal")
    befores = {
        seed: form_groups(drawn(120, EASY, random.Random(seed)), seconds=15 * slack) for seed in range(3)
    }
    met = True
    for name, change, seconds, goal in [
        ("joins, met groups kept", lambda problem, before: newcomer(problem, before, locked=True), 2, 0),
        ("joins, nothing kept", lambda problem, before: newcomer(problem, before, locked=False), 2, 0),
        ("joins and a leader leaves", lambda problem, before: joined(problem, before, 20), 20, None),
    ]:
        runs, moved, busy = [], [], []
        for seed, before in befores.items():
            after = change(drawn(120, EASY, random.Random(seed)), before)
            began = process_time()
            runs.append(planned(after, seconds * slack))
            busy.append(process_time() - began)
            moved.append(movers(after, runs[-1].plan))
        broken = sum(bool(run.broken) for run in runs)
        good = not broken and (goal is None or max(moved) <= goal)
        met = met and good
        worst = max(run.plan.seconds for run in runs)
        told = "no goal" if goal is None else f"{'met' if good else 'MISSED'}: {goal} others moved in {seconds} s"
        figures = f"{len(runs):5}  {mean(moved):12.1f}  {worst:7.1f}  {max(busy):5.1f}  {broken:6}"
        print(f"{name:25}  {figures}  {told}", flush=True)
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
