# ruff: noqa: E402
"""The goals of TRUST.md 7, each with the figure that its tests give here and now, and where that comes from.

    bench/trust            everything, in about half an hour: kills at each write, bombs, hundreds of populations,
                           both databases where PostgreSQL is installed, a thousand rounds of the race for seats
    bench/trust --quick    the shorter samples that every run of the tests takes
    bench/trust --only upgrade

Run with the environment of the tests. Nothing fails by the clock alone; a test that fails, fails its row.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from xml.etree.ElementTree import Element, ParseError, parse

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from promises import GOALS, Goal
from tests.faults import cluster

# A few goals in one go: each go makes a database of its own, and nobody waits for the first line until the last.
AT_ONCE = 6
WIDTHS = {"measure": 24, "goal": 30, "here": 40, "holds": 26, "from": 44}


def run(paths: Sequence[str], *more: str, database: str = "") -> list[Element]:
    """These tests in one go; every case as pytest wrote it down."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        written = ["-o", "junit_family=xunit1", f"--junitxml={report}"]
        command = [sys.executable, "-m", "pytest", "-q", "-n0", *written, *more, *sorted(set(paths))]
        given = os.environ | ({"COLLEGIUM_DATABASE": database} if database else {})
        subprocess.run(command, cwd=ROOT, env=given, check=False)
        try:
            return list(parse(report).iter("testcase"))
        except (ParseError, FileNotFoundError):
            return []


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server of our own; empty where it is not installed."""
    if not cluster.BIN:
        yield ""
        return
    server = cluster.Cluster()
    try:
        yield f"{server.address.rpartition('/')[0]}/collegium"
    finally:
        server.end()


def race(rounds: int, database: str) -> str:
    """What bench/seats.py says of sixteen people and eight seats, so often."""
    command = [sys.executable, str(ROOT / "bench" / "seats.py"), str(rounds)]
    given = os.environ | ({"COLLEGIUM_DATABASE": database} if database else {})
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    print(done.stdout, done.stderr[-2000:])
    seated = "exactly 8" if f"seated {{8: {rounds}}}  errors {{}}" in done.stdout else "NOT always 8"
    return f"{seated} in {rounds:,} rounds on {'PostgreSQL' if database else 'SQLite'}"


def belongs(case: Element, goal: Goal) -> bool:
    place = case.get("classname", "").replace(".", "/") + ".py"
    name = case.get("name", "").partition("[")[0]
    return any(one in (place, f"{place}::{name}") or place.startswith(f"{one}/") for one in goal.tests.split())


def is_bad(case: Element) -> bool:
    return case.find("failure") is not None or case.find("error") is not None


def line_of(goal: Goal, cases: Sequence[Element], raced: Sequence[str]) -> tuple[bool, dict[str, str]]:
    """Whether it holds, and its line of the table."""
    mine = [case for case in cases if belongs(case, goal)]
    done = [case for case in mine if case.find("skipped") is None]
    failed = [case for case in done if is_bad(case)] or [one for one in raced if "NOT" in one]
    here = "; ".join([goal.figure(done), *raced]) if done else "nothing was run"
    if failed or not done:
        holds = f"NO: {len(failed)} failed" if failed else "not run here"
    else:
        holds = f"yes, but {goal.short}" if goal.short else "yes"
    return bool(done) and not failed, {
        "measure": goal.measure, "goal": goal.goal, "here": here, "holds": holds, "from": goal.tests,
    }  # fmt: skip


def print_line(words: dict[str, str]) -> None:
    columns = {name: wrap(words[name], width, break_on_hyphens=False) for name, width in WIDTHS.items()}
    for number in range(max(map(len, columns.values()))):
        cells = {name: lines[number] if number < len(lines) else "" for name, lines in columns.items()}
        print("  ".join(cells[name].ljust(width) for name, width in WIDTHS.items()).rstrip())
    print(flush=True)


def lines_of(goals: Sequence[Goal], *more: str, database: str, rounds: int) -> Iterator[tuple[bool, dict[str, str]]]:
    """These goals, by the tests of all of them in one go; what both databases promise is asked of both."""
    cases = run([path for goal in goals for path in goal.tests.split()], *more)
    if database and (again := [path for goal in goals if goal.both for path in goal.tests.split()]):
        cases += run(again, "-m", "both", "--reuse-db", *more, database=database)
    for goal in goals:
        databases = ["", database] if database else [""]
        raced = [race(rounds, one) for one in databases] if goal.measure.startswith("Seats") else []
        yield line_of(goal, cases, raced)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="the shorter samples")
    asked.add_argument("--only", default="", help="goals whose name holds this")
    given, began = asked.parse_args(), time.monotonic()
    goals = [goal for goal in GOALS if given.only.lower() in goal.measure.lower() and not (given.quick and goal.long)]
    more, lines = [] if given.quick else ["--long"], []
    with postgresql() as database:
        for start in range(0, len(goals), AT_ONCE):
            some = goals[start : start + AT_ONCE]
            for line in lines_of(some, *more, database=database, rounds=20 if given.quick else 1000):
                print_line(line[1])
                lines.append(line)
    print(f"\nThe goals of TRUST.md 7{', shorter samples' if given.quick else ''}, {time.strftime('%d %B %Y')}. "
          f"Took {(time.monotonic() - began) / 60:.0f} minutes on {os.cpu_count()} cores, "
          f"{'on both databases' if cluster.BIN else 'on SQLite alone: PostgreSQL is not installed'}"
          f"{'' if shutil.which('strace') else ', without strace'}.\n")  # fmt: skip
    print_line({name: name for name in WIDTHS})
    for _holds, words in lines:
        print_line(words)
    return 0 if all(holds for holds, _words in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
