"""The demo's community: a topic a week, short posts that travel, and three who are read on the web."""

import io
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

from collegium.community.models import Chat, Following, HouseRules, Post, PublicPage, Topic, home_of
from collegium.community.models.topic import monday_of
from collegium.demo.network import DemoNetwork
from collegium.demo.voices import FOLLOWS, HOUR, NEXT, PAGES, PAST, PROPOSED, QUESTIONS, SAID, Said
from collegium.files.looking import look_at_picture
from collegium.files.models import File
from collegium.people.models import Network, Person

WEEK = timedelta(days=7)
CARDS = ("#f6c453", "#9cc5a1", "#8fb8de")


def meet_beyond(made: DemoNetwork, *, at: datetime) -> None:
    topic = _topics(made, at=at)
    for who, about in PAGES:
        PublicPage.objects.open(by=made.people[who], about=about, at=at - 3 * WEEK)
    for who in {said.who for said in SAID}:
        HouseRules.accept(by=made.people[who], at=at - WEEK)
    network, posts = Network.objects.get(schools=made.northgate), dict[str, Post]()
    for said in SAID:
        posts[said.text] = _say(made, said, posts, network, topic, at=at - timedelta(hours=said.hours_ago))
    _chat(made, at=at)
    for who, whom, word in FOLLOWS:
        somebody = made.people[whom] if whom else None
        Following.objects.start(by=made.people[who], whom=somebody, word=word, at=at - WEEK)


def _chat(made: DemoNetwork, *, at: datetime) -> None:
    """An hour that was held and summed up, and one to come."""
    kate, thursday = made.people["Kate Ridley"], monday_of(at.date()) - timedelta(days=4)
    begins = at.replace(year=thursday.year, month=thursday.month, day=thursday.day, hour=20, minute=0, second=0)
    home = made.school_of(kate.name)
    held = Chat.objects.announce("What a mistake is good for", host=kate, home=home, starts_at=begins, width="public",
                                 questions=QUESTIONS, at=begins - WEEK)  # fmt: skip
    questions = {question.number: question for question in held.questions.all()}
    kept = []
    for place, (number, who, text, stars) in enumerate(HOUR):
        then = begins + timedelta(minutes=5 + 11 * max(0, number - 1) + 1, seconds=20 * place)
        line = held.say(
            text, person=made.people[who], home=made.school_of(who), question=questions.get(number), at=then,
            is_public=who in dict(PAGES),
        )  # fmt: skip
        for fan in stars:
            line.star(by=made.people[fan], at=then)
        kept += [line] if stars else []
    held.sum_up("Eleven of us, one hour, a great deal of tea.", "Next week: who talks most.", kept, by=kate,
                at=begins + timedelta(hours=2))  # fmt: skip
    Chat.objects.announce("Who talks most?", host=kate, home=home, starts_at=begins + 2 * WEEK, width="public",
                          questions=NEXT, at=at - timedelta(days=1))  # fmt: skip


def _topics(made: DemoNetwork, *, at: datetime) -> Topic | None:
    """One for each of the last weeks, and the vote on the next."""
    now, helen = monday_of(at.date()), made.people["Helen Marsh"]
    for back, question in enumerate(PAST):
        week = now - back * WEEK
        Topic.objects.propose(question, week=week, by=helen, at=at - (back + 1) * WEEK)
        Topic.objects.choose(week, at=at - back * WEEK)
    for who, question, voters in PROPOSED:
        topic = Topic.objects.propose(question, week=now + WEEK, by=made.people[who], at=at - timedelta(days=2))
        for voter in voters:
            topic.vote(by=made.people[voter], at=at - timedelta(days=1))
    return Topic.objects.of_week(now)


def _say(
    made: DemoNetwork, said: Said, posts: dict[str, Post], network: Network, topic: Topic | None, *, at: datetime
) -> Post:
    who = made.people[said.who]
    home = home_of(who)
    assert home is not None
    if said.answers:
        return _beginning(posts, said.answers).answer(said.text, person=who, home=home, at=at)
    return Post.objects.share(
        said.text, person=who, home=home, at=at, width=said.width, network=network, is_question=said.asks,
        topic=topic if said.about_topic else None, picture=_cards(who, said.picture, at) if said.picture else None,
        passes_on=_beginning(posts, said.passes_on) if said.passes_on else None,
    )  # fmt: skip


def _cards(who: Person, describes: str, at: datetime) -> File:
    """Cards on a wall, drawn rather than photographed: no room of a real school is in it."""
    wall = Image.new("RGB", (1200, 800), "#ece6da")
    pencil = ImageDraw.Draw(wall)
    for place in range(12):
        left, top = 60 + 285 * (place % 4), 50 + 245 * (place // 4)
        pencil.rounded_rectangle((left, top, left + 225, top + 190), 14, fill=CARDS[place % 3])
        for line in range(3):
            width = 170 - 37 * ((place + line) % 3)
            pencil.line((left + 25, top + 50 + 42 * line, left + 25 + width, top + 50 + 42 * line), "#3d4453", 9)
    drawn = io.BytesIO()
    wall.save(drawn, "JPEG", quality=80)
    return File.objects.keep(look_at_picture(drawn.getvalue()), name="wall.jpg", describes=describes, by=who, at=at)


def _beginning(posts: dict[str, Post], words: str) -> Post:
    return next(post for text, post in posts.items() if text.startswith(words))
