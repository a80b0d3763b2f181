"""The visits planner's codes in plain English, for files and the command line. Pages say them in their own words."""

from collections.abc import Iterable

from collegium.planning.visits.plan import Line

REASONS = {
    "alone": "{0} is alone in the group.",
    "never_teaches": "{0} does not teach, so nobody can visit a lesson.",
    "never_there": "{0} is never in school while {1} teaches.",
    "never_free": "{0} is busy whenever {1} teaches.",
    "at_once": "However they visit each other, somebody would have to be in two places at once.",
    "not_found": "No way was found in the time.",
}


def say(line: Line) -> str:
    return REASONS[line.code].format(*line.people)


def say_all(lines: Iterable[Line]) -> str:
    return " ".join(say(line) for line in lines)
