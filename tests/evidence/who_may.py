"""Who may open which address. A school's evidence is its staff's; a group's own its members', and nobody's above."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from collegium.evidence.models import Remark, Results, Sample
from collegium.kit import clock
from tests.house.who_may import Row


def school(world):
    return [world.northgate.slug]


def group(world):
    return [world.feedback.slug]


def results(world):
    found = Results.objects.create(
        school=world.northgate, title="GCSE", kind="examination", measured_on=date(2026, 8, 20),
        columns=["a", "Pupils"], rows=[["x", "30"]], by=world.people["hale"], at=clock.now(),
    )  # fmt: skip
    return [found.pk]


def remark(world, group=None):
    found = Remark.objects.create(
        school=world.northgate, group=group, text="Pupils talk.", source="Ofsted", said_on=date(2026, 5, 1),
        by=world.people["ama"] if group else world.people["hale"], at=clock.now(),
    )  # fmt: skip
    return [found.pk]


def sample(world):
    found = Sample.objects.create(
        group=world.feedback, title="A page", consent="A parent", consent_on=date(2026, 11, 1),
        by=world.people["ama"], at=clock.now(),
    )  # fmt: skip
    return [found.pk]


def said(world):
    return {"text": "Pupils talk.", "source": "A visitor", "said_on": "2026-05-01"}


def brought(world):
    return {
        "kind": "attendance", "title": "Attendance", "measured_on": "2026-05-01",
        "file": SimpleUploadedFile("a.csv", b"Year,Pupils,Present %\n7,120,95\n8,118,94\n"),
    }  # fmt: skip


def work(world):
    return {
        "title": "A page", "consent": "A parent", "consent_on": "2026-05-01", "names_removed": "on",
        "file": SimpleUploadedFile("a.txt", b"A page of work."),
    }  # fmt: skip


EVERYBODY = "302 200 200 200 200 200 200 200 200 200"
STAFF = "302 200 200 200 404 200 404 200 200 404"
BRINGS = "302 403 403 403 404 200 404 403 403 404"
MEMBERS = "302 200 200 404 404 404 404 404 404 200"
ROWS = [
    Row("evidence:kinds", EVERYBODY),
    Row("evidence:school", STAFF, args=school),
    Row("evidence:new-results", BRINGS, args=school),
    Row("evidence:results", BRINGS.replace("200", "302"), args=school, method="post", data=brought),
    Row("evidence:result", STAFF, args=results),
    Row("evidence:result-removal", BRINGS.replace("200", "302"), args=results, method="post"),
    Row("evidence:new-remark", BRINGS, args=school),
    Row("evidence:remarks", BRINGS.replace("200", "302"), args=school, method="post", data=said),
    Row("evidence:remark-removal", BRINGS.replace("200", "302"), args=remark, method="post"),
    Row("evidence:remark-removal", "302 302 403 404 404 404 404 404 404 403", method="post", note="a group's",
        args=lambda world: remark(world, world.feedback)),
    Row("evidence:group", MEMBERS, args=group),
    Row("evidence:new-group-remark", MEMBERS, args=group),
    Row("evidence:group-remarks", MEMBERS.replace("200", "302"), args=group, method="post", data=said),
    Row("evidence:new-sample", MEMBERS, args=group),
    Row("evidence:samples", MEMBERS.replace("200", "302"), args=group, method="post", data=work),
    Row("evidence:withdrawal", MEMBERS.replace("200", "302"), args=sample, method="post"),
]  # fmt: skip
