from datetime import date

import pytest

from collegium.study.models import Course
from tests.conftest import MONDAY


@pytest.fixture
def course(feedback, ama):
    """Feedback that Moves follows a course of three weeks."""
    return Course.objects.begin(
        feedback, by=ama, at=MONDAY, title="Assessment online", provider="A portal", language="German",
        link="https://example.org/course", portal="ESEP-17", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 20),
    )  # fmt: skip
