import pytest
import time_machine

from tests.conftest import MONDAY


@pytest.fixture(autouse=True)
def monday():
    """It is the Monday on which the programme was opened; wishes close at the end of the month."""
    with time_machine.travel(MONDAY, tick=False):
        yield
