"""Northgate’s booklet: Mr Hale puts it together, Sam’s report is to stand in it."""

from collegium.booklets.models import Booklet, Making
from tests.booklets.conftest import write
from tests.conftest import MONDAY, SEPTEMBER
from tests.house.who_may import Row
from tests.outcomes.conftest import share

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"
EDITORS = "302 404 404 403 404 {0} {0} 404 404 404"
ALONE = "302 403 403 403 403 {} 403 403 403 403"
STAFF = "404 200 200 200 404 200 200 200 200 404"


def booklet(world, *, agreed=True, published=False):
    hale, sam = world.people["hale"], world.people["sam"]
    report = share(write("Four seconds", by=sam, school=world.northgate), sam, reach="public")
    begun = Booklet.objects.begin(world.northgate, title="What we found out", reach="network", licence="ours",
                                  year_starts_on=SEPTEMBER, by=hale, at=MONDAY)  # fmt: skip
    begun.choose([report], by=hale, at=MONDAY)
    if agreed:
        yes(begun).answer(True, at=MONDAY)
    if published:
        begun.publish(by=hale, at=MONDAY)
    return begun


def yes(begun):
    return begun.pieces.get().yeses.get()


def edited(world):
    return [booklet(world).pk]


def published(world):
    return [booklet(world, published=True).pk]


def piece(world):
    begun = booklet(world, published=True)
    return [begun.pk, begun.pieces.get().pk]


def file(world):
    begun = booklet(world, published=True)
    made = Making.objects.create(booklet=begun, by=begun.by, at=MONDAY, holds=[])
    made.finish({"pdf": b"%PDF-"}, pages=1, holds=[], at=MONDAY)
    return [begun.pk, "pdf"]


def missing_picture(world):
    return [booklet(world, published=True).pk, 0]


def question(world):
    return [yes(booklet(world, agreed=False)).pk]


def words(world):
    return {"title": "T", "colour": "#1f4f3f", "reach": "network", "licence": "ours"}


def begun(world):
    return {"title": "T", "school": world.northgate.pk, "reach": "school", "licence": "ours"}


SAMS = "302 404 404 {} 404 403 403 404 404 404"
ROWS = [
    Row("booklets:booklets", SIGNED_IN),
    Row("booklets:new", ALONE.format(200)),
    Row("booklets:beginning", ALONE.format(302), method="post", data=begun),
    Row("booklets:booklet", STAFF, args=published, note="strangers read what is public"),
    Row("booklets:piece", STAFF, args=piece),
    Row("booklets:picture", "404 404 404 404 404 404 404 404 404 404", args=missing_picture),
    Row("booklets:file", STAFF, args=file),
    Row("booklets:desk", EDITORS.format(200), args=edited, note="Sam was asked, and so knows of it"),
    Row("booklets:choosing", EDITORS.format(302), args=edited, method="post"),
    Row("booklets:words", EDITORS.format(200), args=edited),
    Row("booklets:wording", EDITORS.format(302), args=edited, method="post", data=words),
    Row("booklets:publishing", EDITORS.format(302), args=edited, method="post"),
    Row("booklets:taking-back", EDITORS.format(302), args=edited, method="post"),
    Row("booklets:making", EDITORS.format(302), args=edited, method="post"),
    Row("booklets:stopping", EDITORS.format(302), args=edited, method="post"),
    Row("booklets:yes", SAMS.format(200), args=question, note="nobody says yes for somebody else"),
    Row("booklets:answering", SAMS.format(302), args=question, method="post", data=lambda world: {"answer": "yes"}),
]
