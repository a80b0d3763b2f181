"""The planner in a process of its own: ``python -m collegium.forming.child``.

It reads the question from its first line of input: a problem to form groups of, or a wish to weigh. Forming writes a
line of JSON for each step. "stop" takes the best so far at once, though the solver itself does not listen. When its
input ends, whoever asked is gone, and it goes too. The memory that scipy needs goes with it.
"""

import os
from dataclasses import asdict
from threading import Event, Thread
from typing import Any

from collegium.forming.problem import group_as_file, group_of_file, read
from collegium.kit.childhood import heard, listening, say
from collegium.planning.groups import Contradiction, GroupsPlan
from collegium.planning.groups.costs import cost_of_plan
from collegium.planning.groups.forming import Forming
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.whatif import what_if


def main() -> None:
    asked = heard()
    if "what_if" in asked:
        say(_weigh(asked))
        return
    try:
        forming = Forming(Lineup(read(asked["problem"]), asked["seed"]), asked["seconds"])
    except Contradiction as contradiction:
        say({"clashes": [vars(clash) for clash in contradiction.clashes]})
        return
    done = listening()
    Thread(target=_improve, args=(forming, done), daemon=True).start()
    done.wait()
    plan = forming.plan()
    say({"groups": [group_as_file(group) for group in plan.groups], "bound": plan.bound, "seconds": plan.seconds})
    # Not the usual way out: that would wait for the solver.
    os._exit(0)


def _weigh(asked: dict[str, Any]) -> dict[str, Any]:
    """What it would take to give a person a theme that they missed."""
    problem = read(asked["problem"])
    groups = tuple(group_of_file(entry) for entry in asked["groups"])
    plan = GroupsPlan(cost_of_plan(problem, groups), None, 0.0, asked["seed"], groups)
    found = what_if(problem, plan, asked["what_if"], asked["theme"])
    return asdict(found) | {"is_free": found.is_free}


def _improve(forming: Forming, done: Event) -> None:
    try:
        while not forming.is_done and not done.is_set():
            forming.improve()
            say({"seconds": forming.spent, "cost": forming.cost, "bound": forming.bound})
    finally:
        done.set()


if __name__ == "__main__":
    main()
