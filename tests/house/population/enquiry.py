"""What teachers try, think of, ask and write: each for those to whom they gave it."""

from collegium.enquiry import models as enquiry
from collegium.programmes.models import Stage
from tests.house import reference as ref
from tests.house import reference_work as work


def draw(world):
    world.ideas = []
    for person in world.some(world.people, 8):
        private_things(world, person)
        if person.schools:
            written(world, person, enquiry.Idea, "enquiry.idea", "title", world.ideas)
            written(world, person, enquiry.Question, "enquiry.question", "text", [])
    for group in world.groups:
        for person in world.some([*group.members, *group.former], 2):
            trial(world, group, person)
        if group.members:
            question_of(world, group)
            cycle(world, group, world.one(group.members))


def private_things(world, person):
    author = ref.Part(None, person)
    word = world.word_of(author, "enquiry.reflection")
    row = enquiry.Reflection.objects.create(
        person=world.rows[person], text=word, prompt=word, at=world.at, changed_at=world.at
    )
    world.know(author, row)
    group = world.one([None, *world.groups])
    version = work.Shared(group, person, set(world.some(world.people, 2)))
    shared = row.versions.create(
        number=1, text=world.word_of(version, "enquiry.shared"), group=world.rows[group] if group else None,
        at=world.at,
    )  # fmt: skip
    shared.people.set(world.rows[one] for one in version.named)
    world.know(version, shared)
    trial(world, None, person)


def written(world, person, model, noun, field, kept):
    group = world.one([None, *world.groups])
    audiences = ["me", "school", "network", *(["group"] if group else [])]
    plain = work.Written(None, person, group, world.one(person.schools), world.one(audiences))
    row = model.objects.create(
        person=world.rows[person], group=world.rows[group] if group else None, school=world.rows[plain.school],
        audience=plain.audience, at=world.at, **{field: world.word_of(plain, noun)},
    )  # fmt: skip
    world.know(plain, row)
    kept.append(plain)


def question_of(world, group):
    asker = world.one([*group.members, *group.former])
    home = world.one(asker.schools or world.schools)
    plain = work.Written(None, asker, group, home, "group", of_group=True)
    row = enquiry.Question.objects.create(
        person=world.rows[asker], group=world.rows[group], school=world.rows[home], audience="group", of_group=True,
        text=world.word_of(plain, "enquiry.question"), finding=world.word_of(plain, "enquiry.question"), at=world.at,
    )  # fmt: skip
    world.know(plain, row)


def trial(world, group, person):
    plain = ref.Part(group, person)
    idea = world.one(world.ideas) if world.ideas and world.maybe() else None
    row = enquiry.Trial.objects.create(
        person=world.rows[person], group=world.rows[group] if group else None,
        idea=world.rows[idea] if idea else None, text=world.word_of(plain, "enquiry.trial"), verdict="kept",
        at=world.at,
    )  # fmt: skip
    world.know(plain, row)
    told = [echo for echo in world.things["enquiry.echo"].values() if (echo.of, echo.person) == (idea, person)]
    if idea and idea.person is not person and not told and world.maybe():
        echo = enquiry.Echo.objects.create(
            idea=world.rows[idea], trial=row, person=row.person, named=world.maybe(), with_words=False, at=world.at
        )
        world.know(ref.Part(idea, person), echo)


def cycle(world, group, person):
    row, author = world.rows[group], world.rows[person]
    reveals = world.maybe()
    stage, _new = Stage.objects.get_or_create(approach=row.approach, order=1, defaults={"name": "Plan"})
    lesson, _new = Stage.objects.get_or_create(
        approach=row.approach, order=2, defaults={"name": "Lesson", "predicts": True, "reveals": reveals}
    )
    turn = enquiry.Cycle.objects.create(
        group=row, title=world.word(lambda u: ref.space(u, group)), at=world.at
    )
    world.know(ref.Part(group), turn)
    over = world.maybe(0.3)
    turn.passages.create(stage=stage, is_now=True, at=world.at)
    turn.passages.create(stage=lesson, done_at=world.at if over else None)
    text = world.word(lambda u: ref.space(u, group), person)
    world.know(ref.Part(group), turn.notes.create(stage=stage, person=author, text=text, at=world.at))
    text = world.word(lambda u: ref.space(u, group), person)
    plan = turn.plans.create(number=1, text=text, person=author, at=world.at)
    world.know(ref.Part(group), plan)
    plain = work.Prediction(group, person, is_hidden=lesson.reveals and not over)
    expected = turn.predictions.create(
        stage=stage, person=author, text=world.word_of(plain, "enquiry.prediction"), at=world.at
    )
    world.know(plain, expected)
