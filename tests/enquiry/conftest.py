import pytest

from collegium.enquiry.models import Idea, Trial
from collegium.meetings.models import Promise
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def promise(feedback, tom):
    """Tom will have one paragraph rewritten before the grade is seen."""
    return Promise.objects.make(group=feedback, person=tom, text="Rewrite one paragraph", by=tom, at=MONDAY)


@pytest.fixture
def told(promise):
    return Trial.objects.report(promise, "kept", at=FRIDAY)


@pytest.fixture
def idea(feedback, ama, northgate):
    """Ama's, for her school."""
    return Idea.objects.share(
        person=ama, title="Hinge question at minute 20", how="One question for all.", group=feedback,
        school=northgate, audience="school", at=MONDAY,
    )  # fmt: skip
