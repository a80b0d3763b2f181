"""What was measured of each goal, when, at which commit and on what: kept in trust.json, and printed as a table."""

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import wrap

from promises import NOT_MEASURED, Goal
from tests.faults import cluster

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "bench" / "trust.json"
WIDTHS = {"measure": 22, "goal": 28, "here": 38, "holds": 26, "measured": 22, "from": 38}


@dataclass(frozen=True)
class Measured:
    """One row as it was measured once. ``is_whole``: it came to its end; ``left``: tests not reached in its time."""

    at: str
    commit: str
    machine: str
    is_quick: bool
    figure: str
    done: int
    left: int
    is_whole: bool
    failed: Sequence[str]
    seconds: int

    @property
    def holds(self) -> bool:
        return self.is_whole and not self.failed and not self.figure.startswith(NOT_MEASURED)

    def verdict(self, short: str) -> str:
        if self.failed:
            return f"NO: {len(self.failed)} failed"
        if not self.done or self.figure.startswith(NOT_MEASURED):
            return NOT_MEASURED
        if not self.is_whole:
            return f"cut off: {self.done} passed, {self.left or 'some'} not reached"
        but = [words for words in ("in the shorter sample" if self.is_quick else "", short) if words]
        return f"yes, but {'; '.join(but)}" if but else "yes"

    def replaces(self, before: "Measured | None") -> bool:
        """A shorter sample that holds says less than a whole one that did; whatever fails is always told."""
        return before is None or bool(self.failed) or not (self.is_quick and not before.is_quick and before.holds)


def read(path: Path = KEPT) -> dict[str, Measured]:
    if not path.exists():
        return {}
    return {name: Measured(**words) for name, words in json.loads(path.read_text(encoding="utf-8")).items()}


def write(kept: Mapping[str, Measured], path: Path = KEPT) -> None:
    words = {name: asdict(one) for name, one in kept.items()}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def commit() -> str:
    """Of what was measured; with a plus where files were changed and not yet committed."""
    changed = said("git", "status", "--porcelain", "--", ".", f":!{KEPT.relative_to(ROOT)}")
    return f"{said('git', 'rev-parse', '--short', 'HEAD') or 'unknown'}{'+' if changed else ''}"


def keep(name: str, found: Measured, path: Path = KEPT) -> None:
    """Beside what another run may have kept meanwhile."""
    kept = read(path)
    if found.replaces(kept.get(name)):
        write(kept | {name: found}, path)


def said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def machine() -> str:
    """What matters for a figure, and not whose it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    own = [f"{os.cpu_count()} cores", f"{memory:.0f} GB", f"Python {platform.python_version()}"]
    databases = [f"SQLite {sqlite3.sqlite_version}"]
    if cluster.BIN:
        databases.append(f"PostgreSQL {said(str(cluster.BIN / 'initdb'), '--version').split()[2]}")
    return ", ".join(own + databases)


def line_of(goal: Goal, found: Measured | None) -> dict[str, str]:
    files = dict.fromkeys(test.partition("::")[0] for test in goal.tests.split())
    words = {"measure": goal.measure, "goal": goal.goal, "from": " ".join(files)}
    if found is None:
        return words | {"here": NOT_MEASURED, "holds": NOT_MEASURED, "measured": ""}
    sample = ", shorter sample" if found.is_quick else ""
    return words | {
        "here": found.figure, "holds": found.verdict(goal.short),
        "measured": f"{found.at}, {found.commit}, {found.seconds} s{sample}",
    }  # fmt: skip


def print_table(goals: Sequence[Goal], kept: Mapping[str, Measured]) -> None:
    found = [kept.get(goal.measure) for goal in goals]
    print(f"\nThe goals of TRUST.md 7: {sum(one is not None for one in found)} of {len(goals)} measured.")
    for words in sorted({one.machine for one in found if one}):
        print(f"On {words}, with whatever else it had to do.")
    print()
    print_line({name: name for name in WIDTHS})
    for goal, one in zip(goals, found, strict=True):
        print_line(line_of(goal, one))
    for goal, one in zip(goals, found, strict=True):
        for test in one.failed if one else ():
            print(f"{goal.measure}: {test} failed")


def print_line(words: Mapping[str, str]) -> None:
    columns = {name: wrap(words[name], width, break_on_hyphens=False) for name, width in WIDTHS.items()}
    for number in range(max(map(len, columns.values()))):
        cells = {name: lines[number] if number < len(lines) else "" for name, lines in columns.items()}
        print("  ".join(cells[name].ljust(width) for name, width in WIDTHS.items()).rstrip())
    print(flush=True)
