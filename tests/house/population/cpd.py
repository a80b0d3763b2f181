"""What people keep of their own learning, and certificates that they made."""

from collegium.cpd.models import Addition, Certificate
from tests.house import reference as ref


def draw(world):
    dice = world.later
    for somebody in dice.sample(world.people, 4):
        added = ref.Part(None, somebody)
        world.know(added, Addition.objects.create(
            person=world.rows[somebody], on=world.today, title=world.word_of(added, "cpd.addition"), minutes=90,
            kind="course", at=world.at,
        ))  # fmt: skip
        made = ref.Part(None, somebody)
        line = [world.today.isoformat(), "own", world.word_of(made, "cpd.certificate"), "speaker", 90]
        content = {"name": "A person", "schools": [], "minutes": 90, "lines": [line], "tried": []}
        world.know(made, Certificate.objects.create(
            person=world.rows[somebody], from_on=world.today, until_on=world.today, content=content, at=world.at,
        ))  # fmt: skip
