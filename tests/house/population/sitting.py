"""What happens at meetings and between them: agenda, notes, actions, promises, polls, possible years, talk."""

from datetime import time, timedelta

from collegium.conversation import models as talk
from collegium.meetings import models as meetings
from collegium.scheduling import models as scheduling
from tests.house import reference as ref
from tests.house.reference_work import EVERYTHING, Told


def draw(world):
    what_is_told(world)
    for number, school in enumerate(world.schools):
        rooms(world, school, world.schools[:number])
    for group in world.groups:
        crowd = [*group.members, *group.former] or world.people
        row, by = world.rows[group], world.one(crowd)
        for meeting in group.meetings:
            if not meeting.is_cancelled:
                sitting(world, group, world.rows[meeting], by)
        promises(world, group, row)
        for meeting in group.meetings:
            practicalities(world, group, world.rows[meeting], by)
        if world.maybe():
            poll(world, group, row, by)
        if world.maybe():
            thread(world, group, row, by)


def rooms(world, school, others):
    row = world.rows[school]
    room = scheduling.Room.objects.create(school=row, name=world.word(lambda u: ref.school(u, school)))
    world.know(ref.Part(school), room)
    for other in others:
        ends = sorted((row, world.rows[other]), key=lambda one: one.pk)
        way = scheduling.Travel.objects.create(first=ends[0], second=ends[1], minutes=10)
        world.know(ref.Part((school, other)), way)


def what_is_told(world):
    """How to find a school, and what some must not eat."""
    for school in world.schools:
        plain = Told(school, None, world.groups)
        words = {name: told_word(world, plain, "meetings.arrival") for name in ("finding", "parking", "signing_in")}
        way = meetings.Arrival.objects.create(school=world.rows[school], at=world.at, **words)
        world.know(plain, way)
    for person in world.later.sample(world.people, 9):
        plain = Told(None, person, world.groups)
        text = told_word(world, plain, "meetings.allergy")
        world.know(plain, meetings.Allergy.objects.create(person=world.rows[person], text=text, at=world.at))


def told_word(world, plain, noun):
    return world.word(lambda u: EVERYTHING[noun](u, plain), plain.person)


def practicalities(world, group, meeting, by):
    """A video, what was tried out, and who looks after it where the way of working has such a turn."""
    who, plain = world.rows[by], ref.Part(group)
    title = world.word(lambda u: ref.space(u, group), by)
    video = meetings.Video.objects.create(meeting=meeting, title=title, by=who, at=world.at)
    world.know(plain, video)
    world.know(ref.Part(group), meetings.Check.objects.create(meeting=meeting, what="sound", by=who, at=world.at))
    text = world.word(lambda u: ref.space(u, group), by)
    meetings.Refreshments.objects.create(meeting=meeting, text=text, by=who, at=world.at)
    if group.organiser:
        person, role = world.rows[group.organiser], meeting.group.approach.roles.get(organises=True)
        turn = meetings.Turn.objects.create(
            meeting=meeting, role=role, person=person, place_of=person, by=person, at=world.at
        )
        world.know(ref.Part(group), turn)


def sitting(world, group, meeting, by):
    def part(model, noun, words, *, whose=None, **fields):
        plain = ref.Part(group, whose)
        texts = {name: world.word(lambda u: ref.space(u, group), by) for name in words}
        return world.know(plain, model.objects.create(**texts, **fields))

    who = world.rows[by]
    item = part(meetings.Item, "meetings.item", ["title"], meeting=meeting, place=1, minutes=10, added_by=who)
    part(meetings.Note, "meetings.note", ["text"], item=item, by=who, at=world.at, version=1)
    part(meetings.Action, "meetings.action", ["text"], meeting=meeting, owner=who, by=who, at=world.at)
    part(meetings.Sitting, "meetings.sitting", [], meeting=meeting, began_at=world.at, began_by=who, chair=who,
         item=item, item_since=world.at, stirred_at=world.at)  # fmt: skip
    for person in world.some([*group.members, *group.former], 2):
        part(meetings.Attendance, "meetings.attendance", [], whose=person, meeting=meeting,
             person=world.rows[person], word="coming", by=who, at=world.at)  # fmt: skip


def promises(world, group, row):
    for person in world.some([*group.members, *group.former], 2):
        plain = ref.Part(group, person)
        made = row.promises.create(
            person=world.rows[person], text=world.word_of(plain, "meetings.promise"), made_at=world.at,
            by=world.rows[person], confirmed_at=world.at,
        )  # fmt: skip
        world.know(plain, made)


def poll(world, group, row, by):
    plain = ref.Part(group)
    asked = scheduling.Poll.objects.create(
        group=row, by=world.rows[by], at=world.at, closes_on=world.today + timedelta(days=5)
    )
    world.know(plain, asked)
    name = world.word(lambda u: ref.space(u, group), by)
    option = asked.options.create(weekday=1, starts_at=time(8), name=name, by=world.rows[by], at=world.at)
    world.know(ref.Part(group), option)
    choosing = scheduling.Choosing.objects.create(group=row, by=world.rows[by], at=world.at)
    world.know(ref.Part(group), choosing)
    world.know(ref.Part(group), choosing.years.create(number=1, weekday=1, starts_at=time(8), stops=[]))


def thread(world, group, row, by):
    said = talk.Thread.objects.create(
        group=row, kind="thinking", title=world.word(lambda u: ref.space(u, group), by), opened_by=world.rows[by],
        opened_at=world.at, last_at=world.at,
    )  # fmt: skip
    world.know(ref.Part(group), said)
    text = world.word(lambda u: ref.space(u, group), by)
    post = said.posts.create(by=world.rows[by], text=text, at=world.at - timedelta(hours=1))
    world.know(ref.Part(group), post)
    for person in world.some([*group.members, *group.former], 2):
        post.mentions.create(person=world.rows[person])
