"""The planner in a process of its own: ``python -m collegium.visits.child``.

It reads the parts of a plan from its first line of input and writes a line of JSON for each step. "stop" takes the
best so far; when its input ends, whoever asked is gone, and it goes too. The memory of numpy goes with it.
"""

from typing import Any

from collegium.kit.childhood import heard, listening, say
from collegium.planning.visits.instead import without_cover
from collegium.planning.visits.leaving import plan_leaving_out
from collegium.visits.parts import Part


def main() -> None:
    asked = heard()
    stop = listening()
    found: dict[str, Any] = {"visits": [], "left_out": [], "regrouped": []}
    parts = [Part(**part) for part in asked["parts"]]
    for number, part in enumerate(parts):
        problem = part.problem()
        visits, left = plan_leaving_out(
            problem, seconds=asked["seconds"] / len(parts), seed=asked["seed"], should_stop=stop.is_set
        )
        groups = {name: group for group, members in part.groups for name in members}
        instead = without_cover(problem, visits, seconds=asked["seconds"] / len(parts), seed=asked["seed"])
        found["regrouped"].append({"cover": instead.cover, "talks": instead.talks, "moves": [
            [one.person, part.groups[one.before][0], part.groups[one.after][0]] for one in instead.moves
        ]})  # fmt: skip
        for visit in visits:
            found["visits"].append({"group": groups[visit.visitor], "school": part.school, **vars(visit)})
        for one in left:
            other = next((name for name in one.reason.people if name != one.person), None)
            found["left_out"].append([groups[one.person], one.person, other, one.reason.code])
        say({"done": number + 1, "of": len(parts)})
    say(found)


if __name__ == "__main__":
    main()
