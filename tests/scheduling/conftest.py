from datetime import date, time

import pytest
import time_machine

from collegium.scheduling.asking import ask
from collegium.scheduling.models import Moment
from tests.conftest import MONDAY

TUESDAY, THURSDAY, FRIDAY_1545 = Moment(1, time(15, 45), "after school"), Moment(3, time(8)), Moment(4, time(15, 45))
YES, IF_NEED_BE, NO = "yes", "if-need-be", "no"


@pytest.fixture
def at_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def poll(feedback, ama):
    """Ama asks Feedback that Moves on Monday about Tuesdays after school and Thursdays before it, for a week."""
    return ask(feedback, [TUESDAY, THURSDAY], closes_on=date(2026, 11, 16), by=ama, at=MONDAY)


@pytest.fixture
def tuesday(poll):
    return poll.options.get(weekday=1)


@pytest.fixture
def thursday(poll):
    return poll.options.get(weekday=3)
