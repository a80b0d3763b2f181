"""A group's talk is its members': staff who see its card are refused, others find nothing."""

from collegium.conversation.models import Thread
from tests.conftest import MONDAY
from tests.house.who_may import Row


def slug(world):
    return [world.feedback.slug]


def thread(world):
    ama = world.people["ama"]
    found = Thread.objects.first() or Thread.open(
        world.feedback, "Who reads the comment?", "Half of 8B.", kind="thinking", by=ama, at=MONDAY,
        to=[world.people["tom"].pk],
    )  # fmt: skip
    return [found.pk]


def post(world):
    return [Thread.objects.get(pk=thread(world)[0]).posts.get().pk]


SPACE = "302 200 200 403 404 403 403 403 403 200"
INSIDE = "302 200 200 404 404 404 404 404 404 200"
SAID = {"title": "Biscuits", "kind": "arranging", "text": "Whose turn?"}

ROWS = [
    Row("conversation:talk", SPACE, args=slug),
    Row("conversation:new", SPACE, args=slug),
    Row("conversation:opening", SPACE.replace("200", "302"), args=slug, method="post", data=lambda world: SAID),
    Row("conversation:quiet", SPACE.replace("200", "302"), args=slug, method="post"),
    Row("conversation:thread", INSIDE, args=thread),
    Row("conversation:saying", INSIDE.replace("200", "302"), args=thread, method="post", data=lambda world: SAID),
    Row("conversation:sorting", "302 302 403 404 404 404 404 404 404 403", args=thread, method="post",
        data=lambda world: {"kind": "arranging"}),
    Row("conversation:post", "302 200 403 404 404 404 404 404 404 403", args=post),
    Row("conversation:words", "302 302 403 404 404 404 404 404 404 403", args=post, method="post",
        data=lambda world: {"text": "Half of 9A.", "seen": 1}),
    Row("conversation:taking_back", "302 302 403 404 404 404 404 404 404 403", args=post, method="post"),
    Row("conversation:setting_aside", "302 404 302 404 404 404 404 404 404 404", args=post, method="post"),
]  # fmt: skip
