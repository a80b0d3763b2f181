"""What schools and groups keep as evidence."""

from collegium.evidence.models import Remark, Results, Sample
from tests.house import reference as ref
from tests.house import reference_evidence as seen


def draw(world):
    dice = world.later
    for school in world.schools:
        by = dice.choice(world.people)
        totals = ref.Part(school, by)
        row = Results.objects.create(
            school=world.rows[school], title=world.word_of(totals, "evidence.results", by), kind="attendance",
            measured_on=world.today, columns=["Year", "Pupils"], rows=[["7", "90"]], by=world.rows[by], at=world.at,
        )  # fmt: skip
        world.know(totals, row)
        remark(world, school, None, by)
    for group in world.groups:
        crowd = sorted([*group.members, *group.former], key=lambda one: one.name)
        if crowd:
            by = dice.choice(crowd)
            remark(world, dice.choice(world.schools), group, by)
            sample(world, group, by)


def remark(world, school, group, by):
    plain = seen.Remark(school, by, group)
    row = Remark.objects.create(
        school=world.rows[school], group=world.rows[group] if group else None, source="A visitor",
        text=world.word_of(plain, "evidence.remark", by), said_on=world.today, by=world.rows[by], at=world.at,
    )  # fmt: skip
    world.know(plain, row)


def sample(world, group, by):
    plain = ref.Part(group, by)
    row = Sample.objects.create(
        group=world.rows[group], title=world.word_of(plain, "evidence.sample", by), consent="A parent",
        consent_on=world.today, by=world.rows[by], at=world.at,
    )  # fmt: skip
    world.know(plain, row)
