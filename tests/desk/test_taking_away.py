"""Everything out: what one may read, and nothing else, to read, for spreadsheets and for programs."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.desk.taken import KINDS
from collegium.enquiry.models import Idea, Reflection
from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.library.models import Shelving, Work
from collegium.meetings import agenda
from collegium.meetings.models import Meeting, Promise
from collegium.outcomes.models import Report
from tests.conftest import MONDAY, SEPTEMBER
from tests.outcomes.conftest import share

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(feedback):
    return Meeting.objects.create(group=feedback, starts_at=MONDAY, changed_at=MONDAY)


def box(client, person, name, *args):
    client.force_login(person)
    content = client.get(reverse(name, args=args)).getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def test_a_member_takes_what_the_group_wrote_three_times(client, feedback, meeting, ama):
    agenda.add(meeting, title="=Book boxes", minutes=10, by=ama, at=MONDAY)
    Promise.objects.create(group=feedback, person=ama, by=ama, text="Dots, not ticks.\nIn 8B.", made_at=MONDAY)

    files = box(client, ama, "desk:everything-of-group-file", feedback.slug)

    found = json.loads(files["collegium.json"])
    assert found["meetings.promise"][0]["text"] == "Dots, not ticks.\nIn 8B."
    assert found["meetings.promise"][0]["person"] == ama.name
    assert "Dots, not ticks.\n  In 8B." in files["collegium.md"].decode()
    assert "'=Book boxes" in files["tables/meetings.item.csv"].decode("utf-8-sig")


def test_a_report_is_taken_under_the_title_that_was_agreed_to(client, feedback, ama, sam):
    report = Report.objects.begin("Marks that move", by=ama, at=MONDAY, year_starts_on=SEPTEMBER, group=feedback)
    for kind in ("purpose", "benefit"):
        report.sections.get(kind=kind).write("That they act on it.", seen=0, base="", by=ama, at=MONDAY)
    share(report, ama)
    report.describe("Marks that never moved", themes=[], aspects=[], by=ama, at=MONDAY)

    files = box(client, sam, "desk:everything-file")

    assert [one["edition__title"] for one in json.loads(files["collegium.json"])["outcomes.report"]] == [
        "Marks that move"]  # fmt: skip
    assert not any(b"never moved" in content for content in files.values())


def test_what_hangs_on_the_shelf_comes_along(client, feedback, ama):
    work = Work.objects.bring(person=ama, at=MONDAY, kind="tool", title="Cards", group=feedback, school=None,
                              audience="group")  # fmt: skip
    file = File.objects.keep(look_at(b"Our question:\n"), name="Cards.txt", by=ama, at=MONDAY)
    work.attach(file, by=ama, at=MONDAY)
    Shelving.objects.put(work, feedback, by=ama, at=MONDAY)

    files = box(client, ama, "desk:everything-of-group-file", feedback.slug)

    assert files[f"files/{file.pk}-Cards.txt"] == b"Our question:\n"


def test_another_groups_words_are_in_nobodys_box_but_its_members(client, feedback, meeting, ama, priya):
    Promise.objects.create(group=feedback, person=ama, by=ama, text="Dots that nobody counts", made_at=MONDAY)

    of_member, of_other = box(client, ama, "desk:everything-file"), box(client, priya, "desk:everything-file")

    assert b"Dots that nobody counts" in of_member["collegium.json"]
    assert all(b"Dots that nobody counts" not in content for content in of_other.values())


def test_the_page_says_how_much_there_is(client, feedback, meeting, ama):
    client.force_login(ama)

    page = client.get(reverse("desk:everything-of-group", args=[feedback.slug])).content.decode()

    assert "Members" in page
    assert reverse("desk:everything-of-group-file", args=[feedback.slug]) in page


@pytest.fixture
def written(feedback, meeting, ama, tom):
    """Tom shared a reflection with the group, had an idea and promised something for an item."""
    reflection = Reflection.objects.create(person=tom, text="Too fast.", at=MONDAY, changed_at=MONDAY)
    reflection.share(group=feedback, people=[], at=MONDAY)
    agenda.add(meeting, title="Book boxes", minutes=10, by=tom, at=MONDAY)
    Promise.objects.create(group=feedback, person=tom, by=tom, text="Dots", made_at=MONDAY)
    Idea.objects.share(person=tom, title="Dots", at=MONDAY, group=feedback, audience="group")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_thing_that_a_row_names_comes_with_it(kind, ama):
    joined = kind.of(ama).query.select_related
    for path in kind.words:
        model, here = kind.model, joined
        for step in path.split("__"):
            named = {one.name: one.related_model for one in model._meta.fields if one.related_model}
            if step not in named:
                break
            assert step in here, path
            model, here = named[step], here[step]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_is_one_query_however_many_there_are(kind, ama, feedback, written):
    with CaptureQueriesContext(connection) as asked:
        list(kind.rows(ama, feedback))

    assert len(asked) <= 1


def test_three_are_as_many_queries_as_one(client, feedback, ama):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            box(client, ama, "desk:everything-file")
        return len(queries)

    def one_more(day):
        met = Meeting.objects.create(group=feedback, starts_at=MONDAY.replace(day=day), changed_at=MONDAY)
        agenda.add(met, title=f"Item {day}", minutes=10, by=ama, at=MONDAY)
        Promise.objects.create(group=feedback, person=ama, by=ama, meeting=met, text="Dots", made_at=MONDAY)

    one_more(10)
    asked()
    first = asked()
    one_more(11)
    one_more(12)

    assert asked() == first
