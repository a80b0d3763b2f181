# ruff: noqa: E402
"""Sixteen people join a group of eight at once, a thousand times: always exactly eight, and nobody meets an error.

Beside it the control: the same crowd against a count without the lock, which shows what the lock is for.
Run with the environment of the tests: ``python bench/seats.py [rounds [minutes]]``, whichever ends first;
COLLEGIUM_DATABASE chooses PostgreSQL.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]
os.environ["COLLEGIUM_DATA"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "collegium.project.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from tests.crowd import asked, at_once

from collegium.groups.models import Full, Group, Membership
from collegium.kit import clock
from collegium.people.models import Appointment, Person, School
from collegium.programmes.models import Approach

CROWD, SEATS = 16, 8


def cast() -> tuple[list[Person], School, Approach]:
    school = School.objects.create(name="Northgate High", slug="northgate")
    people = [Person.objects.create(first_name=f"P{number}") for number in range(CROWD)]
    for person in people:
        Appointment.objects.create(person=person, school=school, starts_on=date(2020, 9, 1))
    approach = Approach.objects.create(school=school, key="x", title="Learning group", engine="cycle", entry="open")
    return people, school, approach


def new_group(number: str, people: list[Person], approach: Approach) -> Group:
    return Group.objects.create(
        title=number, slug=number, approach=approach, cap=SEATS, year_starts_on=date(2026, 9, 1),
        started_by=people[0], started_at=clock.now(),
    )  # fmt: skip


def careless(group: Group, person: Person, school: School) -> Membership:
    """What joining would be without the lock: look, then sit down."""
    if group.memberships.count() >= SEATS:
        raise Full
    return group.memberships.create(person=person, school=school, joined_on=clock.today())


def run(rounds: int, join: str, seconds: float = float("inf")) -> None:
    people, school, approach = PEOPLE
    seated, errors, began = Counter(), Counter(), time.monotonic()
    done = 0
    for number in range(rounds):
        if time.monotonic() - began > seconds:
            break
        group = asked(lambda number=number: new_group(f"{join}-{number}", people, approach))
        at = clock.now() + timedelta(seconds=number)
        deeds = {
            "locked": lambda who, group=group, at=at: group.admit(who, school=school, by=who, at=at),
            "careless": lambda who, group=group: careless(group, who, school),
        }
        came = at_once([lambda who=who, deeds=deeds: deeds[join](who) for who in people])
        errors.update(type(one).__name__ for one in came if isinstance(one, Exception) and not isinstance(one, Full))
        seated[asked(group.memberships.count)] += 1
        done += 1
    took = time.monotonic() - began
    print(f"{join:10} {done} rounds  seated {dict(seated)}  errors {dict(errors)}  {took:.1f} s")


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
seconds = 60 * float(sys.argv[2]) if len(sys.argv) > 2 else float("inf")
if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
    kept = setup_databases(verbosity=0, interactive=False)
else:
    kept = None
    call_command("migrate", verbosity=0)
PEOPLE = asked(cast)
engine = settings.DATABASES["default"]["ENGINE"].rsplit(".")[-1]
print(f"{CROWD} people, {SEATS} seats, {engine}; goal: seated {{8: {rounds}}}, no errors")
run(rounds, "locked", seconds)
run(max(10, rounds // 50), "careless", 60)
if kept:
    teardown_databases(kept, verbosity=0)
