"""Evidence packs, and lists of criteria that schools wrote themselves."""

from collegium.packs.models import OwnList, Pack
from tests.house.reference import Part


def draw(world):
    dice = world.later
    for school in world.schools:
        if world.rows[school].is_outside:
            continue
        plain = Part(school, dice.choice(world.people))
        row = OwnList.objects.create(
            school=world.rows[school], title=world.word_of(plain, "packs.ownlist"), by=world.rows[plain.person],
            at=world.at,
        )  # fmt: skip
        world.know(plain, row)
        row.criteria.create(place=1, title="Talk", ask="Say so.")
        other = Part(school, dice.choice(world.people))
        pack = Pack.objects.create(
            school=world.rows[school], title=world.word_of(other, "packs.pack"), own=row, from_on=world.today,
            until_on=world.today, by=world.rows[other.person], at=world.at,
        )  # fmt: skip
        world.know(other, pack)
