"""What schools keep: files, works, what groups read and follow. Drawn by later dice."""

from collegium.files.models import File
from tests.house import reference as ref


def draw(world):
    for person in world.later.sample(world.people, 6):
        file(world, person)


def file(world, person):
    plain = ref.Part(None, person)
    row = File.objects.create(
        person=world.rows[person], name=world.word_of(plain, "files.file"), kind="text/plain", size=4,
        path=f"zz/{len(world.things['files.file'])}.txt", at=world.at,
    )  # fmt: skip
    return world.know(plain, row)
