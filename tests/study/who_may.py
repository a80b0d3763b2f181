"""The course of Feedback that Moves: its members'. Its design: Ama's, for her school."""

from datetime import date

from collegium.kit import clock
from collegium.study.models import Course, Design, Help, Mentoring, Webinar
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


def webinar(world):
    return [Webinar.objects.announce(
        "Dots", person=world.people["ama"], at=MONDAY, purpose="To begin.", link="https://example.org/",
        starts_at=clock.now(), audience="school", school=world.northgate).pk]  # fmt: skip


def mentoring(world):
    found = Mentoring.objects.first()
    return [(found or Mentoring.objects.offer(
        "Three years of it.", person=world.people["ama"], most=1, audience="school", school=world.northgate, at=MONDAY
    )).pk]  # fmt: skip


def asked_along(world):
    """Tom asked Ama."""
    offer = Mentoring.objects.get(pk=mentoring(world)[0])
    return [offer.ask("We begin.", by=world.people["tom"], at=MONDAY).pk]


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
    Row("study:sharing", "302 302 403 404 404 404 404 404 404 403", args=course, method="post",
        data=lambda world: {"reach": f"school-{world.northgate.pk}"}),
    Row("study:webinars", "302 200 200 200 200 200 200 200 200 200"),
    Row("study:announcing", "302 302 302 302 422 302 403 302 302 403", method="post", data=lambda world: {
        "title": "Dots", "purpose": "To begin.", "starts_at": "2027-01-14T16:00", "minutes": 45,
        "link": "https://example.org/", "reach": f"school-{world.northgate.pk}"},
        note="Northgate is not Priya's to give it to"),
    Row("study:webinar", SEEN, args=webinar),
    Row("study:webinar-widening", AUTHOR, args=webinar, method="post", data=lambda world: {"audience": "network"}),
    Row("study:calling-off", AUTHOR, args=webinar, method="post"),
    Row("study:mentors", "302 200 200 200 200 200 200 200 200 200"),
    Row("study:offering", "302 302 302 302 422 302 403 302 302 403", method="post", data=lambda world: {
        "words": "Three years of it.", "most": 1, "reach": f"school-{world.northgate.pk}"},
        note="Northgate is not Priya's to give it to"),
    Row("study:asking-along", "302 403 302 302 404 302 404 302 302 404", args=mentoring, method="post",
        data=lambda world: {"words": "We begin."}),
    Row("study:along-answer", "302 302 403 404 404 404 404 404 404 404", args=asked_along, method="post"),
    Row("study:along-ending", "302 302 302 404 404 404 404 404 404 404", args=asked_along, method="post"),
    Row("study:offer-taking-back", AUTHOR, args=mentoring, method="post"),
    Row("study:designs", "302 200 200 200 200 200 200 200 200 200"),
    Row("study:design", SEEN, args=design),
    Row("study:copying", "302 302 302 302 404 302 404 302 302 404", args=design, method="post",
        data=lambda world: {"title": "Ours", "school": world.northgate.pk, "starts_on": "2026-12-01"}),
    Row("study:widening", AUTHOR, args=design, method="post"),
    Row("study:withdrawal", AUTHOR, args=design, method="post"),
]  # fmt: skip
