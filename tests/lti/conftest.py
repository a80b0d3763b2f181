"""Northgate's Moodle, and two reports: one that the staff reads, one that everybody reads."""

import pytest
from django.core.cache import cache

from collegium.lti.models import Platform
from collegium.outcomes.models import Report
from tests.conftest import MONDAY, SEPTEMBER
from tests.lti.vle import CLIENT, PLACE, running


@pytest.fixture
def vle(settings):
    settings.SIGN_ON_INSIDE = True
    cache.clear()
    with running() as found:
        yield found


@pytest.fixture
def platform(vle, northgate, rob):
    return Platform.objects.set_up(
        northgate, name="Moodle", issuer=vle.address, client=CLIENT, login_address=f"{vle.address}/auth",
        keys_address=f"{vle.address}/keys", deployments=[PLACE], domains=["example.org"], by=rob, at=MONDAY,
    )  # fmt: skip


def shared(title, reach, *, by, school, group=None):
    report = Report.objects.begin(title, by=by, at=MONDAY, year_starts_on=SEPTEMBER, group=group, school=school)
    for section in report.sections.filter(kind__in=["purpose", "benefit"]):
        section.write(f"What {title} was for", seen=0, base="", by=by, at=MONDAY)
    report.ask(reach, by=by, at=MONDAY)
    report.agree(by, seen=report.print_of(), at=MONDAY)
    return report


@pytest.fixture
def ours(northgate, ama):
    """What everybody on the staff may read."""
    return shared("Marks that move", "school", by=ama, school=northgate)


@pytest.fixture
def everybodys(northgate, ama):
    return shared("Talk for all", "public", by=ama, school=northgate)
