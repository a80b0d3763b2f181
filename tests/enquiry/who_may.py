"""Tom's promise and trial in Feedback that Moves: his own to tell, the members' to read."""

from collegium.enquiry import asking
from collegium.enquiry.models import Idea, Trial
from collegium.meetings.models import Promise
from tests.conftest import FRIDAY, MONDAY
from tests.house.who_may import Row


def promise(world):
    tom = world.people["tom"]
    return Promise.objects.make(group=world.feedback, person=tom, text="Rewrite one paragraph", by=tom, at=MONDAY)


def trial(world):
    found = Trial.objects.filter(promise=promise(world)).first()
    return [(found or Trial.objects.report(promise(world), "kept", at=FRIDAY)).pk]


def token(world):
    return [asking.address_of(promise(world)).rstrip("/").rpartition("/")[2]]


def idea(world):
    found = Idea.objects.filter(title="Hinge question").first()
    return [(found or Idea.objects.share(
        person=world.people["ama"], title="Hinge question", group=world.feedback, school=world.northgate,
        audience="school", at=MONDAY)).pk]  # fmt: skip


def tap(world):
    return {"verdict": "kept"}


def slug(world):
    return [world.feedback.slug]


OWN = "302 403 302 404 404 404 404 404 404 403"
READ = "302 200 200 404 404 404 404 404 404 200"
INSIDE = "302 200 200 403 404 403 403 403 403 200"
AUTHOR = "302 302 403 403 404 403 404 403 403 403"
ALL = "302 200 200 200 200 200 200 200 200 200"

ROWS = [
    Row("enquiry:mine", ALL),
    Row("enquiry:trying", ALL),
    Row("enquiry:tried", "302 302 302 302 302 302 302 302 302 302", method="post",
        data=lambda world: {"text": "Dots", "verdict": "kept"}),
    Row("enquiry:trial", READ, args=trial),
    Row("enquiry:verdict", OWN, args=trial, method="post", data=tap),
    Row("enquiry:details", OWN, args=trial, method="post"),
    Row("enquiry:letting-go", OWN, args=trial, method="post"),
    Row("enquiry:taking-back", OWN, args=trial, method="post"),
    Row("enquiry:echo", "302 403 403 404 404 404 404 404 404 403", args=trial, method="post"),
    Row("enquiry:telling", OWN, args=lambda world: [promise(world).pk], method="post", data=tap),
    Row("enquiry:by-link", "200 200 200 200 200 200 200 200 200 200", args=token),
    Row("enquiry:told-by-link", "302 302 302 302 302 302 302 302 302 302", args=token, method="post", data=tap),
    Row("enquiry:ideas", ALL),
    Row("enquiry:sharing", ALL),
    Row("enquiry:shared", "302 302 302 302 302 302 302 302 302 302", method="post",
        data=lambda world: {"title": "Dots", "reach": "me"}),
    Row("enquiry:idea", "302 200 200 200 404 200 404 200 200 200", args=idea),
    Row("enquiry:wording", "302 200 403 403 404 403 404 403 403 403", args=idea),
    Row("enquiry:reworded", AUTHOR, args=idea, method="post", data=lambda world: {"title": "Hinge question"}),
    Row("enquiry:widening", AUTHOR, args=idea, method="post"),
    Row("enquiry:withdrawal", AUTHOR, args=idea, method="post"),
    Row("enquiry:taking-up", "302 302 302 302 404 302 404 302 302 302", args=idea, method="post"),
    Row("enquiry:heard", INSIDE, args=slug),
]  # fmt: skip
