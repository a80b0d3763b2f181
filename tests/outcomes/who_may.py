"""A report of Feedback that Moves, as it is written and as it is shared; a proposal to Mr Hale; a policy."""

from datetime import date

from collegium.files.looking import look_at_picture
from collegium.outcomes.models import Policy, Proposal, Report
from tests.conftest import MONDAY, SEPTEMBER
from tests.files.test_files import picture
from tests.house.who_may import Row
from tests.outcomes.conftest import section, share

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"
STAFF = "302 200 200 200 200 200 403 200 200 403"
SPACE = "302 200 200 403 404 403 403 403 403 200"
WRITERS = "302 200 200 404 404 404 404 404 404 200"
WRITE = WRITERS.replace("200", "302")
LATER = date(2036, 12, 18)


def draft(world):
    """Ama and Tom are its authors."""
    ama, tom = world.people["ama"], world.people["tom"]
    begun = Report.objects.drafts().first() or Report.objects.begin(
        "Marks that move", by=ama, at=MONDAY, year_starts_on=SEPTEMBER, group=world.feedback
    )
    for kind in ("purpose", "benefit"):
        section(begun, kind).write("That they act on it.", seen=0, base="", by=ama, at=MONDAY)
    begun.name(tom, by=ama, at=MONDAY)
    return begun


def shared(world, reach="school"):
    return share(draft(world), world.people["ama"], world.people["tom"], reach=reach)


def asked(world):
    begun = draft(world)
    begun.ask("school", by=world.people["ama"], at=MONDAY)
    return begun


def heading(world, kind="done"):
    return draft(world).sections.get(kind=kind)


def own_heading(world):
    return draft(world).add_section("A word", by=world.people["ama"], at=MONDAY)


def shown(world):
    looked = look_at_picture(picture("PNG"))
    return heading(world).show(looked, name="a.png", describes="A wall", by=world.people["ama"], at=MONDAY)


def paragraph(world):
    return heading(world).bring("cycle", Report.objects.count(), "We tried.", by=world.people["ama"], at=MONDAY)


def another_author(world):
    begun = draft(world)
    return [begun.pk, begun.name(world.people["gwen"], by=world.people["ama"], at=MONDAY).pk]


def without_gwen(world):
    begun = draft(world)
    begun.leave_out(world.people["gwen"], by=world.people["ama"], at=MONDAY)
    return begun


def public_picture(world):
    shown(world)
    report = shared(world, "public")
    return [report.pk, report.edition.shown.get().pk]


def put(world):
    return Proposal.objects.put(
        "Ten minutes", "Each lesson.", benefit="They act on it.", group=world.feedback, to=[world.people["hale"]],
        school=world.northgate, by=world.people["ama"], at=MONDAY,
    )  # fmt: skip


def wanted(world):
    found = put(world)
    found.answer("more", "How?", seen=0, by=world.people["hale"], at=MONDAY)
    return found


def made(world):
    put(world).answer("policy", "It works.", seen=0, by=world.people["hale"], at=MONDAY, due_on=LATER)
    return Policy.objects.latest("pk")


def one(thing, **more):
    return lambda world: [thing(world, **more).pk]


def putting(world):
    return {"title": "T", "words": "W", "benefit": "B", "to": [world.people["hale"].pk]}


ROWS = [
    Row("outcomes:outcomes", SIGNED_IN),
    Row("outcomes:group", SPACE, lambda world: [world.feedback.slug]),
    Row("outcomes:beginning", SPACE.replace("200", "302"), lambda world: [world.feedback.slug], "post"),
    Row("outcomes:own", STAFF),
    Row("outcomes:beginning-alone", STAFF.replace("200", "302"), method="post", data=lambda world: {"title": "Mine"}),
    Row("outcomes:report", WRITERS, one(draft), note="not shared yet"),
    Row("outcomes:report", "302 200 200 200 404 200 404 200 200 200", one(shared)),
    Row("outcomes:sheet", WRITERS, one(draft)),
    Row("outcomes:sheet", "302 200 200 403 404 403 404 403 403 200", one(shared), note="read by the school"),
    Row("outcomes:there", WRITERS, one(draft)),
    Row("outcomes:bringing", WRITE, one(draft), "post"),
    Row("outcomes:adding-heading", WRITE, one(draft), "post", lambda world: {"heading": "One more"}),
    Row("outcomes:section", WRITERS, one(heading)),
    Row("outcomes:keeping", WRITE, one(heading), "post",
        lambda world: {"heading": "What we did", "words": "It", "base": "It", "seen": "0"}),
    Row("outcomes:showing", "302 422 422 404 404 404 404 404 404 422", one(heading), "post"),
    Row("outcomes:heading-removal", WRITE, one(own_heading), "post"),
    Row("outcomes:picture-removal", WRITE, one(shown), "post"),
    Row("outcomes:paragraph-removal", WRITE, one(paragraph), "post"),
    Row("outcomes:proof", WRITERS, one(asked)),
    Row("outcomes:describing", WRITE, one(draft), "post", lambda world: {"title": "Marks"}),
    Row("outcomes:naming", WRITE, one(without_gwen), "post",
        lambda world: {"person": world.people["gwen"].pk}),
    Row("outcomes:author-removal", WRITE, another_author, "post"),
    Row("outcomes:asking", WRITE, one(draft), "post", lambda world: {"reach": "school"}),
    Row("outcomes:agreeing", "302 302 302 404 404 404 404 404 404 403", one(asked), "post",
        lambda world: {"seen": Report.objects.latest("pk").print_of()}),
    Row("outcomes:withdrawal", "302 302 302 403 404 403 404 403 403 403", one(shared), "post"),
    Row("outcomes:queue", SIGNED_IN),
    Row("outcomes:proposing", STAFF),
    Row("outcomes:putting", "302 302 302 302 422 302 403 302 302 403", method="post", data=putting,
        note="Harbour has named no leaders"),
    Row("outcomes:proposal", "302 200 200 404 404 200 404 404 404 200", one(put)),
    Row("outcomes:answering", "302 403 403 404 404 302 404 404 404 403", one(put), "post",
        lambda world: {"kind": "declined", "reasons": "No time.", "seen": "0"}),
    Row("outcomes:adding", "302 302 302 404 404 403 404 404 404 302", one(wanted), "post",
        lambda world: {"words": "So.", "seen": "1"}),
    Row("outcomes:turning-to", "302 302 302 404 404 302 404 404 404 302", one(put), "post",
        lambda world: {"person": world.people["hale"].pk}),
    Row("outcomes:proposal-withdrawal", "302 302 302 404 404 403 404 404 404 302", one(put), "post"),
    Row("outcomes:arranging", "302 403 403 403 404 302 404 403 403 404", lambda world: [world.northgate.slug], "post",
        lambda world: {"weeks": "2"}),
    Row("outcomes:policy", "302 200 200 200 404 200 404 200 200 200", one(made)),
    Row("outcomes:reviewing", "302 403 403 403 404 302 404 403 403 403", one(made), "post",
        lambda world: {"stays": "no", "reasons": "All do it.", "seen": "0"}),
    Row("outcomes:going-on", SIGNED_IN),
    Row("outcomes:begun", SIGNED_IN.replace("200", "302"), method="post",
        data=lambda world: {"text": "Does it hold?", "reach": "me"}),
    Row("outcomes:public", "404 404 404 404 404 404 404 404 404 404", one(shared), note="not for the web"),
    Row("outcomes:public", "200 200 200 200 200 200 200 200 200 200", one(shared, reach="public")),
    Row("outcomes:public-picture", "200 200 200 200 200 200 200 200 200 200", public_picture),
]  # fmt: skip
