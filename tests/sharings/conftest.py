from datetime import UTC, date, datetime

import pytest

from collegium.outcomes.models import Report
from collegium.sharings.models import Sharing
from tests.conftest import MONDAY
from tests.outcomes.conftest import section, share

LAST_YEAR = date(2025, 9, 1)
SESSION = datetime(2026, 11, 12, 15, 30, tzinfo=UTC)
AFTERWARDS = datetime(2026, 11, 12, 17, 0, tzinfo=UTC)


def last_years(title, *, by, school, group=None, reach="school"):
    """A report of last year that the staff may read."""
    begun = Report.objects.begin(
        title, by=by, at=MONDAY, year_starts_on=LAST_YEAR, group=group, school=None if group else school
    )
    for kind in ("purpose", "benefit"):
        section(begun, kind).write("So.", seen=0, base="", by=by, at=MONDAY)
    return share(begun, by, reach=reach)


@pytest.fixture
def found(feedback, northgate, ama):
    """What Feedback that Moves found last year."""
    return last_years("Marks that move", by=ama, school=northgate, group=feedback)


@pytest.fixture
def session(northgate, hale, found):
    """Mr Hale prepares Thursday afternoon in the hall; one report is told in it."""
    prepared = Sharing.objects.prepare(
        "What we found last year", school=northgate, year_starts_on=LAST_YEAR, starts_at=SESSION, place="The hall",
        by=hale, at=MONDAY,
    )  # fmt: skip
    prepared.choose([("report", found)], offered=[], by=hale, at=MONDAY)
    return prepared


@pytest.fixture
def part(session):
    return session.contributions.get()


@pytest.fixture
def held(session, hale):
    """The whole staff was asked."""
    session.announce(by=hale, at=MONDAY)
    return session
