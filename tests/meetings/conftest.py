from datetime import UTC, datetime, time
from datetime import date as day

import pytest
import time_machine

from collegium.meetings.models import Meeting
from collegium.meetings.proposing import propose
from tests.conftest import MONDAY

TUESDAY_17 = datetime(2026, 11, 17, 15, 45, tzinfo=UTC)


@pytest.fixture
def at_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def meeting(feedback, northgate, ama):
    """Feedback that Moves meets on Tuesday 17 November at quarter to four; everybody has been invited."""
    found = Meeting.objects.create(
        group=feedback, starts_at=TUESDAY_17, minutes=75, host=northgate, room="Room 12",
        video="https://meet.example.org/secret", changed_at=MONDAY,
    )  # fmt: skip
    found.confirm(by=ama, at=MONDAY)
    return found


@pytest.fixture
def series(feedback, ama):
    """Three dates: the first fixed, two proposed."""
    return propose(
        feedback, weekday=1, starts_at=time(15, 45), minutes=75, first_on=day(2026, 11, 17), number=3,
        by=ama, at=MONDAY,
    )  # fmt: skip


@pytest.fixture
def roles(learning_group, feedback, finn):
    """The way of working has three roles that are given in turn at each meeting, and all three members were there
    from the start: whoever left this year would still have turns, for which others stand in."""
    feedback.memberships.filter(person=finn).delete()
    for key, title, yours in (
        ("organiser", "Practicalities organiser", "You look after the practicalities."),
        ("chair", "Chair", "You chair."),
        ("note-taker", "Note-taker", "You take the notes."),
    ):
        learning_group.roles.create(
            key=key, title=title, yours=yours, rotates=True, each_meeting=True, organises=key == "organiser"
        )


@pytest.fixture
def time_machine_at():
    """Puts the clock to a moment, for what asks for the time itself."""
    machines = []

    def go(moment):
        machine = time_machine.travel(moment, tick=False)
        machine.start()
        machines.append(machine)

    yield go
    for machine in reversed(machines):
        machine.stop()
