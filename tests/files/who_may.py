"""A text of Tom's that hangs on nothing: nobody else's."""

from collegium.files.looking import look_at
from collegium.files.models import File
from tests.conftest import MONDAY
from tests.house.who_may import Row


def file(world):
    found = File.objects.first()
    return [(found or File.objects.keep(
        look_at(b"Tea at four."), name="tea.txt", by=world.people["tom"], at=MONDAY)).pk]  # fmt: skip


ROWS = [Row("files:file", "302 404 200 404 404 404 404 404 404 404", args=file)]
