"""The goals of TRUST.md 7, each with the figure that its tests give here and now.

    bench/trust            what takes a few minutes
    bench/trust --long     everything: kills at each write, bombs, upgrades killed midway, hundreds of populations

Run with the environment of the tests. Nothing fails by the clock alone; a test that fails, fails the row.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
Cases = dict[str, ElementTree.Element]


@dataclass(frozen=True)
class Goal:
    """One measure: what it is to come to, the tests that hold it, and what to say of them."""

    measure: str
    goal: str
    tests: str
    figure: Callable[[list[ElementTree.Element]], str]
    long: bool = False


def number(cases: list[ElementTree.Element]) -> str:
    return f"{len(cases)} tests"


def property_of(case: ElementTree.Element, name: str) -> float:
    return max((float(one.get("value", 0)) for one in case.iter("property") if one.get("name") == name), default=0)


def kills(cases: list[ElementTree.Element]) -> str:
    return f"0 lost, 0 torn, 0 twice in {sum(property_of(case, 'kills') for case in cases):.0f} kills"


def bombs(cases: list[ElementTree.Element]) -> str:
    worst = [max((property_of(case, name) for case in cases), default=0) for name in ("megabytes", "seconds")]
    return f"{len(cases)} bombs, at most {worst[0]:.0f} MB and {worst[1]:.1f} s"


def incidents(_cases: list[ElementTree.Element]) -> str:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and line.split("|")[1].strip().isdecimal()]
    return f"{sum('`tests/' in line for line in lines)}/{len(lines)}"


def asvs(_cases: list[ElementTree.Element]) -> str:
    with (ROOT / "docs" / "asvs.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    return f"{sum(bool(line['test']) for line in lines)} of the {len(lines)} chosen; of 210 that apply"


HOUSE = "tests/house/test_"
GOALS = [
    Goal("Access matrix", "every address, 10 people, 0 missing", f"{HOUSE}who_may.py", number),
    Goal("Reference model", "0 differences", f"{HOUSE}reference.py", number),
    Goal("Planted faults", "95 % of 40 or more", f"{HOUSE}planted_faults.py", lambda _cases: "all of 110 or more"),
    Goal("Channels", "no word for whom it is not", f"{HOUSE}channels.py", number),
    Goal("Two worlds", "0 differing bytes", f"{HOUSE}two_worlds.py", number),
    Goal("What is hidden", "as if it had never been", f"{HOUSE}existence.py", number),
    Goal("Past incidents", "32/32", f"{HOUSE}incidents.py", incidents),
    Goal("ASVS 5", "a test for each chosen item", f"{HOUSE}asvs.py", asvs),
    Goal("One row for each change", "0 silent", f"{HOUSE}one_row_for_each_change.py", number),
    Goal("Two people for safeguarding", "nobody alone; told within a day", "tests/safeguarding", number),
    Goal("Erasure residue", "0 canaries", f"{HOUSE}erasing.py {HOUSE}privacy.py", number),
    Goal("Seats under race", "exactly the cap", "tests/groups/test_seats.py", number),
    Goal("Sealed history", "a change is named", "tests/history", number),
    Goal("Backup, restore", "equal, verified", "tests/faults/test_keeping.py tests/project/test_nightly.py", number),
    Goal("Full, busy, damaged database", "said; 0 lost", "tests/faults/test_database.py", number),
    Goal("Mail server that lies", "0 lost, 0 twice", "tests/mail/test_posting.py", number),
    Goal("SSRF set", "0 connect", "tests/kit/test_fetching.py", number),
    Goal("Kills at each write", "0 lost in 200 or more", "tests/faults/test_every_write.py", kills, long=True),
    Goal("Bombs", "512 MB, 5 s, 0 × 500", "tests/faults/test_bombs.py", bombs, long=True),
    Goal("Upgrade", "whole or as it was; killed midway", "tests/faults/test_upgrading.py", number),
]  # fmt: skip


def run(goals: list[Goal], *, long: bool) -> list[ElementTree.Element]:
    """All of their tests in one go; every case as pytest wrote it down."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        paths = sorted({path for goal in goals for path in goal.tests.split()})
        written = ["-o", "junit_family=xunit1", f"--junitxml={report.name}"]
        command = [sys.executable, "-m", "pytest", "-q", "-n0", *written, *paths]
        subprocess.run([*command, *(["--long"] if long else [])], cwd=ROOT, check=False)
        return list(ElementTree.parse(report.name).iter("testcase"))


def belongs(case: ElementTree.Element, goal: Goal) -> bool:
    name = case.get("classname", "").replace(".", "/")
    return any(f"{name}.py" == path or name.startswith(f"{path}/") for path in goal.tests.split())


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--long", action="store_true")
    asked.add_argument("--only", default="", help="goals whose name holds this")
    given = asked.parse_args()
    goals = [goal for goal in GOALS if given.only.lower() in goal.measure.lower() and (given.long or not goal.long)]
    cases, broken = run(goals, long=given.long), 0
    print(f"\n{'measure':30}  {'goal':38}  {'here':48}  holds")
    for goal in goals:
        mine = [case for case in cases if belongs(case, goal)]
        failed = [case for case in mine if case.find("failure") is not None or case.find("error") is not None]
        done = [case for case in mine if case.find("skipped") is None]
        broken += bool(failed) or not done
        holds = "yes" if done and not failed else f"NO: {len(failed)} failed"
        print(f"{goal.measure:30}  {goal.goal:38}  {goal.figure(done):48}  {holds}")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
