"""What people say beyond their groups, each as far as they let it go, and what readers reported of it."""

from datetime import timedelta

from collegium.community.models import Chat, Line, Post, Report, Topic
from tests.house import reference_work as work


def draw(world):
    dice = world.later
    monday = world.today - timedelta(days=world.today.weekday())
    staff = [person for person in world.people if person.schools]
    for back, person in enumerate(dice.sample(staff, 3)):
        topic(world, person, monday - timedelta(days=7 * back), is_chosen=back < 2)
    for person in dice.sample(staff, min(len(staff), 8)):
        post(world, dice, person)
    for person in dice.sample(staff, 2):
        chat(world, dice, person)


def topic(world, person, week, is_chosen):
    plain = work.Proposed(None, person, is_chosen)
    row = Topic.objects.create(
        week=week, person=world.rows[person], question=world.word_of(plain, "community.topic"), at=world.at,
        chosen_at=world.at if is_chosen else None,
    )  # fmt: skip
    world.know(plain, row)


def post(world, dice, person):
    home = dice.choice(sorted(person.schools, key=lambda one: one.name))
    width = dice.choice(["school", "here", "public", *(["network"] * 2 if home.networks else [])])
    network = dice.choice(sorted(home.networks)) if width == "network" else ""
    plain = work.Spoken(None, person, home, home, network, width, is_hidden=dice.random() < 0.2)
    row = Post.objects.create(
        person=world.rows[person], home=world.rows[home], school=world.rows[home], width=width, at=world.at,
        network=world.networks[network] if network else None, text=world.word_of(plain, "community.post"),
        hidden_at=world.at if plain.is_hidden else None,
    )  # fmt: skip
    world.know(plain, row)
    for reader in dice.sample(world.people, 2):
        if reader is not person:
            reported(world, plain, row, reader)


def chat(world, dice, person):
    home = dice.choice(sorted(person.schools, key=lambda one: one.name))
    plain = work.Spoken(None, person, home, home, "", dice.choice(["school", "here", "public"]))
    row = Chat.objects.create(
        person=world.rows[person], home=world.rows[home], school=world.rows[home], width=plain.width,
        title=world.word_of(plain, "community.chat"), starts_at=world.at, ends_at=world.at + timedelta(hours=1),
        at=world.at,
    )  # fmt: skip
    world.know(plain, row)
    for speaker in dice.sample(world.people, 2):
        line = work.Spoken(plain, speaker, is_hidden=dice.random() < 0.4)
        words = world.word_of(line, "community.line")
        world.know(line, Line.objects.create(
            chat=row, person=world.rows[speaker], home=world.rows[home], text=words, at=world.at, version=1,
            hidden_at=world.at if line.is_hidden else None,
        ))  # fmt: skip


def reported(world, post, row, reader):
    plain = work.Part(post, reader)
    words = world.word_of(plain, "community.report")
    by = world.rows[reader]
    world.know(plain, Report.objects.create(post=row, person=by, why="other", words=words, at=world.at))
