"""Ama's book, for her school, on the shelf of Feedback that Moves; and a file on it."""

from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.library.models import Shelving, Work
from tests.conftest import MONDAY
from tests.house.who_may import Row


def work(world):
    found = Work.objects.first()
    return [(found or Work.objects.bring(
        person=world.people["ama"], kind="book", title="Embedded Formative Assessment", school=world.northgate,
        group=world.feedback, audience="school", at=MONDAY)).pk]  # fmt: skip


def with_file(world):
    found = Work.objects.get(pk=work(world)[0])
    if not found.files.exists():
        ama = world.people["ama"]
        found.attach(File.objects.keep(look_at(b"Tea."), name="tea.txt", by=ama, at=MONDAY), by=ama, at=MONDAY)
    return [found.pk, found.files.get().pk]


def shelving(world):
    found = Work.objects.get(pk=work(world)[0])
    return [Shelving.objects.put(found, world.feedback, by=world.people["tom"], at=MONDAY).pk]


ALL = "302 200 200 200 200 200 200 200 200 200"
ACTS = "302 302 302 302 404 302 404 302 302 302"
AUTHOR = "302 302 403 403 404 403 404 403 403 403"
ROWS = [
    Row("library:works", ALL),
    Row("library:bringing", ALL),
    Row("library:brought", "302 302 302 302 302 302 302 302 302 302", method="post",
        data=lambda world: {"kind": "book", "title": "A book", "reach": "me"}),
    Row("library:note", "302 422 422 422 422 422 422 422 422 422", method="post"),
    Row("library:work", "302 200 200 200 404 200 404 200 200 200", args=work),
    Row("library:use", ACTS, args=work, method="post"),
    Row("library:not-used", ACTS, args=work, method="post"),
    Row("library:wording", "302 200 403 403 404 403 404 403 403 403", args=work),
    Row("library:described", AUTHOR, args=work, method="post", data=lambda world: {"kind": "book", "title": "It"}),
    Row("library:attaching", "302 422 403 403 404 403 404 403 403 403", args=work, method="post"),
    Row("library:removing", AUTHOR, args=with_file, method="post"),
    Row("library:widening", AUTHOR, args=work, method="post"),
    Row("library:withdrawal", AUTHOR, args=work, method="post"),
    Row("library:shelving", "302 302 302 404 404 404 404 404 404 302", args=work, method="post",
        data=lambda world: {"group": world.feedback.slug}),
    Row("library:taking-down", "302 302 302 404 404 404 404 404 404 302", args=shelving, method="post"),
    Row("library:shelf", "302 200 200 403 404 403 403 403 403 200", args=lambda world: [world.feedback.slug]),
]  # fmt: skip
