"""Last year's members of two groups on feedback, and a question about them."""

from datetime import UTC, date, datetime

import pytest

from collegium.groups.models import Group
from collegium.impact.models import Comparison
from collegium.programmes.models import Aspect, Programme, Theme
from collegium.statistics.comparing import Arms, Count
from tests.conftest import FRIDAY, MONDAY, person

LAST_YEAR = date(2025, 9, 1)
IN_JUNE = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
JUDGED = date(2026, 12, 1)


def arms(strong, of, other, other_of):
    return Arms(Count(strong, of), Count(other, other_of))


HIGHER, UNSETTLED, SMALL = arms(18, 24, 24, 56), arms(12, 24, 24, 56), arms(3, 7, 24, 56)


@pytest.fixture
def aspect(northgate, hale):
    return Aspect.objects.add("Feedback", northgate, by=hale, at=MONDAY)


@pytest.fixture
def last_year(programme, northgate, aspect, ama):
    """Two groups of last year on the aspect, six members each."""
    year = Programme.objects.create(
        school=northgate, approach=programme.approach, title="Last year", year_starts_on=LAST_YEAR, opened_at=IN_JUNE
    )
    theme = Theme.objects.create(programme=year, title="Feedback that moves", aspect=aspect)
    groups = []
    for number in (1, 2):
        group = Group.objects.create(
            title=f"Feedback {number}", slug=f"feedback-{number}", approach=programme.approach, programme=year,
            theme=theme, year_starts_on=LAST_YEAR, started_by=ama, started_at=IN_JUNE,
        )  # fmt: skip
        group.schools.add(northgate)
        for place in range(6):
            somebody = person(f"Member{number}{place} Last", northgate)
            group.memberships.create(person=somebody, school=northgate, joined_on=date(2025, 10, 1))
        groups.append(group)
    return groups


@pytest.fixture
def question(aspect, hale):
    """Registered in November, to be counted in December."""
    return ask(aspect, hale)


def ask(aspect, by, **more):
    words = {"year_starts_on": LAST_YEAR, "measure": "appraisal", "judged_on": JUDGED, "by": by, "at": FRIDAY}
    return Comparison.objects.register(aspect, **words | more)


@pytest.fixture
def as_hale(client, hale):
    client.force_login(hale)
    return client
