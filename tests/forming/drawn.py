"""For the real program, in its own process: a programme whose try is asked for, and what became of it."""

import json
import sys
from datetime import date, time

from collegium.forming import jobs, trying
from collegium.forming.models import Formation
from collegium.forming.rules import Rules
from collegium.kit.jobs import later
from collegium.people.models import School
from collegium.planning.groups import Group, form_groups
from collegium.programmes.models import Approach, Programme, Slot, Theme
from tests.conftest import MONDAY, duty, person
from tests.forming.school import staff_of


def ask() -> None:
    """Forty people with wishes, and a try that the worker is to work out."""
    school = School.objects.create(name="Northgate High", slug="northgate")
    hale = person("Martin Hale", school)
    duty(hale, "cpd-lead", school=school)
    approach = Approach.objects.create(school=school, key="plc", title="PLC", engine="cycle", entry="theme")
    programme = Programme.objects.create(
        school=school, approach=approach, title="Learning communities", year_starts_on=date(2026, 9, 1)
    )
    programme.schools.add(school)
    for title in ("Oracy", "Feedback", "Mindsets"):
        Theme.objects.create(programme=programme, title=title, most_groups=3)
    for weekday in (1, 3):
        Slot.objects.create(programme=programme, weekday=weekday, starts_at=time(15, 45))
    staff_of(programme, 40)
    formation = trying.try_again(programme, Rules(3, 6, seconds=60), by=hale, at=MONDAY)
    later(jobs.form, formation.pk)


def tell() -> None:
    """Whether the plan is finished, and whether it is the one that an undisturbed planner finds."""
    formation = Formation.objects.get()
    plan = [_as_text(group) for group in formation.standing().groups]
    told = {"finished": formation.finished_at is not None, "failure": formation.failure, "groups": len(plan)}
    if told["finished"]:
        undisturbed = form_groups(formation.task, seconds=60, seed=formation.seed)
        told["same"] = sorted(plan) == sorted(_as_text(group) for group in undisturbed.groups)
    sys.stdout.write(json.dumps(told))


def _as_text(group: Group) -> str:
    return f"{group.theme} {group.slot} {group.leader} {' '.join(sorted(group.members))}"
