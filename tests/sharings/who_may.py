"""Mr Hale prepares a session for Northgate's staff, in which Ama's report is told."""

from datetime import timedelta

from collegium.kit import clock
from collegium.outcomes.models import Report
from collegium.sharings.models import Contact, Sharing, Summary
from tests.conftest import MONDAY
from tests.house.who_may import Row
from tests.sharings.conftest import LAST_YEAR, last_years

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"
LEADS = "302 403 403 403 403 200 403 403 403 403"
STAFF = "302 200 200 200 404 200 404 200 200 404"
STAFF_ACTS = "302 302 302 302 404 302 404 302 302 404"
DESK = "302 403 403 403 404 200 404 403 403 404"
DESK_ACTS = "302 403 403 403 404 302 404 403 403 404"
DRAFT_ACTS = "302 404 404 404 404 302 404 404 404 404"
ANYBODY = "200 200 200 200 200 200 200 200 200 200"
WHERE = {"title": "Ours", "starts_at": "2027-01-14T15:30", "minutes": "90", "place": "Hall", "rounds": "3",
         "round_minutes": "8", "discussion": "15"}  # fmt: skip


def report(world):
    return last_years("Marks that move", by=world.people["ama"], school=world.northgate)


def sharing(world, *, hours=48, announced=True):
    hale = world.people["hale"]
    made = Sharing.objects.prepare(
        "What we found", school=world.northgate, year_starts_on=LAST_YEAR, place="Hall", by=hale, at=MONDAY,
        starts_at=clock.now() + timedelta(hours=hours),
    )  # fmt: skip
    made.choose([("report", report(world))], offered=[], by=hale, at=MONDAY)
    if announced:
        made.announce(by=hale, at=MONDAY)
    return made


def to_come(world):
    return [sharing(world).pk]


def begun(world):
    return [sharing(world, hours=-1).pk]


def draft(world):
    return [sharing(world, announced=False).pk]


def part(world):
    return [sharing(world).contributions.get().pk]


def code(world):
    return [sharing(world, hours=-1).code]


def of(world):
    return ["report", report(world).pk]


def public(world):
    return [last_years("On the web", by=world.people["ama"], school=world.northgate, reach="public").pk]


def summary(world):
    [number] = public(world)
    found = Report.objects.get(pk=number)
    ama = world.people["ama"]
    made = Summary.objects.write(found, "So.", [], school=world.northgate, by=ama, at=MONDAY)
    made.agree(ama, seen=made.mark, at=MONDAY)
    return [number]


def on_the_web(world):
    [number], hale = summary(world), world.people["hale"]
    found = Summary.objects.get(report=number)
    found.allow(seen=found.mark, by=hale, at=MONDAY)
    Contact.objects.give(world.northgate, who="Office", email="office@school.example", by=hale, at=MONDAY)
    return [number]


def its_feed(world):
    on_the_web(world)
    return ["northgate"]


def prepared(world):
    return WHERE | {"school": world.northgate.pk, "year": "2025-09-01"}


ROWS = [
    Row("sharings:sharings", SIGNED_IN),
    Row("sharings:new", LEADS),
    Row("sharings:prepared", LEADS.replace("200", "302"), method="post", data=prepared),
    Row("sharings:sharing", STAFF, to_come),
    Row("sharings:sharing", "302 404 404 404 404 200 404 404 404 404", draft, note="not announced"),
    Row("sharings:printed", STAFF, to_come),
    Row("sharings:cards", STAFF, to_come),
    Row("sharings:slips", DESK, to_come),
    Row("sharings:desk", DESK, to_come),
    Row("sharings:wording", DESK_ACTS, to_come, "post", lambda world: WHERE),
    Row("sharings:choosing", DESK_ACTS, to_come, "post", lambda world: {"outcomes": "report-1"}),
    Row("sharings:announcing", DRAFT_ACTS, draft, "post"),
    Row("sharings:cancelling", DESK_ACTS, to_come, "post"),
    Row("sharings:counting", DESK_ACTS, begun, "post"),
    Row("sharings:presence", STAFF_ACTS, begun, "post", lambda world: {"was_there": "yes"}),
    Row("sharings:presence", "302 403 403 403 404 403 404 403 403 404", to_come, "post", note="not begun"),
    Row("sharings:part", DESK, part),
    Row("sharings:arranging", DESK_ACTS, part, "post", lambda world: {"minutes": "5"}),
    Row("sharings:moving-up", DESK_ACTS, part, "post"),
    Row("sharings:stepping-back", STAFF_ACTS, part, "post"),
    Row("sharings:slip", ANYBODY, code),
    Row("sharings:handing-in", ANYBODY, code, "post", lambda world: {"takes": "Wait.", "once": "n"}),
    Row("sharings:came-of", STAFF, of),
    Row("sharings:taking-up", STAFF_ACTS, of, "post", lambda world: {"step": "read"}),
    Row("sharings:summary", "302 200 403 403 403 200 403 403 403 403", public, note="its author, and whoever leads"),
    Row("sharings:summary-writing", "302 302 403 403 403 403 403 403 403 403", public, "post",
        lambda world: {"words": "So."}),
    Row("sharings:summary-yes", "302 302 403 403 403 403 403 403 403 403", summary, "post",
        lambda world: {"seen": Summary.objects.order_by("-pk")[0].mark}),
    Row("sharings:summary-back", "302 302 403 403 403 302 403 403 403 403", summary, "post"),
    Row("sharings:contact", "302 403 403 403 403 302 403 403 403 403", public, "post",
        lambda world: {"who": "Office", "email": "office@school.example"}),
    Row("sharings:web", ANYBODY, on_the_web),
    Row("sharings:web", ANYBODY.replace("200", "404"), summary, note="not allowed by the school"),
    Row("sharings:web-feed", ANYBODY, its_feed),
    Row("sharings:year", "302 403 403 403 404 200 404 403 403 404", lambda world: ["northgate", 2025]),
]  # fmt: skip
