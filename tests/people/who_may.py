"""nobody ama tom sam priya hale ines rob finn gwen"""

from datetime import date
from typing import Any

from collegium.people.models import Closure, Offer, Responsibility, SchoolYear, StaffImport, Term
from tests.conftest import MONDAY
from tests.house.who_may import Row

OPEN = "200 302 302 302 302 302 302 302 302 302"
ALL = "302 200 200 200 200 200 200 200 200 200"
STAFF = "302 200 200 200 404 200 404 200 200 404"
KEEPER = "302 403 403 403 404 403 404 200 403 404"
KEEPER_ACTS = "302 403 403 403 404 403 404 302 403 404"
SETTER = "302 403 403 403 404 200 404 200 403 404"
SETTER_ACTS = "302 403 403 403 404 302 404 302 403 404"


def northgate(world: Any) -> list[Any]:
    return [world.northgate.slug]


def tom(world: Any) -> list[Any]:
    return ["northgate", world.people["tom"].pk]


def an_import(world: Any) -> list[Any]:
    found, _new = StaffImport.objects.get_or_create(
        school=world.northgate, by=world.people["rob"], name="staff.csv",
        defaults={"brought_at": MONDAY, "columns": ["Name", "Email"], "rows": [["Zoë May", "zoe@example.org"]],
                  "numbers": [2], "meanings": {"name": 0, "email": 1}},
    )  # fmt: skip
    return ["northgate", found.pk]


def an_offer(world: Any) -> list[Any]:
    """To Tom, from the other school."""
    offer, _new = Offer.objects.get_or_create(
        school=world.harbour, person=world.people["tom"], by=world.people["priya"],
        defaults={"at": MONDAY, "typed": {"name": "Tom Weller", "starts_on": "2026-11-01"}},
    )  # fmt: skip
    return [offer.pk]


def a_duty(world: Any) -> list[Any]:
    duty, _new = Responsibility.objects.get_or_create(
        person=world.people["tom"], kind="leadership", school=world.northgate,
        defaults={"starts_on": date(2026, 9, 1)},
    )  # fmt: skip
    return [*tom(world), duty.pk]


def a_term(world: Any) -> list[Any]:
    term, _new = Term.objects.get_or_create(
        year=SchoolYear.objects.get(school=world.northgate), name="Autumn",
        starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 18),
    )  # fmt: skip
    return ["northgate", term.pk]


def a_closure(world: Any) -> list[Any]:
    closure, _new = Closure.objects.get_or_create(
        school=world.northgate, kind="inset", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 1)
    )
    return ["northgate", closure.pk]


PLACE = {"first_name": "Tom", "last_name": "Weller", "email": "tom@example.org", "post": "teacher", "experience": 1}
NEW = PLACE | {"first_name": "Zoë", "last_name": "May", "email": "zoe@example.org"}
ROWS = [
    Row("people:login", OPEN),
    Row("people:first-run", "404 302 302 302 302 302 302 302 302 302"),
    Row("people:first-steps", ALL),
    Row("people:welcome", "404 404 404 404 404 404 404 404 404 404", args=lambda world: ["1-nothing"]),
    Row("people:me", ALL),
    Row("people:held", ALL),
    Row("people:held-file", ALL),
    Row("people:my-history", ALL),
    Row("people:timezone", " ".join(["302"] * 10), method="post"),
    Row("people:acceptance", "302 404 302 404 404 404 404 404 404 404", args=an_offer, method="post"),
    Row("people:refusal", "302 404 302 404 404 404 404 404 404 404", args=an_offer, method="post"),
    Row("people:staff", STAFF, args=northgate),
    Row("people:newcomer", KEEPER, args=northgate),
    Row("people:newcomers", KEEPER_ACTS, args=northgate, method="post", data=lambda world: NEW),
    Row("people:slips", KEEPER, args=northgate),
    Row("people:welcome-links", KEEPER_ACTS, args=northgate, method="post"),
    Row("people:imports", KEEPER, args=northgate),
    Row("people:import", KEEPER, args=an_import),
    Row("people:import-columns", KEEPER_ACTS, args=an_import, method="post"),
    Row("people:import-beginning", KEEPER_ACTS, args=an_import, method="post"),
    Row("people:import-stop", KEEPER_ACTS, args=an_import, method="post"),
    Row("people:import-bad-rows", KEEPER, args=an_import),
    Row("people:person", KEEPER, args=tom),
    Row("people:correction", KEEPER_ACTS, args=tom, method="post", data=lambda world: PLACE),
    Row("people:ending", "302 403 403 403 404 403 404 302 403 404", args=tom, method="post",
        data=lambda world: {"last_day": "2030-07-31"}),
    Row("people:duty", KEEPER_ACTS, args=tom, method="post", data=lambda world: {"kind": "leadership"}),
    Row("people:duty-ending", KEEPER_ACTS, args=a_duty, method="post"),
    Row("people:welcome-link", KEEPER_ACTS, args=tom, method="post"),
    Row("people:words", SETTER, args=northgate),
    Row("people:wording", SETTER_ACTS, args=northgate, method="post"),
    Row("people:calendar", STAFF, args=northgate),
    Row("people:calendar-reading", SETTER, args=northgate, method="post", data=lambda world: {"text": "x"}),
    Row("people:calendar-keeping", SETTER_ACTS, args=northgate, method="post", data=lambda world: {"text": "x"}),
    Row("people:term-removal", SETTER_ACTS, args=a_term, method="post"),
    Row("people:closure-removal", SETTER_ACTS, args=a_closure, method="post"),
    Row("desk:server", "302 403 403 403 403 403 403 200 403 403"),
]  # fmt: skip
