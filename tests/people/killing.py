"""A long staff list, asked for and looked at inside the real program."""

import json
import sys

from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.people import beginning
from collegium.people.jobs import bring_staff
from collegium.people.models import Appointment, Link, Person, StaffImport
from collegium.people.stafflist import bringing

ROWS = 4_000


def ask() -> None:
    first = beginning.begin(
        school="Northgate", first_name="Ama", last_name="Boateng", email="ama@example.org", password="x" * 12,
        duties=["accounts"], at=clock.now(),
    )  # fmt: skip
    found = StaffImport.objects.create(
        school=first.schools_now().get(), by=first, brought_at=clock.now(), name="staff.csv",
        columns=["Forename", "Surname", "Email", "Code", "Manager"],
        rows=[[f"P{n}", f"Field{n}", f"p{n}@example.org", f"C{n}", f"p{n // 9}@example.org"] for n in range(ROWS)],
        numbers=list(range(2, ROWS + 2)),
        meanings={"forename": 0, "surname": 1, "email": 2, "staff_code": 3, "manager": 4},
    )  # fmt: skip
    found.begin(leaving=[], total=ROWS, by=first, at=clock.now())
    later(bring_staff, found.pk)


def tell() -> None:
    found = StaffImport.objects.get()
    sys.stdout.write(json.dumps({"done": found.done, "state": found.state, "new": found.figures.get("new", 0)}))


def count() -> None:
    sys.stdout.write(json.dumps({
        "people": Person.objects.count(),
        "places": Appointment.objects.count(),
        "links": Link.objects.count(),
        "without manager": Appointment.objects.filter(manager=None).count(),
        "differs": len(bringing.look(again(), clock.today()).changed),
    }))  # fmt: skip


def again() -> StaffImport:
    """The same list once more."""
    found = StaffImport.objects.select_related("school", "by").get()
    rows = [[f"P{n}", f"Field{n}", f"p{n}@example.org", f"C{n}", f"p{n // 9}@example.org"] for n in range(ROWS)]
    return StaffImport(school=found.school, by=found.by, columns=found.columns, rows=rows,
                       numbers=list(range(2, ROWS + 2)), meanings=found.meanings)  # fmt: skip
