"""What Feedback that Moves reads: its members' and nobody else's."""

from collegium.library.models import Work
from collegium.reading.models import Ballot, Best, Comment, Phrase, Reading, Spotted
from tests.conftest import MONDAY
from tests.house.who_may import Row


def work(world):
    found = Work.objects.first()
    return found or Work.objects.bring(
        person=world.people["ama"], kind="book", title="Making Every Lesson Count", school=world.northgate,
        group=world.feedback, audience="school", at=MONDAY)  # fmt: skip


def reading(world):
    found = Reading.objects.begin(world.feedback, work(world), by=world.people["ama"], at=MONDAY)
    found.lay_out([("Challenge", "1–40")], by=world.people["ama"], at=MONDAY)
    return [found.pk]


def voted(world):
    best(world)
    found = Reading.objects.get()
    if found.shortlisted_at is None:
        Ballot.objects.cast(found, world.people["ama"], Best.objects.all(), at=MONDAY)
    return [found.pk]


def section(world):
    return [Reading.objects.get(pk=reading(world)[0]).sections.get().pk]


def best(world):
    """Tom's."""
    found = Reading.objects.get(pk=reading(world)[0])
    return [Best.objects.pick(found, person=world.people["tom"], text="Wait", page="", why="", at=MONDAY).pk]


def comment(world):
    """Tom's."""
    number = section(world)[0]
    found = Comment.objects.standing().first()
    if found is None:
        found = Reading.objects.get().sections.get(pk=number).say("Hm.", person=world.people["tom"], at=MONDAY)
    return [found.pk]


def phrase(world):
    """Tom's."""
    return [Phrase.objects.put(
        world.feedback, person=world.people["tom"], drop="Wrong.", instead="Not yet.", why="", at=MONDAY
    ).pk]  # fmt: skip


def spotted(world):
    found = Spotted.objects.standing().first()
    if found is None:
        one = Phrase.objects.get(pk=phrase(world)[0])
        found = one.spot("not yet!", kind="pupil", person=world.people["tom"], at=MONDAY)
    return [found.pk]


def slug(world):
    return [world.feedback.slug]


READ = "302 200 200 404 404 404 404 404 404 200"
ACTS = "302 302 302 404 404 404 404 404 404 302"
TOMS = "302 403 302 404 404 404 404 404 404 403"
ROWS = [
    Row("reading:group", "302 200 200 403 404 403 403 403 403 200", args=slug),
    Row("reading:beginning", "302 302 302 403 404 403 403 403 403 302", args=slug, method="post",
        data=lambda world: {"work": work(world).pk}),
    Row("reading:reading", READ, args=reading),
    Row("reading:pledge", ACTS, args=reading, method="post"),
    Row("reading:not-reading", ACTS, args=reading, method="post"),
    Row("reading:laying-out", READ, args=reading),
    Row("reading:laying-out", ACTS, args=reading, method="post", data=lambda world: {"sections": "One | 1–9"}),
    Row("reading:finishing", ACTS, args=reading, method="post"),
    Row("reading:picking", ACTS, args=reading, method="post", data=lambda world: {"text": "Wait longer"}),
    Row("reading:dots", ACTS, args=reading, method="post", data=lambda world: {"bests": best(world)}),
    Row("reading:shortlist", ACTS, args=voted, method="post"),
    Row("reading:reacting", ACTS, args=best, method="post", data=lambda world: {"text": "With Year 7, yes."}),
    Row("reading:taking-back", TOMS, args=best, method="post"),
    Row("reading:trying", ACTS, args=best, method="post"),
    Row("reading:section", READ, args=section),
    Row("reading:planning", ACTS, args=section, method="post"),
    Row("reading:place", ACTS, args=section, method="post"),
    Row("reading:commenting", ACTS, args=section, method="post", data=lambda world: {"text": "Hm."}),
    Row("reading:comment-back", TOMS, args=comment, method="post"),
    Row("reading:words", "302 200 200 403 404 403 403 403 403 200", args=slug),
    Row("reading:putting", "302 302 302 403 404 403 403 403 403 302", args=slug, method="post",
        data=lambda world: {"drop": "Wrong.", "instead": "Not yet."}),
    Row("reading:spotting", ACTS, args=phrase, method="post",
        data=lambda world: {"text": "not yet", "kind": "pupil"}),
    Row("reading:widening", TOMS, args=phrase, method="post"),
    Row("reading:withdrawal", TOMS, args=phrase, method="post"),
    Row("reading:unspotting", TOMS, args=spotted, method="post"),
]  # fmt: skip
