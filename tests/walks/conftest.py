"""A walk of Northgate on written feedback: Hale prepares it, Ama and Tom walk, thirty colleagues teach."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from collegium.programmes.models import Aspect
from collegium.visits.models import Period, Taught, Timetable
from collegium.walks.drawing import draw
from collegium.walks.models import LookingFor, Said, Sheet, Stop, Walk
from tests.conftest import MONDAY, person
from tests.visits.conftest import school_day  # noqa: F401  its five periods

WALK_DAY = date(2026, 11, 19)
DAY_BEFORE = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
IN_THE_EVENING = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
A_WEEK_LATER = IN_THE_EVENING + timedelta(days=7)
NO, YES = 0, 1
REVIEWED = date(2026, 9, 3)


@pytest.fixture
def aspect(northgate):
    return Aspect.objects.create(school=northgate, title="Written feedback", order=1)


@pytest.fixture
def teachers(northgate, school_day):  # noqa: F811
    """Thirty, each in four of the five periods of every day, in a room of their own."""
    periods = list(Period.objects.of(northgate))
    everybody = [person(f"T{number:02} Teacher{number:02}", northgate) for number in range(30)]
    for number, somebody in enumerate(everybody):
        lessons = [
            Taught(0, day, period.pk, False, f"Year {7 + number % 5} set {number}", f"Room {number + 1}")
            for day in range(5) for period in periods if (number + period.order) % 5
        ]  # fmt: skip
        Timetable.objects.write(somebody, northgate, lessons, by=somebody, at=MONDAY)
    return everybody


def prepare(school, aspect, walkers, *, by, on=WALK_DAY, **more):
    said = {
        "focus": "Time to act on written feedback", "first_on": on, "last_on": on, "begins_at": time(8),
        "ends_at": time(16), "minutes": 10, "margin": 15,
        "look_fors": [LookingFor("Pupils rework a piece of writing"), LookingFor("Pupils read comments", "pupils")],
    } | more  # fmt: skip
    return Walk.objects.prepare(school, aspect, walkers=walkers, by=by, at=MONDAY, **said)


@pytest.fixture
def draft(northgate, aspect, teachers, ama, tom, hale):
    return prepare(northgate, aspect, [ama, tom], by=hale)


@pytest.fixture
def announced(draft, hale):
    draft.announce(agreed_with="Staff meeting of 3 November", reviewed_on=REVIEWED, by=hale, at=MONDAY)
    return draft


@pytest.fixture
def drawn(announced, ama):
    draw(announced, by=ama, at=DAY_BEFORE, seed="a seed")
    return announced


def write(walk, somebody, says, *, stops=None, at=ON_THE_DAY, changed=1):
    """The walker's sheets: ``says(stop)`` gives the steps in the order of what is looked for."""
    walker = walk.walkers.get(person=somebody)
    numbers = [one.pk for one in walk.looked_for()]
    chosen = Stop.objects.of_walker(walker).in_order() if stops is None else stops
    sheets = [Said(stop.pk, dict(zip(numbers, says(stop), strict=True)), changed) for stop in chosen]
    Sheet.objects.keep(walker, sheets, at=at)


@pytest.fixture
def walked(drawn, ama, tom):
    """Everything is written: pupils rework in all lessons but eight, and both walkers saw the same everywhere."""
    stops = list(drawn.stops.order_by("pk"))
    without = {stop.pk for stop in stops[:8]}
    for somebody in (ama, tom):
        write(drawn, somebody, lambda stop: (NO if stop.pk in without else YES, 0 if stop.pk in without else 3))
    return drawn
