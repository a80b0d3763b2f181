"""What Tom writes for members of all schools, Kim's page on the web, and a topic that is proposed."""

from datetime import timedelta

from collegium.community.models import Chat, Post, PublicPage, Report, Topic
from collegium.enquiry.models import Idea
from collegium.files.looking import Looked
from collegium.files.models import File
from collegium.kit import clock
from tests.conftest import MONDAY
from tests.house.who_may import Row

SIGNED_IN = "302 200 200 200 200 200 200 200 200 200"
# Those on the staff of a school; Ines leads a network and Gwen is a guest.
STAFF = "302 200 200 200 200 200 403 200 200 403"
STAFF_ACTS = "302 302 302 302 302 302 403 302 302 403"
READERS = "302 200 200 200 200 200 404 200 200 404"
EVERYONE = "200 200 200 200 200 200 200 200 200 200"


def post(world, width="here", text="Dots instead of ticks #feedback"):
    tom = world.people["tom"]
    found = Post.objects.filter(width=width, text=text, answers_to=None).first()
    return found or Post.objects.share(text, person=tom, home=world.northgate, width=width, at=clock.now())


def number(world):
    return [post(world).pk]


def fresh(world):
    """Another for each, since three of them would hide it from the rest."""
    home, count = world.northgate, Post.objects.count()
    return [Post.objects.share(f"{count}", person=world.people["tom"], home=home, width="here", at=clock.now()).pk]


def page(world):
    return PublicPage.objects.open(by=world.people["tom"], at=MONDAY)


def public(world):
    page(world)
    return [post(world, "public", "For everybody #open").pk]


def topic(world):
    week = clock.today() + timedelta(days=7 - clock.today().weekday())
    return [Topic.objects.propose("What is a mistake?", week=week, by=world.people["sam"], at=MONDAY).pk]


def chosen(world):
    week = clock.today() - timedelta(days=clock.today().weekday())
    Topic.objects.propose("Who talks most?", week=week, by=world.people["sam"], at=MONDAY)
    return [Topic.objects.choose(week, at=MONDAY).pk]


def report(world):
    return [Report.objects.make(post(world), why="other", by=world.people["ama"], at=MONDAY).pk]


def chat(world):
    """Tom hosts it, for members of all schools here; it began five minutes ago, and one of two questions is out."""
    begun = clock.now() - timedelta(minutes=6)
    found = Chat.objects.filter(title="Mistakes", cancelled_at=None).first()
    return found or Chat.objects.announce(
        "Mistakes", host=world.people["tom"], home=world.northgate, starts_at=begun, width="here", at=MONDAY,
        questions=["What is one?", "Who makes it?"],
    )  # fmt: skip


def hour(world):
    return [chat(world).pk]


def line(world):
    """Sam's."""
    said = chat(world).lines.filter(withdrawn_at=None, hidden_at=None).first()
    if said is None:
        said = chat(world).say("Mine.", person=world.people["sam"], home=world.northgate, at=clock.now())
    return [said.pk]


def wall(world):
    """A public post of Tom's with a picture."""
    found = Post.objects.get(pk=public(world)[0])
    if found.picture is None:
        looked = Looked(b"no pixels", "image/png", "png")
        found.picture = File.objects.keep(looked, name="w.png", by=world.people["tom"], at=MONDAY)
        found.save()
    return found


def reported(world):
    return [Report.objects.make(wall(world), why="other", by=world.people["ama"], at=MONDAY).pk]


def open_chat(world):
    page(world)
    found = Chat.objects.filter(width="public").first()
    return [(found or Chat.objects.announce(
        "For all", host=world.people["tom"], home=world.northgate, starts_at=clock.now(), width="public",
        questions=[], at=MONDAY)).pk]  # fmt: skip


def hosting(world):
    return {"title": "Homework", "starts_at": "2027-01-14T20:00", "questions": "Why?", "reach": "school"}


def idea(world):
    found = Idea.objects.filter(title="Two colours").first()
    return [(found or Idea.objects.share(
        person=world.people["ama"], title="Two colours", school=world.northgate, audience="school", at=MONDAY)).pk
    ]  # fmt: skip


def words(world):
    return {"text": "I do it too.", "rules": "on", "reach": "school"}


def tom_page(world):
    return [page(world).slug]


ROWS = [
    Row("community:posts", SIGNED_IN),
    Row("community:stop", SIGNED_IN),
    Row("community:trying", "302 302 302 302 404 302 404 302 302 404", idea, "post"),
    Row("community:writing", STAFF),
    Row("community:shared", STAFF_ACTS, method="post", data=words),
    Row("community:post", READERS, number),
    Row("community:answering", "302 302 302 302 302 302 404 302 302 404", number, "post", words),
    Row("community:passing-on", "302 302 403 302 302 302 404 302 302 404", number, "post",
        lambda world: {"rules": "on", "reach": "here"}),
    Row("community:widening", "302 403 403 403 403 403 404 403 403 404", number, "post",
        lambda world: {"width": "public"}, note="Tom has no page on the web"),
    Row("community:withdrawal", "302 403 302 403 403 403 404 403 403 404", number, "post"),
    Row("community:reporting", "302 302 403 302 302 302 404 302 302 404", fresh, "post",
        lambda world: {"why": "other"}),
    Row("community:author", "302 200 200 200 200 200 404 200 200 404", lambda world: [post(world).person_id]),
    Row("community:following-author", "302 302 403 302 302 302 404 302 302 404",
        lambda world: [post(world).person_id], "post", lambda world: {"follow": "yes"}),
    Row("community:word", SIGNED_IN, lambda world: ["feedback"]),
    Row("community:following-word", "302 302 302 302 302 302 302 302 302 302", lambda world: ["feedback"], "post",
        lambda world: {"follow": "yes"}),
    Row("community:following", SIGNED_IN),
    Row("community:page", SIGNED_IN),
    Row("community:opening", STAFF_ACTS, method="post"),
    Row("community:closing", "302 404 302 404 404 404 404 404 404 404", lambda world: page(world) and [], "post"),
    Row("community:topics", SIGNED_IN),
    Row("community:proposing", STAFF_ACTS, method="post", data=lambda world: {"question": "What is a bus?"}),
    Row("community:topic", READERS, topic, note="proposed"),
    Row("community:topic", SIGNED_IN, chosen, note="chosen"),
    Row("community:voting", "302 302 302 302 302 302 404 302 302 404", topic, "post"),
    Row("community:withdrawing", "302 403 403 302 403 403 404 403 403 404", topic, "post"),
    Row("community:rules", SIGNED_IN),
    Row("community:reports", SIGNED_IN),
    Row("community:decision", "302 403 404 404 404 302 404 302 404 404", report, "post",
        lambda world: {"stays": "yes"}, note="Ama reported it; Mr Hale and Rob look after Northgate"),
    Row("community:chats", SIGNED_IN),
    Row("community:new-chat", STAFF),
    Row("community:announcing", STAFF_ACTS, method="post", data=hosting),
    Row("community:chat", READERS, hour),
    Row("community:after", READERS, lambda world: [*hour(world), "no-seat", 0, 0, 0]),
    Row("community:saying", "302 302 302 302 302 302 404 302 302 404", hour, "post", lambda world: {"text": "Yes."}),
    Row("community:starring", "302 302 302 302 302 302 404 302 302 404", line, "post"),
    Row("community:unsaying", "302 403 403 302 403 403 404 403 403 404", line, "post"),
    Row("community:hiding", "302 403 302 403 403 403 404 403 403 404", line, "post"),
    Row("community:letting-out", "302 403 302 403 403 403 404 403 403 404",
        lambda world: [chat(world).questions.get(number=2).pk], "post"),
    Row("community:summary", "302 403 200 403 403 403 404 403 403 404", hour),
    Row("community:publishing", "302 403 302 403 403 403 404 403 403 404", hour, "post"),
    Row("community:cancelling", "302 403 302 403 403 403 404 403 403 404", hour, "post"),
    Row("community:public", EVERYONE),
    Row("community:public-feed", EVERYONE),
    Row("community:public-person", EVERYONE, tom_page),
    Row("community:public-person-feed", EVERYONE, tom_page),
    Row("community:public-topic", EVERYONE, chosen),
    Row("community:public-topic-feed", EVERYONE, chosen),
    Row("community:public-word", EVERYONE, lambda world: ["open"]),
    Row("community:public-word-feed", EVERYONE, lambda world: ["open"]),
    Row("community:public-post", EVERYONE, public),
    Row("community:picture", SIGNED_IN, lambda world: [wall(world).pk]),
    Row("community:public-picture", EVERYONE, lambda world: [wall(world).pk]),
    Row("community:reported-picture", "302 403 404 404 404 200 404 200 404 404", reported),
    Row("community:public-chats", EVERYONE),
    Row("community:public-chats-feed", EVERYONE),
    Row("community:public-chats-calendar", EVERYONE),
    Row("community:public-chat", EVERYONE, open_chat),
]  # fmt: skip
