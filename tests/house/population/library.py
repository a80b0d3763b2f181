"""What schools keep: files, works, what groups read and follow. Drawn by later dice."""

from datetime import timedelta

from collegium.files.models import File
from collegium.library import models as library
from collegium.reading import models as reading
from collegium.study import models as study
from tests.house import reference as ref
from tests.house import reference_work as work


def draw(world):
    dice = world.later
    for person in dice.sample(world.people, 6):
        file(world, None, person)
    for person in dice.sample([one for one in world.people if one.schools], 8):
        brought(world, person)
    for group in dice.sample(world.groups, 3):
        if group.members:
            read_by(world, group, dice.choice(in_order(group.members)))
            study_of(world, group, dice.choice(in_order([*group.members, *group.former])))


def read_by(world, group, reader):
    """What a group reads, with a word of a member or of one who has left."""
    one, dice = world.rows[group], world.later
    title = world.word(lambda u: ref.space(u, group))
    book = library.Work.objects.create(person=world.rows[reader], kind="book", title="A book", at=world.at)
    plain = work_of(reader)
    world.know(plain, book)
    row = reading.Reading.objects.create(group=one, work=book, title=title, at=world.at)
    world.know(ref.Part(group), row)
    section = row.sections.create(order=1, title=world.word(lambda u: ref.space(u, group)))
    world.know(ref.Part(group), section)
    who = dice.choice(in_order([*group.members, *group.former]))
    person = world.rows[who]
    said = [world.word(lambda u: ref.space(u, group), who) for _each in range(3)]
    world.know(ref.Part(group), section.comments.create(person=person, text=said[0], at=world.at))
    best = row.bests.create(person=person, text=said[1], at=world.at)
    world.know(ref.Part(group), best)
    world.know(ref.Part(group), best.reactions.create(person=person, text=said[2], at=world.at))
    audience = dice.choice(["group", "school", "network"])
    home = dice.choice(in_order(group.schools))
    given = work.Written(None, who, group, home, audience)
    phrase = reading.Phrase.objects.create(
        person=person, group=one, school=world.rows[home], audience=audience, drop="Wrong.",
        instead=world.word_of(given, "reading.phrase"), at=world.at,
    )  # fmt: skip
    world.know(given, phrase)
    heard = world.word(lambda u: ref.space(u, group), who)
    spotted = phrase.spotted.create(group=one, person=person, kind="pupil", text=heard, at=world.at)
    world.know(ref.Part(group), spotted)
    world.know(ref.Part(None, who), row.ballots.create(person=person, at=world.at))


def study_of(world, group, who):
    """What a group studies, with a word of a member or of one who has left."""
    one, person, dice = world.rows[group], world.rows[who], world.later
    row = study.Course.objects.create(
        group=one, title=world.word(lambda u: ref.space(u, group)), starts_on=world.today, ends_on=world.today,
        at=world.at,
    )  # fmt: skip
    world.know(ref.Part(group), row)
    module = row.modules.create(order=1, title=world.word(lambda u: ref.space(u, group)), opens_on=world.today)
    world.know(ref.Part(group), module)
    words = world.word(lambda u: ref.space(u, group), who)
    asked = row.helps.create(person=person, kind="language", offers=False, words=words, at=world.at)
    world.know(ref.Part(group), asked)
    aim = work.Goal(group, who, dice.random() < 0.5, set(dice.sample(world.people, 2)))
    words = world.word_of(aim, "study.goal")
    goal = row.goals.create(person=person, text=words, for_group=aim.for_group, at=world.at)
    goal.people.set(world.rows[named] for named in aim.named)
    world.know(aim, goal)
    kept = work.Goal(group, who, dice.random() < 0.5)
    words = world.word_of(kept, "study.completion")
    world.know(kept, row.completions.create(person=person, words=words, is_shown=kept.for_group, at=world.at))
    home = dice.choice(in_order(group.schools))
    given = work.Written(None, who, group, home, dice.choice(["me", "group", "school", "network"]))
    design = study.Design.objects.create(
        person=person, group=one, school=world.rows[home], audience=given.audience, approach="none",
        title=world.word_of(given, "study.design"), story=world.word_of(given, "study.design"), at=world.at,
    )  # fmt: skip
    world.know(given, design)
    told = work.Written(None, who, group, home, "group" if given.audience == "me" else given.audience)
    world.know(told, study.Webinar.objects.create(
        person=person, group=one, school=world.rows[home], audience=told.audience, link="https://example.org/",
        title=world.word_of(told, "study.webinar"), purpose=world.word_of(told, "study.webinar"), at=world.at,
        starts_at=world.at + timedelta(days=2),
    ))  # fmt: skip
    offer = study.Mentoring.objects.create(
        person=person, group=one, school=world.rows[home], audience=told.audience, at=world.at,
        words=world.word_of(told, "study.mentoring"),
    )  # fmt: skip
    world.know(told, offer)
    other = dice.choice([somebody for somebody in world.people if somebody is not who])
    pair = ref.Pair(None, None, (who, other))
    asked = offer.accompaniments.create(
        person=world.rows[other], words=world.word(lambda u: u in (who, other), other), at=world.at
    )
    world.know(pair, asked)


def work_of(person):
    return work.Written(None, person, None, None, "me")


def brought(world, person):
    dice = world.later
    group = dice.choice([None, *world.groups])
    audiences = ["me", "school", "network", *(["group"] if group else [])]
    home = dice.choice(in_order(person.schools))
    plain = work.Written(None, person, group, home, dice.choice(audiences))
    row = library.Work.objects.create(
        person=world.rows[person], group=world.rows[group] if group else None, school=world.rows[home],
        audience=plain.audience, kind="note", title=world.word_of(plain, "library.work"),
        about=world.word_of(plain, "library.work"), at=world.at,
    )  # fmt: skip
    world.know(plain, row)
    row.attached.create(file=file(world, plain, person))
    shelf = work.Shelving(dice.choice(world.groups), None, plain)
    world.know(shelf, row.shelvings.create(group=world.rows[shelf.of], at=world.at))
    user = dice.choice(world.people)
    used = work.Used(plain, user, dice.choice([None, *in_order(user.schools)]))
    words = world.word_of(used, "library.use")
    at = world.rows[used.school] if used.school else None
    world.know(used, row.uses.create(person=world.rows[user], school=at, words=words, at=world.at))


def file(world, of, person):
    plain = ref.Part(of, person)
    row = File.objects.create(
        person=world.rows[person], name=world.word_of(plain, "files.file"), kind="text/plain", size=4,
        path=f"zz/{len(world.things['files.file'])}.txt", at=world.at,
    )  # fmt: skip
    return world.know(plain, row)


def in_order(schools):
    return sorted(schools, key=lambda one: one.name)
