"""Two worlds that differ only in what one group keeps to itself look the same to everybody outside it, byte for byte:
pages and parts of them, lists, counts, searches, files and feeds (TRUST.md, invariant 22)."""

from collections import namedtuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from collegium.kit import clock
from collegium.people.models import Link
from tests.conftest import person
from tests.house.bytes import masked
from tests.house.inside import INSIDE
from tests.house.test_who_may import rows

# What two people opened for safeguarding, they read: tests/house/test_opened.py.
OPENED = {f"safeguarding:{page}" for page in ("opening", "reading", "notes", "thread", "file")}
Usage = namedtuple("Usage", "total used free")
OUTSIDE = ("sam", "priya", "hale", "ines", "rob", "finn")


def addresses(world):
    """Every page of the table, about the group and about everything else. Who has another's secret link is them."""
    table = [row for row in rows() if row.method == "get" and row.name not in OPENED]
    open_ = [row for row in table if row.expected["nobody"] != 200]
    found = [address for address in (address_of(row, world) for row in open_) if address]
    assert len(found) > 0.95 * len(open_), "and the few that cannot be there beside the others are left out"
    lists = [reverse("groups:directory"), reverse("groups:mine"), reverse("calendar:mine")]
    searches = [f"{address}?q=secret" for address in lists] + [f"{lists[0]}?q=feedback"]
    return list(dict.fromkeys([*found, *searches]))


def address_of(row, world):
    """Some rows need a world in which another has not been: a plan is shared once."""
    try:
        with transaction.atomic():
            return reverse(row.name, args=row.args(world))
    except Exception:
        return ""


def seen(world, who, pages):
    client = Client()
    client.force_login(world.people[who])
    feed = reverse("calendar:feed", args=[Link.objects.for_("calendar", world.people[who]).token])
    whole = {address: masked(client.get(address)) for address in [*pages, feed]}
    parts = {f"part of {address}": masked(client.get(address, headers={"HX-Request": "true"})) for address in pages}
    return whole | parts


@pytest.mark.long
def test_two_worlds_look_the_same_to_everybody_outside(world, time_stands, record_property):
    record_property("answers", compare(world, OUTSIDE))


@pytest.mark.parametrize(
    ("who", "third"), [("hale", 0), ("finn", 1), ("sam", 2)], ids=["the lead", "who has left", "a colleague"]
)
def test_two_worlds_look_the_same_from_outside(world, time_stands, record_property, who, third):
    """A third of the addresses for each of three; all of them for everybody is the long one."""
    record_property("answers", compare(world, [who], lambda pages: pages[third::3]))


@pytest.fixture
def time_stands(monkeypatch):
    """And nobody else writes on the disk of which the page about the server tells."""
    import time_machine

    monkeypatch.setattr("collegium.desk.health.shutil.disk_usage", lambda _path: Usage(10**12, 10**11, 9 * 10**11))
    with time_machine.travel(clock.now(), tick=False):
        yield


def compare(world, outside, choose=list):
    una = world.people["una"] = person("Una Grey", world.northgate)
    pages = choose(addresses(world))
    # The list of staff tells who has signed in: all of them have, before the first looks.
    for who in outside:
        Client().force_login(world.people[who])
    before = {who: seen(world, who, pages) for who in outside}

    for happen in INSIDE:
        happen(world, una)

    for who in outside:
        for address, answer in seen(world, who, pages).items():
            assert answer == before[who][address], (who, address)
    return sum(map(len, before.values()))
