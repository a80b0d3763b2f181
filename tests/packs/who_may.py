"""Northgate’s evidence pack: whoever leads the school, or learning there. Nobody else learns that there is one."""

from collegium.packs.models import Making, OwnList
from tests.conftest import MONDAY
from tests.house.who_may import Row
from tests.packs.conftest import begin

LEADERS = "302 403 403 403 403 {} 403 403 403 403"
MAKERS = "302 404 404 404 404 {} 404 404 404 404"


def pack(world):
    return [begin(world.northgate, world.people["hale"]).pk]


def criterion(world):
    return [*pack(world), "outcomes"]


def file(world):
    begun = begin(world.northgate, world.people["hale"])
    made = Making.objects.create(pack=begun, by=begun.by, at=MONDAY)
    made.finish({"pdf": b"%PDF-"}, pages=1, holds=[], seal="0" * 64, at=MONDAY)
    return [begun.pk, "pdf"]


def own(world):
    hale = world.people["hale"]
    return OwnList.objects.begin(world.northgate, title="Our governors’", about="", by=hale, at=MONDAY)


def own_list(world):
    return [own(world).pk]


def own_criterion(world):
    held = own(world)
    return [held.pk, held.add("Talk", about="", ask="Say so.", kinds=[], least=1, by=held.by, at=MONDAY).pk]


DAYS = {"from_on": "2026-09-01", "until_on": "2027-08-31", "readers": "here"}


def begun(world):
    return DAYS | {"criteria": "guskey", "school": world.northgate.pk}


def list_begun(world):
    return {"title": "Our governors’", "school": world.northgate.pk}


ROWS = [
    Row("packs:packs", LEADERS.format(200)),
    Row("packs:new", LEADERS.format(200)),
    Row("packs:beginning", LEADERS.format(302), method="post", data=begun),
    Row("packs:pack", MAKERS.format(200), args=pack),
    Row("packs:words", MAKERS.format(200), args=pack),
    Row("packs:wording", MAKERS.format(302), args=pack, method="post", data=lambda world: DAYS | {"title": "T"}),
    Row("packs:taking-all", MAKERS.format(302), args=pack, method="post"),
    Row("packs:criterion", MAKERS.format(200), args=criterion),
    Row("packs:answering", MAKERS.format(302), args=criterion, method="post"),
    Row("packs:making", MAKERS.format(302), args=pack, method="post"),
    Row("packs:stopping", MAKERS.format(302), args=pack, method="post"),
    Row("packs:file", MAKERS.format(200), args=file),
    Row("packs:removal", MAKERS.format(302), args=pack, method="post"),
    Row("packs:new-list", LEADERS.format(200)),
    Row("packs:list-beginning", LEADERS.format(302), method="post", data=list_begun),
    Row("packs:own-list", MAKERS.format(200), args=own_list),
    Row("packs:adding", MAKERS.format(302), args=own_list, method="post",
        data=lambda world: {"title": "Talk", "ask": "Say so.", "least": "1"}),  # fmt: skip
    Row("packs:taking-out", MAKERS.format(302), args=own_criterion, method="post"),
    Row("packs:list-removal", MAKERS.format(302), args=own_list, method="post"),
]
