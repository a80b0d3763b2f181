from collegium.kit.tables import Table
from collegium.programmes.asking import link_for
from collegium.programmes.bringing_wishes import take
from collegium.programmes.models import Aspect, KeepApart, WishFile
from tests.conftest import FRIDAY
from tests.house.who_may import Row

STAFF = "302 200 200 200 404 200 404 200 200 404"
STAFF_ACTS = "302 302 302 302 404 302 404 302 302 404"
LEAD = "302 403 403 403 404 200 404 403 403 404"
LEAD_ACTS = "302 403 403 403 404 302 404 403 403 404"
LEAD_MISSES = "302 403 403 403 404 422 404 403 403 404"
DRAFTS = "302 403 403 403 403 200 403 403 403 403"


def programme(world):
    return [world.programme.pk]


def theme(world):
    return [world.programme.pk, world.programme.themes.order_by("title").first().pk]


def slot(world):
    return [world.programme.pk, world.programme.slots.first().pk]


def reply(world):
    """Ama's own."""
    found = world.programme.replies.first() or world.programme.reply("Yes!", by=world.people["ama"], at=FRIDAY)
    return [found.pk]


def pair(world):
    hale, tom, sam = (world.people[name] for name in ("hale", "tom", "sam"))
    found = KeepApart.objects.first() or world.programme.keep_apart(tom, sam, by=hale, at=FRIDAY)
    return [world.programme.pk, found.pk]


def school(world):
    return [world.programme.school.slug]


def aspect(world):
    school = world.programme.school
    return [school.slug, Aspect.objects.called("Feedback", school).pk]


def token(world):
    return [link_for(world.programme, world.people["tom"]).token]


def wish_file(world):
    """What the deputy head brought."""
    hale, table = world.people["hale"], Table(["Name", "First wish"], [["Tom Weller", "Oracy"]], [2])
    found = WishFile.objects.first() or take(world.programme, table, "wishes.csv", by=hale, at=FRIDAY)
    return [world.programme.pk, found.pk]


ROWS = [
    Row("programmes:programmes", "302 200 200 200 200 200 200 200 200 200"),
    Row("programmes:programme", STAFF, programme),
    Row("programmes:guides", "302 200 200 200 200 200 200 200 200 200"),
    Row("programmes:guide", "302 200 200 200 200 200 200 200 200 200", lambda world: ["lesson-study"]),
    Row("programmes:approach", STAFF, lambda world: [world.programme.approach_id]),
    Row("programmes:version", LEAD_ACTS, lambda world: [world.programme.approach_id], method="post"),
    Row("programmes:seen", STAFF_ACTS, programme, "post"),
    Row("programmes:replies", STAFF_ACTS, programme, "post", lambda world: {"text": "I like it."}),
    Row("programmes:reply_removal", "302 302 403 403 404 403 404 403 403 404", reply, "post"),
    Row("programmes:new", DRAFTS),
    Row("programmes:drafts", DRAFTS.replace("200", "302"), method="post",
        data=lambda world: {"school": world.northgate.pk, "approach": "study-group"}),
    Row("programmes:wishes", STAFF, programme),
    # Nothing is said, so that the row holds while wishes are collected and after.
    Row("programmes:answer", STAFF.replace("200", "422"), programme, "post"),
    Row("programmes:withdrawal", STAFF_ACTS, programme, "post"),
    Row("programmes:wishes_by_link", "200 " * 9 + "200", token),
    Row("programmes:answer_by_link", "422 " * 9 + "422", token, "post"),
    Row("programmes:wishes_by_link", "404 " * 9 + "404", lambda world: ["1-nonsense"], note="unknown"),
    Row("programmes:setup", LEAD, lambda world: [world.programme.pk, "words"], note="words"),
    Row("programmes:setup", LEAD, lambda world: [world.programme.pk, "themes"], note="themes"),
    Row("programmes:setup", LEAD, lambda world: [world.programme.pk, "times"], note="times"),
    Row("programmes:setup", LEAD, lambda world: [world.programme.pk, "sizes"], note="sizes"),
    Row("programmes:setup", LEAD, lambda world: [world.programme.pk, "review"], note="review"),
    Row("programmes:words", LEAD_MISSES, programme, "post"),
    Row("programmes:sizes", LEAD_MISSES, programme, "post"),
    Row("programmes:themes", LEAD_ACTS, programme, "post", lambda world: {"title": "Questioning"}),
    Row("programmes:theme", LEAD_ACTS, theme, "post", lambda world: {"title": "Speaking"}),
    Row("programmes:aspects", STAFF, school),
    Row("programmes:new_aspect", LEAD_ACTS, school, "post", lambda world: {"title": "Talk"}),
    Row("programmes:starting_aspects", LEAD_ACTS, school, "post"),
    Row("programmes:aspect", LEAD, aspect),
    Row("programmes:aspect_words", LEAD_ACTS, aspect, "post", lambda world: {"title": "Feedback that moves"}),
    Row("programmes:aspect_place", LEAD_ACTS, aspect, "post"),
    Row("programmes:aspect_use", LEAD_ACTS, aspect, "post"),
    Row("programmes:theme_removal", LEAD_ACTS, theme, "post"),
    Row("programmes:slots", LEAD_ACTS, programme, "post",
        lambda world: {"weekday": 4, "starts_at": "16:00", "minutes": 60}),
    Row("programmes:week", LEAD_MISSES, programme, "post"),
    Row("programmes:slot_removal", LEAD_ACTS, slot, "post"),
    Row("programmes:opening", LEAD_ACTS, programme, "post"),
    Row("programmes:opening_removal", "302 403 403 403 404 302 404 404 404 404", programme, "post",
        note="then it is a draft"),
    Row("programmes:discarding", LEAD.replace("200", "403"), programme, "post", note="an open one"),
    Row("programmes:desk", LEAD, programme),
    Row("programmes:closing", LEAD_ACTS, programme, "post"),
    Row("programmes:collecting", LEAD_MISSES, programme, "post"),
    Row("programmes:invitations", LEAD_ACTS, programme, "post"),
    Row("programmes:reminders", LEAD_ACTS, programme, "post"),
    Row("programmes:slips", LEAD, programme),
    Row("programmes:making_slips", LEAD_ACTS, programme, "post"),
    Row("programmes:unanswered", LEAD_ACTS, programme, "post",
        lambda world: {"choice": "left-out", "person": world.people["tom"].pk}),
    Row("programmes:bringing", LEAD, programme),
    Row("programmes:files", LEAD_MISSES, programme, "post"),
    Row("programmes:wish_file", LEAD, wish_file),
    Row("programmes:bad_rows", LEAD, wish_file),
    Row("programmes:meanings", LEAD_ACTS, wish_file, "post"),
    Row("programmes:keeping", LEAD_ACTS, wish_file, "post"),
    Row("programmes:file_removal", LEAD_ACTS, wish_file, "post"),
    Row("programmes:apart", LEAD, programme),
    Row("programmes:keeping_apart", LEAD_ACTS, programme, "post",
        lambda world: {"one": world.people["tom"].pk, "other": world.people["sam"].pk}),
    Row("programmes:apart_removal", LEAD_ACTS, pair, "post"),
]  # fmt: skip
