import pytest

from collegium.outcomes.models import Report
from tests.conftest import MONDAY, SEPTEMBER


@pytest.fixture
def report(feedback, ama):
    """Feedback that Moves has begun to write; purpose and benefit stand."""
    begun = Report.objects.begin("Marks that move", by=ama, at=MONDAY, year_starts_on=SEPTEMBER, group=feedback)
    for kind, words in (("purpose", "That they act on what we write."), ("benefit", "They rewrite at once.")):
        section(begun, kind).write(words, seen=0, base="", by=ama, at=MONDAY)
    return begun


def section(report, kind):
    return report.sections.get(kind=kind)


def share(report, *authors, reach="school", at=MONDAY):
    """Everybody's yes to what stands."""
    report.ask(reach, by=authors[0], at=at)
    for author in authors:
        report.agree(author, seen=report.print_of(), at=at)
    return report
