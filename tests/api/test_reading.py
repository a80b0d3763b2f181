"""What a program reads: the same as its owner, within its scopes, a page at a time, in as many queries as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.api.scopes import SCOPES, Area, read
from collegium.api.views.v1 import described
from collegium.community.models import HouseRules, Post
from collegium.enquiry.models import Cycle, Idea, Question, Trial
from collegium.groups.models import Group
from collegium.library.models import Work
from collegium.meetings.models import Action, Meeting, Promise
from collegium.outcomes.models import Proposal, Report
from tests.api.asking import program
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, member, person

pytestmark = pytest.mark.django_db
GETS = {
    path.removeprefix("/api/v1"): methods["get"]["x-scope"]
    for path, methods in described()["paths"].items()
    if "get" in methods
}


@pytest.fixture
def meeting(feedback, northgate):
    return Meeting.objects.create(
        group=feedback, starts_at=FRIDAY, host=northgate, room="12", confirmed_at=MONDAY, changed_at=MONDAY
    )


@pytest.mark.parametrize("path", [path for path, scope in GETS.items() if scope])
def test_a_token_reads_what_it_is_for_and_nothing_else(path, tom, meeting):
    address = path.replace("{number}", "1")
    others = [scope for scope in SCOPES if scope.partition(":")[0] != GETS[path].partition(":")[0]]

    assert program(tom, others).get(address).status_code == 403
    assert program(tom, [GETS[path]]).get(address).status_code in {200, 404}


def test_every_area_can_be_read():
    assert set(GETS.values()) == {"", *(read(area) for area in Area)}


def test_a_page_says_where_the_list_goes_on(tom, feedback):
    Idea.objects.bulk_create(
        Idea(person=tom, title=f"Idea {number}", audience="me", at=MONDAY) for number in range(5)
    )
    mine = program(tom)

    first = mine.get("/ideas", limit=2, mine="true").json()
    second = mine.get(first["next"].partition("/api/v1")[2]).json()
    Idea.objects.create(person=tom, title="Newest", audience="me", at=MONDAY)
    third = mine.get(second["next"].partition("/api/v1")[2]).json()

    assert [one["title"] for page in (first, second, third) for one in page["items"]] == [
        f"Idea {number}" for number in (4, 3, 2, 1, 0)
    ]
    assert third["next"] is None


def test_me_says_whose_token_it_is_and_what_for(tom, northgate):
    told = program(tom, ["groups:read"]).get("/me").json()

    assert (told["name"], told["scopes"], [one["slug"] for one in told["schools"]]) == (
        "Tom Weller", ["groups:read"], ["northgate"],
    )  # fmt: skip


def test_the_calendar_has_the_meetings_of_ones_groups(tom, sam, meeting):
    asked = {"first": MONDAY.isoformat(), "days": 5}

    mine = program(tom).get("/calendar", **asked).json()["items"]
    assert [(one["title"], one["is_cancelled"]) for one in mine] == [("Feedback that Moves", False)]
    assert program(sam).get("/calendar", **asked).json() == {"items": []}
    for first, status in (("9999-12-31T23:59:59-12:00", 200), ("0001-01-01T00:00:00+12:00", 200), ("0", 422)):
        assert program(sam).get("/calendar", first=first).status_code == status
    assert program(sam).get("/calendar", days=401).status_code == 422


def test_minutes_and_agenda_are_the_groups_own(tom, sam, hale, meeting):
    Action.objects.add(meeting, "Book the hall", owner=tom, by=tom, at=MONDAY)
    mine = program(tom)

    assert [one["text"] for one in mine.get(f"/meetings/{meeting.pk}/minutes").json()["actions"]] == ["Book the hall"]
    assert mine.get(f"/meetings/{meeting.pk}/agenda").status_code == 200
    for other in (sam, hale):
        theirs = program(other)
        assert theirs.get(f"/meetings/{meeting.pk}").status_code == 200
        assert theirs.get(f"/meetings/{meeting.pk}/minutes").status_code == 404
        assert theirs.get(f"/meetings/{meeting.pk}/agenda").status_code == 404


def test_meetings_can_be_asked_for_by_group_and_time(tom, meeting, feedback):
    mine = program(tom)

    assert len(mine.get("/meetings", group=feedback.pk, first=MONDAY.isoformat()).json()["items"]) == 1
    assert mine.get("/meetings", group=feedback.pk + 1).json()["items"] == []
    assert mine.get("/meetings", last=MONDAY.isoformat()).json()["items"] == []
    assert mine.get("/groups", mine="true").json()["items"][0]["is_mine"]
    assert mine.get("/cycles", group=feedback.pk).json()["items"] == []
    assert mine.get("/promises", mine="true").json()["items"] == []
    assert mine.get("/trials", mine="true").json()["items"] == []
    assert mine.get("/actions", mine="true", is_open="true").json()["items"] == []


def test_readers_have_the_report_as_it_was_shared_and_its_writers_their_title(ama, tom, sam, feedback, northgate):
    report = Report.objects.begin("First title", by=ama, at=MONDAY, year_starts_on=SEPTEMBER, group=feedback)
    draft = program(tom).get(f"/reports/{report.pk}").json()
    for section in report.sections.filter(kind__in=["purpose", "benefit"]):
        section.write("Words that were agreed", seen=0, base="", by=ama, at=MONDAY)
    report.ask("school", by=ama, at=MONDAY)
    report.agree(ama, seen=report.print_of(), at=MONDAY)
    Report.objects.filter(pk=report.pk).update(title="A title nobody agreed to")

    read = program(sam).get(f"/reports/{report.pk}").json()
    assert (draft["title"], draft["is_shared"], draft["sections"]) == ("First title", False, [])
    assert (read["title"], read["reach"]) == ("First title", "school")
    assert {one["words"] for one in read["sections"]} == {"Words that were agreed"}


def some_more(world, number):
    """``number`` more of everything, each with neighbours of its own."""
    tom, school, at = world.people["tom"], world.northgate, MONDAY
    kept = Report.objects.count()
    for here in range(kept, kept + number):
        somebody = person(f"P{here} Person", school)
        group = Group.objects.create(
            title=f"Group {here}", slug=f"group-{here}", approach=world.programme.approach, programme=world.programme,
            theme=world.programme.themes.first(), year_starts_on=SEPTEMBER, started_by=somebody, started_at=at,
        )  # fmt: skip
        group.schools.add(school)
        member(group, tom, school, role="coordinator")
        member(world.feedback, somebody, school, role="coordinator")
        meeting = Meeting.objects.create(group=group, starts_at=FRIDAY, host=school, changed_at=at)
        Action.objects.add(meeting, "Book", owner=somebody, by=tom, at=at)
        Promise.objects.make(group=group, person=somebody, text="Ask", by=somebody, at=at)
        Cycle.objects.begin(group, "Ours", by=tom, at=at)
        reach = {"audience": "school", "school": school}
        Question.objects.create(person=somebody, text="Why?", at=at, **reach)
        Idea.objects.create(person=somebody, title="Dots", at=at, **reach)
        Trial.objects.tell(person=somebody, text="Dots", verdict="kept", at=at, group=group)
        Work.objects.create(person=somebody, kind="book", title="A book", at=at, **reach)
        Post.objects.create(person=somebody, home=school, school=school, width="school", text="Hello", at=at)
        Report.objects.begin("Ours", by=tom, at=at, year_starts_on=SEPTEMBER, group=group)
        Proposal.objects.put("More time", "x", benefit="y", to=[tom], school=school, by=tom, at=at)
        world.programme.pk, world.programme._state.adding = None, True
        world.programme.save()
        world.programme.schools.add(school)
        group.invitations.create(person=tom, school=school, by=somebody, at=at, agreed_at=at)


LISTS = [path for path in GETS if path not in {"/me", "/calendar"} and "{" not in path]


def test_lists_cost_the_same_for_one_and_for_three(world):
    mine, members = program(world.people["tom"]), f"/groups/{world.feedback.pk}/members"
    HouseRules.accept(by=world.people["tom"], at=MONDAY)
    some_more(world, 1)
    cost = {path: queries(mine, path) for path in [*LISTS, members]}
    some_more(world, 2)
    later = {path: queries(mine, path) for path in [*LISTS, members]}

    assert later == cost
    assert max(cost.values()) <= 9


def queries(mine, path):
    with CaptureQueriesContext(connection) as found:
        response = mine.get(path)
    assert response.json()["items"], path
    return len(found)
