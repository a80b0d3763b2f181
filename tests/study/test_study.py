"""A group follows a course: on its calendar, with help, goals and certificates, and others copy how it is set up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.files.models import File
from collegium.groups.models import Group
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import SchoolYear
from collegium.study import policies
from collegium.study.models import Completion, Course, Design, Goal, Help, Module, NoSuchWay
from collegium.study.showing import course_now, modules_of, studying_now
from collegium.study.views.designs import years_of
from tests.conftest import FRIDAY, MONDAY


def goal(course, who, *people, for_group=False):
    return Goal.objects.set(course, who, text="To wait.", for_group=for_group, people=people, at=MONDAY)


@pytest.mark.both
def test_the_same_course_begins_once(feedback, course, tom):
    again = Course.objects.begin(
        feedback, by=tom, at=FRIDAY, title="Assessment online", starts_on=course.starts_on, ends_on=course.ends_on
    )

    assert (again, str(again)) == (course, "Assessment online")
    assert [one.did for one in Entry.objects.filter(kind="study.course")] == ["began a course"]


def test_a_module_opens_each_week_and_meets_the_next_meeting(feedback, course, ama):
    met = Meeting.objects.create(
        group=feedback, starts_at=datetime(2026, 11, 12, 15, 45, tzinfo=UTC), confirmed_at=MONDAY, changed_at=MONDAY
    )
    course.lay_out([("One", "talk"), ("Two", ""), ("Three", ""), ("Four", "")], by=ama, at=MONDAY)
    course.lay_out([("One", "rewrite"), ("Two", ""), ("Three", "")], by=ama, at=MONDAY)

    laid = list(Module.objects.order_by("order").values_list("title", "task", "opens_on", "meeting"))
    assert laid == [
        ("One", "rewrite", date(2026, 11, 2), met.pk),
        ("Two", "", date(2026, 11, 9), met.pk),
        ("Three", "", date(2026, 11, 16), None),
    ]
    assert str(Module.objects.get(order=1)) == "One"


def test_members_find_modules_in_their_calendars_and_feeds_do_not_name_the_course(course, ama, sam):
    course.lay_out([("One", ""), ("Two", "")], by=ama, at=MONDAY)
    first, last = datetime(2026, 11, 8, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)

    [event] = modules_of(ama, first, last)
    assert event.starts_at.isoformat() == "2026-11-09T09:00:00+00:00"
    assert event.inside == "Two opens: Assessment online"
    assert "Assessment" not in event.title
    assert modules_of(sam, first, last) == []


def test_help_is_asked_and_offered_once_each(course, tom):
    for words in ("", "Subtitles"):
        asked = Help.objects.say(course, tom, kind="language", offers=False, words=words, at=MONDAY)
    offered = Help.objects.say(course, tom, kind="technology", offers=True, words="", at=MONDAY)

    assert [one.words for one in Help.objects.order_by("pk")] == ["Subtitles", ""]
    assert [one.said for one in (asked, offered)] == [
        "Tom would like help with language", "Tom can help with technology"]  # fmt: skip
    asked.take_back(at=FRIDAY)
    assert list(Help.objects.all()) == [offered]
    assert [one.did for one in Entry.objects.filter(kind="study.help").order_by("pk")] == [
        "asked for help", "offered help", "needs no more"]  # fmt: skip


@pytest.mark.both
@pytest.mark.parametrize(
    ("chosen", "seen"),
    [("nobody", [True, False, False]), ("gwen", [True, False, True]), ("the group", [True, True, True])],
)
def test_a_goal_is_seen_by_whom_its_learner_chose(course, tom, ama, gwen, finn, chosen, seen):
    named = [gwen, finn] if chosen == "gwen" else []
    mine = goal(course, tom, *named, for_group=chosen == "the group")

    assert [mine in Goal.objects.visible_to(who) for who in (tom, ama, gwen)] == seen
    assert mine not in Goal.objects.visible_to(finn)


def test_a_certificate_is_its_owners_until_they_show_it(client, course, tom, ama):
    client.force_login(tom)
    at = reverse("study:completing", args=[course.pk])
    client.post(at, {"words": "All of it", "certificate": SimpleUploadedFile("c.pdf", b"%PDF-1.7 x")})
    file = File.objects.get()
    before = [File.objects.visible_to(who).count() for who in (tom, ama)]
    client.post(at, {"words": "All of it", "is_shown": "on"})

    assert before == [1, 0]
    assert [File.objects.visible_to(who).count() for who in (tom, ama)] == [1, 1]
    assert Completion.objects.get().certificate == file


def test_the_action_plan_is_written_again_and_printed(client, course, ama):
    course.plan({"topic": "Feedback", "people": ""}, by=ama, at=MONDAY)
    client.force_login(ama)
    client.post(reverse("study:planning", args=[course.pk]), {"topic": "Feedback, short", "success": "We ask them"})

    assert dict(course.answers.values_list("prompt", "text")) == {
        "topic": "Feedback, short", "success": "We ask them"}  # fmt: skip
    paper = client.get(reverse("study:plan-paper", args=[course.pk])).content.decode()
    sheet = client.get(reverse("study:info-sheet", args=[course.pk])).content.decode()
    assert "Feedback, short" in paper
    assert "The course runs from 2 November to 20 November 2026." in sheet
    assert "Feedback that Moves: Ama Boateng" in sheet


def test_a_design_is_copied_as_a_whole_by_another_school(trust, harbour, course, ama, priya, northgate):
    harbour.networks.add(trust)
    SchoolYear.objects.create(school=harbour, starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))
    course.lay_out([("One", "talk"), ("Two", "")], by=ama, at=MONDAY)
    course.plan({"topic": "Feedback"}, by=ama, at=MONDAY)
    design = Design.objects.share(
        course, person=ama, story="It went well.", audience="network", school=northgate, at=MONDAY
    )
    course.lay_out([], by=ama, at=FRIDAY)

    group = design.start(by=priya, school=harbour, title="Ours", starts_on=date(2027, 1, 4), at=FRIDAY)

    copied = Course.objects.get(group=group)
    assert (copied.title, copied.ends_on, copied.portal) == ("Assessment online", date(2027, 1, 22), "ESEP-17")
    assert list(copied.modules.order_by("order").values_list("title", "task", "opens_on")) == [
        ("One", "talk", date(2027, 1, 4)), ("Two", "", date(2027, 1, 11))]  # fmt: skip
    assert copied.answers.get().text == "Feedback"
    assert (group.approach.key, group.approach.school, group.question) == (
        "learning-group", harbour, course.group.question)  # fmt: skip


def test_a_design_taken_back_says_nothing_and_what_came_of_it_goes_on(course, ama, tom, northgate):
    design = Design.objects.share(course, person=ama, story="", audience="school", school=northgate, at=MONDAY)
    group = design.start(by=tom, school=northgate, title="Ours", starts_on=date(2027, 1, 4), at=FRIDAY)
    allowed = [policies.may_withdraw(ama, design), policies.may_copy(tom, design)]
    design.withdraw(by=ama, at=FRIDAY)
    design.withdraw(by=ama, at=FRIDAY)

    assert allowed == [True, True]
    assert [policies.may_withdraw(ama, design), policies.may_copy(tom, design)] == [False, False]
    assert (str(design), design.content) == ("a design that was taken back", {})
    assert Group.objects.filter(pk=group.pk).exists()


def test_a_way_of_working_that_a_school_does_not_have_is_said(client, course, ama, northgate):
    design = Design.objects.share(course, person=ama, story="", audience="school", school=northgate, at=MONDAY)
    Design.objects.filter(pk=design.pk).update(approach="gone")
    design.refresh_from_db()
    with pytest.raises(NoSuchWay):
        design.start(by=ama, school=northgate, title="Ours", starts_on=date(2027, 1, 4), at=FRIDAY)
    client.force_login(ama)
    answer = client.post(
        reverse("study:copying", args=[design.pk]), {"title": "O", "school": northgate.pk, "starts_on": "2027-01-04"}
    )

    assert answer.status_code == 422


def test_a_home_shows_the_course_of_now_only_where_there_is_one_or_the_approach_asks(feedback, ama):
    today = clock.today()
    group = Group.objects.select_related("approach").get(pk=feedback.pk)
    nothing = studying_now(group)
    group.approach.engine = "course"
    asks = studying_now(group)

    def begin(title, first, last):
        return Course.objects.begin(
            group, by=ama, at=MONDAY, title=title, starts_on=today + timedelta(first), ends_on=today + timedelta(last)
        )

    old = begin("Old", -90, -60)
    assert course_now(group) == old
    now = begin("Now", -8, 20)
    begin("Next", 30, 60)
    now.lay_out([("One", ""), ("Two", ""), ("Three", "")], by=ama, at=MONDAY)
    Help.objects.say(now, ama, kind="subject", offers=False, words="", at=MONDAY)
    shown = studying_now(group)

    assert (nothing, asks.course) == (None, None)
    assert (shown.course, shown.module.title, shown.wanted) == (now, "Two", 1)


def test_years_stand_beside_each_other_without_a_figure_about_people(feedback, ama, northgate):
    feedback.approach.engine = "course"
    feedback.approach.save()

    assert years_of(ama) == [("2026–27", 1, 1)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("laying-out", {"modules": "\n".join(f"M{n}" for n in range(31))}),
        ("laying-out", {"modules": "x" * 121}),
        ("planning", {"topic": "x" * 1001}),
        ("helping", {}),
        ("goal", {}),
        ("completing", {}),
        ("sharing", {}),
    ],
)
def test_what_does_not_fit_is_said_on_the_same_page(client, course, ama, name, data):
    client.force_login(ama)

    assert client.post(reverse(f"study:{name}", args=[course.pk]), data).status_code == 422


@pytest.mark.parametrize(
    "more", [{"ends_on": "2026-11-01"}, {"link": "ftp://example.org"}, {"title": ""}],
    ids=["ends early", "an odd link", "no title"],
)
def test_a_course_that_cannot_be_is_not_begun(client, feedback, ama, more):
    client.force_login(ama)
    given = {"title": "C", "starts_on": "2026-11-02", "ends_on": "2026-11-20"} | more

    assert client.post(reverse("study:beginning", args=[feedback.slug]), given).status_code == 422


def test_too_many_files_are_refused_beside_the_certificate(client, course, ama, monkeypatch):
    monkeypatch.setattr("collegium.files.models.MOST_IN_A_DAY", 0)
    client.force_login(ama)
    sent = {"words": "All", "certificate": SimpleUploadedFile("c.pdf", b"%PDF-1.7")}

    assert client.post(reverse("study:completing", args=[course.pk]), sent).status_code == 422


@pytest.mark.parametrize("many", [3, 300])
def test_the_page_costs_the_same_for_one_and_for_many(client, course, ama, tom, gwen, many):
    client.force_login(ama)
    counts = []
    for titles, people in ((["A"], [tom]), ([f"{number}" for number in range(many)], [tom, gwen, ama])):
        course.lay_out([(title, "") for title in titles], by=ama, at=MONDAY)
        for who in people:
            Help.objects.say(course, who, kind="language", offers=True, words="", at=MONDAY)
            Completion.objects.keep(course, who, words="All", is_shown=True, file=None, at=MONDAY)
            if who != ama:
                goal(course, who, for_group=True)
        with CaptureQueriesContext(connection) as asked:
            client.get(course.get_absolute_url())
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_what_may_be_copied_costs_the_same_for_one_three_and_three_hundred(client, northgate, sam):
    client.force_login(sam)
    counts = []
    for more in (1, 2, 297):
        Design.objects.bulk_create([
            Design(person=sam, school=northgate, audience="school", approach="none", title=f"{number}", at=MONDAY)
            for number in range(more)
        ])  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("study:designs"))
        counts.append(len(asked))

    assert len(set(counts)) == 1
