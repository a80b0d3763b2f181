# ruff: noqa: E402
"""The goals of TRUST.md 7, each with the figure that its tests gave, when and at which commit.

    bench/trust                 every row, one after another, each for so many minutes at most
    bench/trust --quick         the shorter samples that every run of the tests takes
    bench/trust --row upgrade   only rows whose name holds this (may be given again)
    bench/trust --resume        only rows that have no figure yet, failed, or did not come to their end
    bench/trust --print         the table as it was measured, and no test

Each row is kept in bench/trust.json as soon as it ends, so that nothing is lost when a run is cut off; the table
prints all that was ever measured. Run with the environment of the tests.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from measured import Measured, commit, keep, machine, print_table, read
from promises import GOALS, Case, Goal
from tests.faults import cluster

# What pytest may take to put its fixtures away once its time is over: servers and browsers of its own.
TO_TIDY = 30
LEAST = 15


@dataclass
class Run:
    """What one row has done so far, and when it has to be over."""

    until: float
    cases: list[Case] = field(default_factory=list)
    raced: list[str] = field(default_factory=list)
    asked: int = 0
    is_cut_off: bool = False

    @property
    def left(self) -> float:
        return max(LEAST, self.until - time.monotonic())

    def test(self, paths: Sequence[str], *more: str, database: str = "") -> None:
        """These tests, as far as the time goes."""
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "tests"
            search = os.pathsep.join([str(ROOT / "bench"), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
            command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "each_test", *more, *sorted(set(paths))]
            self._wait(command, {"TRUST_TESTS": str(kept), "PYTHONPATH": search} | address(database))
            lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
        for line in map(json.loads, lines):
            if "asked" in line:
                self.asked += line["asked"]
            else:
                self.cases.append(Case(**line))

    def race(self, rounds: int, database: str) -> None:
        """What bench/seats.py says of sixteen people and eight seats, so often or as often as the time allows."""
        command = [sys.executable, str(ROOT / "bench" / "seats.py"), str(rounds), str(self.left / 60)]
        out = self._wait(command, address(database), keep=True)
        done = next((int(line.split()[1]) for line in out.splitlines() if line.startswith("locked")), 0)
        seated = "exactly 8" if done and f"seated {{8: {done}}}  errors {{}}" in out else "NOT always 8"
        self.raced.append(f"{seated} in {done:,} rounds on {'PostgreSQL' if database else 'SQLite'}")
        self.is_cut_off |= done < rounds

    def _wait(self, command: Sequence[str], more: dict[str, str], *, keep: bool = False) -> str:
        """To its end, or to the end of its time: then it is told to stop, and only then killed with its children."""
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | more, start_new_session=True, text=True,
            stdout=subprocess.PIPE if keep else None,
        )  # fmt: skip
        try:
            return process.communicate(timeout=self.left + (TO_TIDY if keep else 0))[0] or ""
        except subprocess.TimeoutExpired:
            self.is_cut_off = True
            process.send_signal(signal.SIGINT)
            try:
                return process.communicate(timeout=TO_TIDY)[0] or ""
            except subprocess.TimeoutExpired:
                return ""
        finally:
            end_group(process.pid)


def end_group(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def address(database: str) -> dict[str, str]:
    return {"COLLEGIUM_DATABASE": database} if database else {}


class PostgreSQL:
    """A server of our own, started by the first row that asks for it."""

    def __init__(self, ends: ExitStack) -> None:
        self.ends, self.found = ends, ""

    def address(self) -> str:
        """Empty where it is not installed."""
        if cluster.BIN and not self.found:
            server = cluster.Cluster()
            self.ends.callback(server.end)
            self.found = f"{server.address.rpartition('/')[0]}/collegium"
        return self.found


def measure(goal: Goal, server: PostgreSQL, *, is_quick: bool, minutes: float) -> Measured:
    """One row, by its tests; what both databases promise is asked of both."""
    began, more = time.monotonic(), [] if is_quick else ["--long"]
    run, paths = Run(began + minutes * 60), goal.tests.split()
    run.test(paths, *more)
    if goal.both and (second := server.address()):
        run.test(paths, "-m", "both", "--reuse-db", *more, database=second)
    if goal.races:
        for database in [""] + ([server.address()] if server.address() else []):
            run.race(20 if is_quick else 1000, database)
    return told(goal, run, is_quick=is_quick, seconds=round(time.monotonic() - began))


def told(goal: Goal, run: Run, *, is_quick: bool, seconds: int) -> Measured:
    done = [case for case in run.cases if case.outcome != "skipped"]
    failed = {case.test for case in done if case.outcome == "failed"} | {one for one in run.raced if "NOT" in one}
    is_shorter = goal.races or len(done) < len(run.cases)
    words = f"{len(failed)} of {len(done)} failed" if failed else goal.figure(done)
    return Measured(
        at=time.strftime("%Y-%m-%d %H:%M", time.gmtime()), commit=commit(), is_quick=is_quick and is_shorter,
        machine=machine(),
        figure="; ".join([words, *run.raced]) if done else "nothing was run",
        done=len(done), left=max(0, run.asked - len(run.cases)), is_whole=bool(done) and not run.is_cut_off,
        failed=sorted(failed), seconds=seconds,
    )  # fmt: skip


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="the shorter samples")
    asked.add_argument("--row", action="append", default=[], help="rows whose name holds this")
    asked.add_argument("--resume", action="store_true", help="rows that are not measured to their end, or failed")
    asked.add_argument("--print", action="store_true", help="no test: what was measured so far")
    asked.add_argument("--minutes", type=float, default=0, help="for each row, instead of its own bound")
    return asked.parse_args()


def chosen(given: argparse.Namespace, kept: dict[str, Measured]) -> list[Goal]:
    def is_asked(goal: Goal) -> bool:
        had = kept.get(goal.measure)
        named = not given.row or any(one.lower() in goal.measure.lower() for one in given.row)
        is_missing = had is None or not had.holds or (had.is_quick and not given.quick)
        return named and not (given.quick and goal.is_long) and (is_missing or not given.resume)

    return [] if given.print else [goal for goal in GOALS if is_asked(goal)]


def main() -> int:
    given, kept = arguments(), read()
    with ExitStack() as ends:
        server = PostgreSQL(ends)
        for goal in chosen(given, kept):
            print(f"\n== {goal.measure}", flush=True)
            minutes = given.minutes or (min(goal.minutes, 4) if given.quick else goal.minutes)
            found = measure(goal, server, is_quick=given.quick, minutes=minutes)
            keep(goal.measure, found)
            print(f"{goal.measure}: {found.figure}. {found.verdict(goal.short)}. {found.seconds} s", flush=True)
    kept = read()
    print_table(GOALS, kept)
    for name, found in (("PostgreSQL", cluster.BIN), ("strace", shutil.which("strace"))):
        if not found:
            print(f"Without {name}, which is not installed here.")
    return 0 if all(goal.measure in kept and kept[goal.measure].holds for goal in GOALS) else 1


if __name__ == "__main__":
    sys.exit(main())
