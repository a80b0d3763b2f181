"""The files of `collegium compare`: `collegium/compare-problem/1` in, `collegium/compare-finding/1` out."""

import json
from collections.abc import Iterable
from typing import Any

from collegium.kit.strictly import Entry, read_format, unique
from collegium.statistics.comparing import Arms, Aspect, Count, Finding, Numbers, Problem
from collegium.statistics.shares import Interval
from collegium.statistics.wording import sentence

MOST_PEOPLE = 1_000_000
ASPECT = ("id", "title", "members", "others", "chose_to_join", "blind", "agreement", "registered")


def read_problem(path: str) -> Problem:
    """The problem in this file; whatever is not as promised is refused."""
    whole = read_format(path, "collegium/compare-problem/1").keys(("format", "confidence", "smallest", "aspects"))
    aspects = [entry.keys(ASPECT, ("baseline",)) for entry in whole["aspects"].items()]
    unique(entry["id"] for entry in aspects)
    return Problem(
        tuple(_aspect(entry) for entry in aspects), _confidence(whole["confidence"]), whole["smallest"].whole(1)
    )


def _confidence(entry: Entry) -> float:
    found = entry.number(0, 1)
    if not 0 < found < 1:
        raise entry.refuse("a number between 0 and 1, such as 0.95")
    return found


def _aspect(entry: dict[str, Entry]) -> Aspect:
    agreement = entry["agreement"]
    return Aspect(
        id=entry["id"].text(),
        title=entry["title"].text(),
        now=Arms(_count(entry["members"]), _count(entry["others"])),
        baseline=_baseline(entry["baseline"]) if "baseline" in entry else None,
        chose_to_join=entry["chose_to_join"].flag(),
        blind=entry["blind"].flag(),
        agreement=None if agreement.value is None else agreement.number(-1, 1),
        registered=entry["registered"].flag(),
    )


def _baseline(entry: Entry) -> Arms:
    arms = entry.keys(("members", "others"))
    return Arms(_count(arms["members"]), _count(arms["others"]))


def _count(entry: Entry) -> Count:
    both = entry.keys(("strong", "of"))
    of = both["of"].whole(0, MOST_PEOPLE)
    return Count(both["strong"].whole(0, of), of)


def findings_as_json(findings: Iterable[Finding]) -> str:
    whole = {"format": "collegium/compare-finding/1", "findings": [_finding(finding) for finding in findings]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    numbers = finding.numbers
    return {
        "id": finding.aspect.id,
        **({} if numbers is None else _shown(finding.aspect.now, numbers)),
        "suppressed": numbers is None,
        "caveats": [str(caveat) for caveat in finding.caveats],
        "sentence": sentence(finding),
    }


def _shown(now: Arms, numbers: Numbers) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "members": {"share": _rounded(now.members.share, 4), "interval": _interval(numbers.members, 1, 4)},
        "others": {"share": _rounded(now.others.share, 4), "interval": _interval(numbers.others, 1, 4)},
        "difference": _points(numbers.gap, numbers.interval),
        "ratio": None,
    }
    if numbers.times is not None and numbers.times_interval is not None:
        shown["ratio"] = {"times": _rounded(numbers.times, 2), "interval": _interval(numbers.times_interval, 1, 2)}
    if numbers.change is not None:
        shown["change"] = _points(numbers.change.gap, numbers.change.interval)
    return shown | {
        "p": _rounded(numbers.p, 4),
        "p_adjusted": _rounded(numbers.p_adjusted, 4),
        "against_whole_staff": _rounded(100 * numbers.against_whole_staff, 1),
    }


def _points(gap: float, interval: Interval) -> dict[str, Any]:
    return {"points": _rounded(100 * gap, 1), "interval": _interval(interval, 100, 1)}


def _interval(interval: Interval, times: int, digits: int) -> list[float]:
    return [_rounded(times * end, digits) for end in interval]


def _rounded(number: float, digits: int) -> float:
    # Without the sign of a nought.
    return round(number, digits) + 0.0
