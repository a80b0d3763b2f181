"""What groups asked their pupils and programmes their staff, and what became of it."""

from datetime import date

from collegium.surveys import models as surveys
from tests.house import reference as ref
from tests.house import reference_work as work
from tests.house.population.library import in_order


def draw(world):
    dice = world.later
    for group in dice.sample(world.groups, 3):
        if group.members:
            # Whoever prepared it may have left since.
            survey(world, work.Asked(group), dice.choice(in_order([*group.members, *group.former])))
    for programme in world.programmes:
        leads = in_order([one for one in world.people if ref.leads(one, programme)])
        if leads and programme.is_open:
            survey(world, work.Asked(programme, is_open=dice.random() < 0.5), dice.choice(leads))
            of_programme(world, programme, leads[0])


def survey(world, plain, person):
    by, dice = world.rows[person], world.later
    of = {"group" if isinstance(plain.of, ref.Group) else "programme": world.rows[plain.of]}
    title = world.word(lambda u: work.asked(u, plain), person)
    row = surveys.Survey.objects.create(title=title, by=by, at=world.at, **of)
    world.know(plain, row)
    surveys.DataRecord.objects.create(
        survey=row, who="8B", why="To know", consent="All", help="The hub", kept_until=date(2030, 1, 1), checker=by,
        lead=by, by=by, at=world.at,
    )  # fmt: skip
    item = row.items.create(order=0, kind="open", text="Why?")
    is_open = plain.is_open or isinstance(plain.of, ref.Group)
    wave = row.waves.create(number=1, opened_at=world.at if is_open else None)
    another(world, plain, wave)
    another(world, plain, wave.codes.create(code=f"CODE{row.pk}", label="8B", by=by, at=world.at))
    if is_open and dice.random() < 0.5:
        surveys.Wave.objects.filter(pk=wave.pk).update(closed_at=world.at)
        another(world, plain, surveys.Release.objects.create(wave=wave, answered=0, figures={}, at=world.at))
        words(world, plain, wave, item, person, is_through=True)
    words(world, plain, wave, item, person, is_through=False)


def another(world, plain, row):
    world.know(work.Asked(plain.of, is_open=plain.is_open), row)


def words(world, of, wave, item, person, *, is_through):
    plain = work.Words(of, person, is_through)
    number = 1000 + surveys.Words.objects.count()
    text = world.word(lambda u: work.written_there(u, plain))
    world.know(plain, surveys.Words.objects.create(pk=number, wave=wave, item=item, text=text, is_shown=is_through))


def of_programme(world, programme, lead):
    row, by = world.rows[programme], world.rows[lead]
    said = ref.Part(programme, lead)
    text = world.word(lambda u: work.told_staff(u, said), lead)
    world.know(said, surveys.Change.objects.create(programme=row, said=text, changed="Earlier", by=by, at=world.at))
    theme = row.themes.order_by("pk").first()
    if theme:
        world.know(ref.Part(programme), surveys.ThemeRelease.objects.create(
            theme=theme, number=1, groups=2, answered=20, figures={}, at=world.at))  # fmt: skip
    whole = surveys.Survey.objects.filter(programme=row).first()
    to = world.later.choice(in_order([one for one in world.people if one.schools]))
    passed = ref.Part(programme, to)
    text = world.word(lambda u: work.private(u, passed), to)
    world.know(passed, surveys.Passed.objects.create(survey=whole, to=world.rows[to], text=text, by=by, at=world.at))
