"""The course of Feedback that Moves: its members'. Its design: Ama's, for her school."""

from datetime import date

from collegium.study.models import Course, Design, Help
from tests.conftest import MONDAY
from tests.house.who_may import Row

DAYS = {"starts_on": "2026-11-02", "ends_on": "2026-11-20"}


def course(world):
    return [Course.objects.begin(
        world.feedback, by=world.people["ama"], at=MONDAY, title="Assessment online", starts_on=date(2026, 11, 2),
        ends_on=date(2026, 11, 20)).pk]  # fmt: skip


def helped(world):
    """Tom's."""
    found = Course.objects.get(pk=course(world)[0])
    return [Help.objects.say(
        found, world.people["tom"], kind="language", offers=True, words="", at=MONDAY).pk]  # fmt: skip


def design(world):
    found = Design.objects.first()
    return [(found or Design.objects.share(
        Course.objects.get(pk=course(world)[0]), person=world.people["ama"], story="", audience="school",
        school=world.northgate, at=MONDAY)).pk]  # fmt: skip


def slug(world):
    return [world.feedback.slug]


READ = "302 200 200 404 404 404 404 404 404 200"
ACTS = "302 302 302 404 404 404 404 404 404 302"
SEEN = "302 200 200 200 404 200 404 200 200 404"
AUTHOR = "302 302 403 403 404 403 404 403 403 404"
ROWS = [
    Row("study:group", "302 200 200 403 404 403 403 403 403 200", args=slug),
    Row("study:beginning", "302 302 302 403 404 403 403 403 403 302", args=slug, method="post",
        data=lambda world: {"title": "Assessment online"} | DAYS),
    Row("study:course", READ, args=course),
    Row("study:modules", READ, args=course),
    Row("study:laying-out", ACTS, args=course, method="post", data=lambda world: {"modules": "One | talk"}),
    Row("study:plan", READ, args=course),
    Row("study:planning", ACTS, args=course, method="post"),
    Row("study:plan-paper", READ, args=course),
    Row("study:info-sheet", READ, args=course),
    Row("study:helping", ACTS, args=course, method="post", data=lambda world: {"kind": "language", "offers": "no"}),
    Row("study:no-help", "302 403 302 404 404 404 404 404 404 403", args=helped, method="post"),
    Row("study:goal", ACTS, args=course, method="post", data=lambda world: {"text": "To listen."}),
    Row("study:completing", ACTS, args=course, method="post", data=lambda world: {"words": "All of it."}),
    Row("study:sharing", "302 302 302 404 404 404 404 404 404 422", args=course, method="post",
        data=lambda world: {"reach": f"school-{world.northgate.pk}"}),
    Row("study:designs", "302 200 200 200 200 200 200 200 200 200"),
    Row("study:design", SEEN, args=design),
    Row("study:copying", "302 302 302 302 404 302 404 302 302 404", args=design, method="post",
        data=lambda world: {"title": "Ours", "school": world.northgate.pk, "starts_on": "2026-12-01"}),
    Row("study:widening", AUTHOR, args=design, method="post"),
    Row("study:withdrawal", AUTHOR, args=design, method="post"),
]  # fmt: skip
