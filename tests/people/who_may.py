"""nobody ama tom sam priya hale ines rob finn gwen"""

from datetime import date
from typing import Any

from collegium.people.models import (
    Appointment,
    Closure,
    Erasure,
    Offer,
    Person,
    Responsibility,
    SchoolYear,
    StaffImport,
    Term,
)
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


def an_erasure(world: Any) -> list[Any]:
    """Tom asked to be forgotten."""
    tom = world.people["tom"]
    return [Erasure.objects.ask(tom, by=tom, at=MONDAY).pk]


def somebody_who_left(world: Any) -> list[Any]:
    lena, _new = Person.objects.get_or_create(first_name="Lena", last_name="Frost", email="lena@example.org")
    Appointment.objects.get_or_create(
        person=lena, school=world.northgate, starts_on=date(2020, 9, 1), ends_on=date(2026, 7, 31)
    )
    return ["northgate", lena.pk]


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
    Row("people:erasure", ALL),
    Row("people:erasure-asking", "302 422 422 422 422 422 422 403 422 422", method="post"),
    Row("people:erasure-calling-off", "302 404 302 404 404 404 404 404 404 404", args=an_erasure, method="post"),
    Row("people:erased", " ".join(["200"] * 10)),
    Row("people:for-families", " ".join(["200"] * 10)),
    Row("people:processing", ALL),
    Row("people:assessment", SETTER, args=northgate),
    Row("people:former", KEEPER, args=northgate),
    Row("people:former-erasure", KEEPER, args=somebody_who_left),
    Row("people:former-erasure-asking", KEEPER.replace("200", "422"), args=somebody_who_left, method="post"),
    Row("people:held-file", ALL),
    Row("people:my-history", ALL),
    Row("people:timezone", " ".join(["302"] * 10), method="post"),
    Row("people:language", " ".join(["302"] * 10), method="post", data=lambda world: {"language": "en-gb"}),
    Row("people:help-aside", " ".join(["302"] * 10), args=lambda world: ["agenda"], method="post"),
    Row("people:help-again", " ".join(["302"] * 10), method="post"),
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
    Row("people:sign-on", KEEPER, args=northgate),
    Row("people:sign-on-setting-up", KEEPER.replace("200", "422"), args=northgate, method="post"),
    Row("people:saml-setting-up", KEEPER.replace("200", "422"), args=northgate, method="post"),
    Row("people:saml-description", " ".join(["200"] * 10), args=northgate),
    Row("people:saml-answer", " ".join(["404"] * 10), args=northgate, method="post"),
    Row("people:saml-coming-in", " ".join(["404"] * 10), args=northgate),
    Row("people:saml-beginning", " ".join(["404"] * 10), args=northgate),
    Row("people:sign-on-stopping", KEEPER.replace("200", "404"), args=northgate, method="post"),
    Row("people:directory", KEEPER, args=northgate),
    Row("people:directory-making", KEEPER.replace("200", "404"), args=northgate, method="post"),
    Row("people:directory-revoking", KEEPER.replace("200", "404"), args=northgate, method="post"),
    Row("people:scim", " ".join(["401"] * 10), args=lambda world: ["northgate", "Users"],
        note="nobody without its key"),
    Row("people:going-out", " ".join(["404"] * 10), args=northgate, method="post"),
    *(Row(f"people:{name}", " ".join(["302"] * 10))
      for name in ("no-linking", "no-signing-up", "cancelled", "not-signed-in")),
    Row("people:no-other-way", " ".join(["302"] * 10), args=northgate),
    Row("openid_connect_login", " ".join(["302"] * 10), args=northgate),
    Row("openid_connect_callback", " ".join(["404"] * 10), args=northgate),
    Row("people:words", SETTER, args=northgate),
    Row("people:wording", SETTER_ACTS, args=northgate, method="post"),
    Row("people:calendar", STAFF, args=northgate),
    Row("people:calendar-reading", SETTER, args=northgate, method="post", data=lambda world: {"text": "x"}),
    Row("people:calendar-keeping", SETTER_ACTS, args=northgate, method="post", data=lambda world: {"text": "x"}),
    Row("people:term-removal", SETTER_ACTS, args=a_term, method="post"),
    Row("people:closure-removal", SETTER_ACTS, args=a_closure, method="post"),
    Row("desk:server", "302 403 403 403 403 403 403 200 403 403"),
]  # fmt: skip
