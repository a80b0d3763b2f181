import pytest

from collegium.library.models import Work
from collegium.reading.models import Reading
from tests.conftest import MONDAY


@pytest.fixture
def book(ama, northgate):
    return Work.objects.bring(
        person=ama, kind="book", title="Making Every Lesson Count", authors="Allison and Tharby", school=northgate,
        audience="school", at=MONDAY,
    )  # fmt: skip


@pytest.fixture
def reading(feedback, book, ama):
    """Feedback that Moves reads a book, in three parts."""
    found = Reading.objects.begin(feedback, book, by=ama, at=MONDAY)
    found.lay_out([("Challenge", "1–40"), ("Explanation", "41–80"), ("Questioning", "")], by=ama, at=MONDAY)
    return found
