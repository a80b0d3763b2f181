"""Northgate’s bulletin: Mr Hale leads learning there, and asked Tom to put it together."""

from collegium.bulletins.models import Bulletin, Issue
from tests.conftest import MONDAY
from tests.house.who_may import Row

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"


def school(world):
    bulletin = Bulletin.objects.start(world.northgate, title="Treats", by=world.people["hale"], at=MONDAY)
    Bulletin.objects.filter(pk=bulletin.pk).update(editor=world.people["tom"])
    return [world.northgate.slug]


def issue(world, publish=True):
    school(world)
    bulletin = Bulletin.objects.get()
    found = Issue.objects.filter(bulletin=bulletin).first()
    return [(found or Issue.objects.keep(bulletin, MONDAY.date(), opening="Hello", sections=[], publish=publish,
                                         by=world.people["tom"], at=MONDAY)).pk]  # fmt: skip


def another_issue(world):
    """Nobody has taken it back yet."""
    Issue.objects.all().delete()
    return issue(world)


def without_one(world):
    Bulletin.objects.all().delete()
    return []


ROWS = [
    Row("bulletins:bulletins", SIGNED_IN),
    Row("bulletins:starting", "302 403 403 403 403 302 403 403 403 403", without_one, "post",
        lambda world: {"title": "Treats", "school": world.northgate.pk}),
    Row("bulletins:issue", "302 200 200 200 404 200 404 200 200 404", issue),
    Row("bulletins:issue", "302 404 200 404 404 200 404 404 404 404", lambda world: issue(world, publish=False),
        note="not out yet"),
    Row("bulletins:withdrawal", "302 403 302 403 404 302 404 403 403 404", another_issue, "post"),
    Row("bulletins:writing", "302 403 200 403 404 200 404 403 403 404", school),
    Row("bulletins:keeping", "302 403 302 403 404 422 404 403 403 404", school, "post",
        note="Tom kept another meanwhile"),
    Row("bulletins:slots", "302 403 403 403 404 200 404 403 403 404", school),
    Row("bulletins:arranging", "302 403 403 403 404 302 404 403 403 404", school, "post",
        lambda world: {"title": "Treats"} | {f"title_{n}": f"T{n}" for n in range(9)}
        | {f"most_{n}": 1 for n in range(9)} | {f"place_{n}": n + 1 for n in range(9)}),
]  # fmt: skip
