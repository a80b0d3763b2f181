"""`collegium plan`: a problem file in, a plan file out, and how far it has come on standard error.

`collegium timetable`: a school's timetable in, a problem file out.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import replace
from math import isfinite
from threading import Thread
from time import monotonic
from typing import TextIO, TypeVar

from collegium.kit.one_shot import Impossible, carry_through
from collegium.planning import series, visits
from collegium.planning.groups import Contradiction, Progress, form_groups, say_clash
from collegium.planning.groups.files import plan_as_json, read_problem
from collegium.planning.series import files as series_files
from collegium.planning.visits import files as visits_files
from collegium.planning.visits.timetable import read_timetable

Plan = TypeVar("Plan")

BAR_WIDTH = 24
SECONDS_BETWEEN_DRAWINGS = 0.2


def main(argv: Sequence[str] | None = None) -> int:
    """Plan, and say with the exit status how it went: 0 a plan, 2 the request is wrong, 3 the rules contradict."""
    return carry_through(_arguments(), argv, _explained(lambda asked: KINDS[asked.kind](asked)))


def timetable(argv: Sequence[str] | None = None) -> int:
    """Make a visits problem of a school's timetable."""
    return carry_through(_timetable_arguments(), argv, problem_from_timetable)


def _explained(work: Callable[[argparse.Namespace], str]) -> Callable[[argparse.Namespace], str]:
    """The same work, saying in words where the rules contradict each other."""

    def explained(asked: argparse.Namespace) -> str:
        try:
            return work(asked)
        except Contradiction as contradiction:
            raise Impossible(*(say_clash(clash) for clash in contradiction.clashes)) from contradiction
        except series.Contradiction as contradiction:
            raise Impossible(*(series.say_clash(clash) for clash in contradiction.clashes)) from contradiction

    return explained


def plan_groups(asked: argparse.Namespace) -> str:
    problem = read_problem(asked.problem)
    bar = Bar(asked.seconds, sys.stderr)
    plan = bar.watch(lambda: form_groups(problem, seconds=asked.seconds, seed=asked.seed, on_progress=bar.hear))
    return plan_as_json(plan)


def plan_series(asked: argparse.Namespace) -> str:
    problem = series_files.read_problem(asked.problem)
    bar = Bar(asked.seconds, sys.stderr)
    plan = bar.watch(
        lambda: series.plan_series(problem, seconds=asked.seconds, seed=asked.seed, on_progress=bar.hear)
    )
    return series_files.plan_as_json(plan)


def plan_visits(asked: argparse.Namespace) -> str:
    problem = visits_files.read_problem(asked.problem)
    bar = Bar(asked.seconds, sys.stderr)
    plan = bar.watch(
        lambda: visits.plan_visits(problem, seconds=asked.seconds, seed=asked.seed, on_progress=bar.hear)
    )
    return visits_files.plan_as_json(plan)


def problem_from_timetable(asked: argparse.Namespace) -> str:
    return visits_files.problem_as_json(replace(read_timetable(asked.school), regroup=asked.regroup))


class Bar:
    """How far the planning has come: a bar on a terminal, a line for each step anywhere else."""

    def __init__(self, seconds: float, stream: TextIO) -> None:
        self.seconds = seconds
        self.stream = stream
        self.latest: Progress | series.Progress | None = None

    def hear(self, progress: Progress | series.Progress) -> None:
        self.latest = progress
        if not self.stream.isatty():
            print(f"{progress.seconds:.1f} s: {_standing(progress)}", file=self.stream)

    def watch(self, work: Callable[[], Plan]) -> Plan:
        """Do the work beside the drawing: the solver does not listen while it works, and Ctrl-C must still end it."""
        done: Future[Plan] = Future()
        Thread(target=_carry_out, args=(work, done), daemon=True).start()
        started = monotonic()
        try:
            while not wait([done], timeout=SECONDS_BETWEEN_DRAWINGS).done:
                self._draw(monotonic() - started)
        finally:
            self._wipe()
        return done.result()

    def _draw(self, spent: float) -> None:
        if self.stream.isatty():
            filled = round(BAR_WIDTH * spent / max(self.seconds, spent))
            bar = "#" * filled + "." * (BAR_WIDTH - filled)
            standing = "" if self.latest is None else _standing(self.latest)
            self._put(f"\r[{bar}] {spent:.0f} of {self.seconds:.0f} s  {standing}\033[K")

    def _wipe(self) -> None:
        if self.stream.isatty():
            self._put("\r\033[K")

    def _put(self, text: str) -> None:
        print(text, end="", file=self.stream, flush=True)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="collegium plan", description="Plan from a file, without a database: a problem in, a plan out."
    )
    parser.add_argument("kind", choices=sorted(KINDS), help="what to plan")
    parser.add_argument("problem", help="the problem, a JSON file")
    parser.add_argument("-o", "--output", metavar="PLAN", help="where the plan goes; standard output unless told")
    parser.add_argument("--seconds", type=_seconds, default=60.0, help="stop looking after so long (60)")
    parser.add_argument("--seed", type=int, default=1, help="decides between plans that are equally good (1)")
    return parser


def _timetable_arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="collegium timetable", description="Make a visits problem of a school's timetable, without a database."
    )
    parser.add_argument("school", metavar="SCHOOL.xml", help="the timetable, an XHSTT archive with a solution")
    parser.add_argument("-o", "--output", metavar="PROBLEM", help="where it goes; standard output unless told")
    parser.add_argument("--regroup", action="store_true", help="teachers may change places between groups")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (isfinite(seconds) and seconds >= 0):
        raise argparse.ArgumentTypeError("expected a number of seconds, 0 or more")
    return seconds


def _carry_out(work: Callable[[], Plan], done: "Future[Plan]") -> None:
    try:
        done.set_result(work())
    except BaseException as error:
        done.set_exception(error)


def _standing(progress: Progress | series.Progress) -> str:
    return f"cost {progress.cost:.10g}" + ("" if progress.bound is None else f", no plan below {progress.bound:.10g}")


KINDS: dict[str, Callable[[argparse.Namespace], str]] = {
    "groups": plan_groups,
    "series": plan_series,
    "visits": plan_visits,
}
