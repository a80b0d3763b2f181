"""One's own log and certificates, here Tom's; and the page behind the code of one."""

from datetime import date

from collegium.cpd.models import Addition, Certificate
from tests.conftest import MONDAY
from tests.house.who_may import Row

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"
CONTENT = {"name": "Tom Weller", "schools": ["Northgate High"], "minutes": 0, "lines": [], "tried": []}


def addition(world):
    return [Addition.objects.add(person=world.people["tom"], on=date(2026, 10, 3), title="A course", minutes=90,
                                 kind="course", role="", at=MONDAY).pk]  # fmt: skip


def certificate(world):
    return [Certificate.objects.issue(person=world.people["tom"], from_on=date(2026, 9, 1), content=CONTENT,
                                      until_on=date(2026, 11, 1), at=MONDAY).pk]  # fmt: skip


def token(world):
    found = Certificate.objects.get(pk=certificate(world)[0])
    return [found.address.rstrip("/").rpartition("/")[2]]


def added(world):
    return {"on": "2020-10-03", "title": "A course", "hours": "1.5", "kind": "course"}


def certified(world):
    return {"from_on": "2026-09-01", "until_on": "2026-11-01"}


TOMS = "302 404 {} 404 404 404 404 404 404 404"
POSTED = "302 302 302 302 302 302 302 302 302 302"
ROWS = [
    Row("cpd:log", SIGNED_IN, note="each their own"),
    Row("cpd:log-file", SIGNED_IN),
    Row("cpd:additions", POSTED, method="post", data=added),
    Row("cpd:removal", TOMS.format(302), args=addition, method="post"),
    Row("cpd:certificates", POSTED, method="post", data=certified),
    Row("cpd:certificate", TOMS.format(200), args=certificate, note="not their leader either"),
    Row("cpd:certificate-file", TOMS.format(200), args=certificate),
    Row("cpd:withdrawal", TOMS.format(302), args=certificate, method="post"),
    Row("cpd:verification", "200 200 200 200 200 200 200 200 200 200", args=token, note="whoever holds the paper"),
]
