import pytest
import time_machine

from collegium.conversation.models import Thread
from tests.conftest import MONDAY


@pytest.fixture
def at_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def wondering(feedback, ama):
    """Ama wonders aloud in Feedback that Moves."""
    return Thread.open(
        feedback, "Who reads the comment?", "Half of 8B read *only* the mark.", kind="thinking", by=ama, at=MONDAY
    )
