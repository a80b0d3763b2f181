from datetime import date

import pytest

from collegium.booklets.models import Booklet
from collegium.meetings.models import Meeting
from collegium.outcomes.models import Proposal
from collegium.packs.finding import facts_of
from collegium.packs.models import Pack
from collegium.packs.standing import lines_of
from tests.booklets.conftest import write
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER
from tests.outcomes.conftest import share

LAST = date(2027, 8, 31)


def begin(school, by, key="dfe-standard", **more):
    given = {"title": "What we can show", "from_on": SEPTEMBER, "until_on": LAST, "goes_out": False} | more
    return Pack.objects.begin(school, key="" if more.get("own") else key, by=by, at=MONDAY, **given)


def found_in(pack, person=None, at=FRIDAY):
    return facts_of(pack.look(at=at, person=person))


def lines(pack, person=None, at=FRIDAY):
    return lines_of(pack, pack.criteria(), found_in(pack, person, at))


def gaps(pack, person=None):
    return {line.key: [gap.text for gap in line.gaps] for line in lines(pack, person) if line.gaps}


@pytest.fixture
def pack(northgate, hale):
    """Mr Hale’s, by the DfE’s five parts, for this school year."""
    return begin(northgate, hale)


@pytest.fixture
def shared(feedback, northgate, ama, tom):
    """Ama’s and Tom’s report, for the school."""
    report = write("Marks that move", by=ama, group=feedback, picture="Green words under red ones")
    report.name(tom, by=ama, at=MONDAY)
    return share(report, ama, tom, reach="school")


@pytest.fixture
def seeded(feedback, shared, northgate, hale, ama, sam):
    """A school in its autumn: a group that met once, a report for the school and one for everybody, a proposal."""
    Meeting.objects.create(group=feedback, starts_at=MONDAY, confirmed_at=MONDAY, changed_at=MONDAY, host=northgate)
    share(write("Four seconds", by=sam, school=northgate), sam, reach="public")
    Proposal.objects.put("Green pens for all", "Every pupil has one.", benefit="They answer.", to=[hale],
                         school=northgate, by=ama, at=MONDAY, group=feedback)  # fmt: skip
    booklet = Booklet.objects.begin(northgate, title="What we found out", reach="network", licence="ours",
                                    year_starts_on=SEPTEMBER, by=hale, at=MONDAY)  # fmt: skip
    Booklet.objects.filter(pk=booklet.pk).update(published_at=MONDAY)
    return northgate
