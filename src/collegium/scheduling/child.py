"""The planner of series in a process of its own: ``python -m collegium.scheduling.child``.

It reads one question from its first line of input and answers in lines of JSON: progress, then the plan. "stop" takes
the best plan so far. When its input ends, whoever asked is gone, and it goes too. The memory of numpy goes with it.
"""

import os
from datetime import date
from threading import Event
from typing import Any

from collegium.kit.childhood import heard, listening, say
from collegium.kit.strictly import Entry
from collegium.planning.series import Meeting, SeriesPlan, SeriesProblem, Unmet
from collegium.planning.series.choosing import move_one, options
from collegium.planning.series.coordinating import plan_series
from collegium.planning.series.files import problem_in


def main() -> None:
    question = heard()
    stopped = listening()
    answer = {"options": _options, "move": _move, "plan": _plan}[question["ask"]]
    say({"answer": answer(question, stopped)})
    os._exit(0)


def _options(question: dict[str, Any], _stopped: Event) -> list[dict[str, Any]]:
    """For each time: the possible years of the first try that has any; else why there is none."""
    found = []
    for tries in question["times"]:
        chosen: list[Any] = []
        for one in tries:
            problem = _problem(one["problem"])
            by = date.fromisoformat(one["first_by"])
            chosen = [_as_stops(option.meetings) for option in options(problem, question["group"], 3, first_by=by)]
            if chosen:
                break
        unmet = None if chosen else _as_unmet(_why(_problem(tries[0]["problem"]), question["group"]))
        found.append({"years": chosen, "unmet": unmet})
    return found


def _why(problem: SeriesProblem, group: str) -> Unmet | None:
    return next((one for one in plan_series(problem, seconds=5).unmet if one.group == group), None)


def _move(question: dict[str, Any], _stopped: Event) -> list[dict[str, Any]] | None:
    """The meetings of the group with one of them on another day, or nothing where that cannot be."""
    problem, group = _problem(question["problem"]), question["group"]
    now = tuple(
        Meeting(group, number, date.fromisoformat(stop["on"]), stop["school"], "", ())
        for number, stop in enumerate(question["stops"], start=1)
    )
    day = date.fromisoformat(question["day"])
    plan = move_one(
        problem, SeriesPlan(0, None, 0, now), group, question["number"], day, school=question.get("school")
    )
    return None if plan is None else _as_stops(plan.meetings_of.get(group, ()))


def _plan(question: dict[str, Any], stopped: Event) -> dict[str, Any]:
    """All groups around each other; whoever finds no series, with the reason and what would help."""
    problem = _problem(question["problem"])
    plan = plan_series(
        problem,
        seconds=question["seconds"],
        on_progress=lambda progress: say({"spent": progress.seconds}),
        should_stop=stopped.is_set,
    )
    return {
        "groups": {group: _as_stops(meetings) for group, meetings in plan.meetings_of.items()},
        "unmet": {one.group: _as_unmet(one) for one in plan.unmet},
    }


def _problem(written: dict[str, Any]) -> SeriesProblem:
    return problem_in(Entry("the question", "", written))


def _as_stops(meetings: tuple[Meeting, ...]) -> list[dict[str, Any]]:
    return [
        {"on": one.day.isoformat(), "school": one.school, "room": one.room, "attending": list(one.attending)}
        for one in sorted(meetings, key=lambda meeting: meeting.number)
    ]


def _as_unmet(unmet: Unmet | None) -> dict[str, Any] | None:
    return None if unmet is None else {"reason": _as_line(unmet.reason), "attempt": _as_line(unmet.attempt)}


def _as_line(line: Any) -> dict[str, Any]:
    return vars(line) | {"names": list(line.names)}


if __name__ == "__main__":
    main()
