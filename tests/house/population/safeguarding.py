"""Groups opened for safeguarding: asked for, granted, told at once or later, ended; by keepers and by people who are
none any more."""

from collegium.safeguarding.models import Asking
from tests.house import reference as ref
from tests.house import reference_safeguarding as seen


def draw(world):
    dice = world.later
    for group in world.groups:
        for school in dice.sample(in_order(group.schools), 1 if dice.random() < 0.6 else 0):
            ask(world, dice, group, school)


def ask(world, dice, group, school):
    keepers = [u for u in world.people if ref.holds(u, "accounts", school)]
    others = [u for u in world.people if u not in keepers]
    by, to = (keepers + dice.sample(others, 2))[:2] if dice.random() < 0.8 else dice.sample(others, 2)
    plain = seen.Asking(school, by, to)
    could_harm = dice.random() < 0.4
    row = Asking.objects.ask(
        world.rows[school], called=world.rows[group].slug, reason=world.word_of(plain, "safeguarding.asking", by),
        hours=4, could_harm=could_harm, to=world.rows[to], by=world.rows[by], at=world.at,
    )  # fmt: skip
    world.know(plain, row)
    if dice.random() < 0.8:
        grant(world, dice, plain, row, group, could_harm)


def grant(world, dice, plain, row, group, could_harm):
    plain.is_granted = True
    opened = seen.Opening(plain, None, group, is_told=not could_harm)
    opening = row.grant(by=world.rows[plain.to], at=world.at)
    world.know(opened, opening)
    if seen.may_read(plain.person, opened):
        look = opening.look(world.rows[plain.person], "list", at=world.at)
        world.know(ref.Part(opened, plain.person), look)
    if dice.random() < 0.3:
        opened.is_over = True
        opening.end(by=world.rows[plain.person], at=world.at)


def in_order(schools):
    return sorted(schools, key=lambda one: one.name)
