import io

import pytest
from PIL import Image

from collegium.booklets.models import Booklet
from collegium.files.looking import look_at
from collegium.outcomes.models import Report
from collegium.programmes.models import Aspect
from tests.conftest import MONDAY, SEPTEMBER
from tests.outcomes.conftest import section, share

WORDS = {
    "purpose": "That they **act** on what we write.", "benefit": "They rewrite at once.\n\n- in green\n- in class",
}  # fmt: skip


def a_picture():
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "#1f4f3f").save(content, "PNG")
    return look_at(content.getvalue())


def write(title, *, by, group=None, school=None, words=WORDS, picture=""):
    report = Report.objects.begin(title, by=by, at=MONDAY, year_starts_on=SEPTEMBER, group=group, school=school)
    for kind, text in words.items():
        section(report, kind).write(text, seen=0, base="", by=by, at=MONDAY)
    if picture:
        section(report, "benefit").show(a_picture(), name="a.png", describes=picture, by=by, at=MONDAY)
    return report


@pytest.fixture
def marks(feedback, northgate, ama, tom):
    """Ama’s and Tom’s report, on written feedback, shared with all schools they work with."""
    report = write("Marks that move", by=ama, group=feedback, picture="Green words under red ones")
    report.name(tom, by=ama, at=MONDAY)
    report.aspects.add(Aspect.objects.create(school=northgate, title="Feedback", order=1))
    return share(report, ama, tom, reach="network")


@pytest.fixture
def waiting_time(northgate, sam):
    """Sam’s own, without a theme."""
    return share(write("Four seconds", by=sam, school=northgate), sam, reach="public")


@pytest.fixture
def booklet(northgate, hale, marks, waiting_time):
    """What we found out: Mr Hale has chosen both."""
    begun = Booklet.objects.begin(northgate, title="What we found out", reach="network", licence="by",
                                  year_starts_on=SEPTEMBER, by=hale, at=MONDAY)  # fmt: skip
    begun.choose([marks, waiting_time], by=hale, at=MONDAY)
    return begun


def say_yes(booklet, *people, agreed=True):
    for piece in booklet.pieces.all():
        for yes in piece.yeses.filter(person__in=people):
            yes.answer(agreed, at=MONDAY)


@pytest.fixture
def agreed(booklet, ama, tom, sam):
    say_yes(booklet, ama, tom, sam)
    return booklet
