"""Tom's promise and trial in Feedback that Moves: his own to tell, the members' to read."""

from collegium.enquiry import asking
from collegium.enquiry.models import Cycle, Idea, Note, Prediction, Question, Reflection, Trial
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


def question(world):
    """Ama's own, for her school."""
    found = Question.objects.filter(text="Who reads the comment?").first()
    return [(found or Question.objects.ask(
        person=world.people["ama"], text="Who reads the comment?", school=world.northgate, audience="school",
        at=MONDAY)).pk]  # fmt: skip


def cycle(world):
    approach = world.feedback.approach
    for order, name in enumerate(("Plan", "Do"), 1):
        approach.stages.get_or_create(order=order, defaults={"name": name, "predicts": True})
    return [Cycle.objects.begin(world.feedback, "Rewrite", by=world.people["ama"], at=MONDAY).pk]


def finished(world):
    first = cycle(world)[0]
    done = Cycle.objects.filter(finished_at__isnull=False).first()
    if done is None:
        done = Cycle.objects.get(pk=first)
        done.finish(by=world.people["ama"], at=MONDAY)
    return [done.pk]


def stage(world):
    return world.feedback.approach.stages.first().pk


def note(world):
    """Tom's."""
    at = Cycle.objects.get(pk=cycle(world)[0])
    found = Note.objects.first() or at.write(
        person=world.people["tom"], stage=at.passages.first().stage, text="Seven lessons.", at=MONDAY)  # fmt: skip
    return [found.pk]


def prediction(world):
    at = Cycle.objects.get(pk=cycle(world)[0])
    found = Prediction.objects.first() or at.write(
        person=world.people["tom"], stage=at.passages.first().stage, text="Most will.", kind="prediction", at=MONDAY,
    )  # fmt: skip
    return [found.pk]


def reflection(world):
    """Tom's."""
    found = Reflection.objects.first()
    return [(found or Reflection.objects.begin(person=world.people["tom"], text="I waited.", at=MONDAY)).pk]


def shared(world):
    """A version of Tom's, for the group."""
    one = Reflection.objects.get(pk=reflection(world)[0])
    found = one.versions.first() or one.share(at=MONDAY, group=world.feedback)
    return [found.pk]


def tap(world):
    return {"verdict": "kept"}


def slug(world):
    return [world.feedback.slug]


OWN = "302 403 302 404 404 404 404 404 404 403"
READ = "302 200 200 404 404 404 404 404 404 200"
INSIDE = "302 200 200 403 404 403 403 403 403 200"
AUTHOR = "302 302 403 403 404 403 404 403 403 403"
ASKER = "302 302 403 403 404 403 404 403 403 404"
PRIVATE = "302 404 302 404 404 404 404 404 404 404"
MEMBERS = "302 302 302 404 404 404 404 404 404 302"
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
    Row("enquiry:questions", ALL),
    Row("enquiry:asking", ALL),
    Row("enquiry:similar", ALL),
    Row("enquiry:asked", "302 302 302 302 302 302 302 302 302 302", method="post",
        data=lambda world: {"text": "Who talks?", "reach": "me"}),
    Row("enquiry:question", "302 200 200 200 404 200 404 200 200 404", args=question),
    Row("enquiry:refining", ASKER, args=question, method="post", data=lambda world: {"text": "Who reads it?"}),
    Row("enquiry:record", ASKER, args=question, method="post"),
    Row("enquiry:opening", ASKER, args=question, method="post"),
    Row("enquiry:taking-away", ASKER, args=question, method="post"),
    Row("enquiry:reflections", ALL),
    Row("enquiry:reflecting", ALL),
    Row("enquiry:reflected", "302 302 302 302 302 302 302 302 302 302", method="post",
        data=lambda world: {"text": "I waited."}),
    Row("enquiry:reflection", "302 404 200 404 404 404 404 404 404 404", args=reflection),
    Row("enquiry:rewriting", PRIVATE, args=reflection, method="post", data=lambda world: {"text": "Longer."}),
    Row("enquiry:sharing-reflection", PRIVATE, args=reflection, method="post",
        data=lambda world: {"group": world.feedback.pk}),
    Row("enquiry:throwing-away", PRIVATE, args=reflection, method="post"),
    Row("enquiry:shared-reflection", READ, args=shared),
    Row("enquiry:taking-back-reflection", OWN, args=shared, method="post"),
    Row("enquiry:cycle", READ, args=cycle),
    Row("enquiry:going-on", MEMBERS, args=cycle, method="post"),
    Row("enquiry:stage", MEMBERS, args=cycle, method="post",
        data=lambda world: {"stage": Cycle.objects.get().passages.last().pk}),
    Row("enquiry:finishing", MEMBERS, args=cycle, method="post"),
    Row("enquiry:again", "302 302 302 404 404 404 404 404 404 302", args=finished, method="post"),
    Row("enquiry:writing", MEMBERS, args=cycle, method="post",
        data=lambda world: {"stage": stage(world), "text": "Seven lessons."}),
    Row("enquiry:plan", MEMBERS, args=cycle, method="post", data=lambda world: {"text": "Question first."}),
    Row("enquiry:note", OWN, args=note, method="post", data=lambda world: {"text": "Eight lessons."}),
    Row("enquiry:seen", MEMBERS, args=prediction, method="post", data=lambda world: {"seen": "Half did."}),
    Row("enquiry:group", INSIDE, args=slug),
    Row("enquiry:beginning", "302 302 302 403 404 403 403 403 403 302", args=slug, method="post",
        data=lambda world: {"title": "Rewrite"}),
    Row("enquiry:group-wording", "302 302 302 403 404 403 403 403 403 302", args=slug, method="post",
        data=lambda world: {"text": "Who reads the comment?"}),
    Row("enquiry:heard", INSIDE, args=slug),
    Row("enquiry:promising", INSIDE, args=slug),
    Row("enquiry:promised", INSIDE.replace("200", "302"), args=slug, method="post",
        data=lambda world: {"text": "Ask one open question"}),
]  # fmt: skip
