"""One colleague by hand: a new one, as a staff list of one row; and corrections of what the school has."""

from datetime import datetime
from typing import Any

from django.db import transaction

from collegium.history.models import record
from collegium.people.models import Appointment, Person, School
from collegium.people.policies import is_ours_alone
from collegium.people.stafflist.bringing import take
from collegium.people.stafflist.columns import plain
from collegium.people.stafflist.comparing import compare
from collegium.people.stafflist.lines import Line


class CannotAppoint(Exception):
    """Why this colleague cannot be added like this, in a sentence with its mend."""


def appoint(school: School, *, by: Person, at: datetime, manager: Person | None = None, **typed: Any) -> None:
    """Somebody joins the staff; somebody who is known here already is asked first."""
    line = Line(1, [], **{name: value for name, value in typed.items() if value not in (None, "")})
    line.email = line.email.lower()
    line.manager = manager.email or manager.name if manager else ""
    with transaction.atomic():
        School.objects.select_for_update().get(pk=school.pk)
        difference = compare(school, [line], at.date())
        if difference.bad:
            trouble = difference.bad[0].troubles[-1]
            raise CannotAppoint(f"{trouble.reason} {trouble.mend}")
        take(school, difference.new, by=by, at=at)


def correct(place: Appointment, *, by: Person, at: datetime, **typed: Any) -> None:
    """What the school has of somebody, as it should be. Name and address only of those who are its alone."""
    person, school = place.person, place.school
    with transaction.atomic():
        if is_ours_alone(person, school):
            person.first_name, person.last_name = typed["first_name"], typed["last_name"]
            person.email = typed["email"].lower() or None
            person.save(update_fields=["first_name", "last_name", "email"])
        place.department = _department(school, typed["department"])
        for name in ("job_title", "post", "staff_code", "experience", "manager"):
            setattr(place, name, typed[name])
        place.save()
        record(by, "changed", place, at=at)


def _department(school: School, name: str) -> Any:
    if not name:
        return None
    for department in school.departments.all():
        if plain(department.name) == plain(name):
            return department
    return school.departments.create(name=name)
