from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.groups.models import Group
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting
from tests.conftest import MONDAY, member
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.usefixtures("at_monday")


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def test_a_meetings_page_says_when_where_and_whom_to_ask(client, meeting, tom):
    text = page(client, tom, "meetings:meeting", meeting.pk)

    assert "Tuesday 17 November, 15:45–17:00" in text
    assert "Room 12, Northgate High" in text
    assert "https://meet.example.org/secret" in text
    assert "Ama Boateng" in text
    assert "confirmed" in text


def test_colleagues_of_a_listed_group_see_when_and_where_but_not_the_video_link(client, meeting, sam):
    text = page(client, sam, "meetings:meeting", meeting.pk)

    assert "Room 12, Northgate High" in text
    assert "meet.example.org" not in text
    assert "Change time or place" not in text


def test_whoever_plans_without_belonging_moves_a_meeting_and_is_not_shown_its_link(client, meeting, hale):
    text = page(client, hale, "meetings:meeting", meeting.pk)
    client.post(
        reverse("meetings:arrangement", args=[meeting.pk]),
        {"on": "2026-11-18", "starts_at": "16:00", "minutes": "60", "room": "Library", "video": "https://x.example/"},
    )
    meeting.refresh_from_db()

    assert "Change time or place" in text
    assert "meet.example.org" not in text
    assert (meeting.room, meeting.video) == ("Library", "https://meet.example.org/secret")


def test_a_meeting_that_the_planner_adds_has_the_groups_own_link(client, series, feedback, hale):
    series.video = "https://meet.example.org/secret"
    series.save()

    text = page(client, hale, "meetings:series", feedback.slug)
    client.post(
        reverse("meetings:addition", args=[feedback.slug]),
        {"on": "2026-12-18", "starts_at": "16:00", "minutes": "60"},
    )

    assert "meet.example.org" not in text
    assert feedback.meetings.latest("pk").video == "https://meet.example.org/secret"


def test_the_planner_of_an_unlisted_group_reads_its_dates_and_not_its_question(client, series, feedback, hale, ama):
    feedback.unlist(by=ama, at=MONDAY)

    text = page(client, hale, "meetings:series", feedback.slug)

    assert "Feedback that Moves" in text
    assert feedback.question not in text


def test_the_time_is_the_readers_and_the_other_is_said(client, meeting, tom):
    tom.timezone = "Europe/Stockholm"
    tom.save()

    text = page(client, tom, "meetings:meeting", meeting.pk)

    assert "16:45–18:00" in text
    assert "(begins at 15:45 where the group meets)" in text


def test_who_meets_elsewhere_then_is_told(client, meeting, tom, northgate, learning_group, ama):
    other = Group.objects.create(
        title="Oracy first", slug="oracy", approach=learning_group, year_starts_on=date(2026, 9, 1),
        started_by=ama, started_at=MONDAY,
    )  # fmt: skip
    member(other, tom, northgate)
    clash = Meeting.objects.create(group=other, starts_at=TUESDAY_17 + timedelta(minutes=60), changed_at=MONDAY)
    Meeting.objects.create(group=other, starts_at=TUESDAY_17 + timedelta(minutes=75), changed_at=MONDAY)
    Meeting.objects.create(group=other, starts_at=TUESDAY_17 - timedelta(minutes=75), changed_at=MONDAY)

    assert Meeting.objects.at_the_time_of(meeting, tom) == [clash]
    assert "You also meet with <b>Oracy first</b> then" in page(client, tom, "meetings:meeting", meeting.pk)
    assert "You also meet" not in page(client, ama, "meetings:meeting", meeting.pk)


def test_a_cancelled_and_a_past_meeting_say_so(client, meeting, tom, ama):
    meeting.cancel(by=ama, at=MONDAY)
    old = Meeting.objects.create(group=meeting.group, starts_at=MONDAY - timedelta(days=3), changed_at=MONDAY)

    assert "This meeting is called off." in page(client, tom, "meetings:meeting", meeting.pk)
    over = page(client, tom, "meetings:meeting", old.pk)
    assert "This meeting is over." in over
    assert "Where is not decided yet." in over
    assert "Change time or place" not in over


def arrange(client, meeting, **fields):
    given = {"on": "2026-11-18", "starts_at": "16:00", "minutes": "60", "host": "", "room": "Hall", "video": "",
             "seen": meeting.sequence}  # fmt: skip
    return client.post(reverse("meetings:arrangement", args=[meeting.pk]), given | fields)


def test_any_member_moves_a_meeting(client, meeting, tom, northgate):
    client.force_login(tom)
    response = arrange(client, meeting, host=northgate.pk)

    meeting.refresh_from_db()
    assert response["Location"] == meeting.get_absolute_url()
    assert meeting.local_start.isoformat() == "2026-11-18T16:00:00+00:00"
    assert (meeting.minutes, meeting.room) == (60, "Hall")


def test_a_change_made_meanwhile_is_shown_and_not_overwritten(client, meeting, tom, ama):
    client.force_login(tom)
    meeting.move(room="Library", by=ama, at=MONDAY)
    stale = arrange(client, meeting, seen=0)
    meeting.refresh_from_db()
    kept = meeting.room

    again = arrange(client, meeting, seen=1)

    assert (stale.status_code, kept, again.status_code) == (409, "Library", 302)
    assert "Somebody changed this meeting a moment ago" in stale.content.decode()
    assert 'value="Hall"' in stale.content.decode()
    assert "Library" in stale.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2026-11-02"}, "That is in the past."),
        ({"on": "2026-11-24", "starts_at": "15:45"}, "This group has another meeting then."),
        ({"video": "http://meet.example.org/x"}, "A video link begins with https://"),
        ({"minutes": "0"}, "greater than or equal to 5"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(client, meeting, tom, fields, words):
    Meeting.objects.create(group=meeting.group, starts_at=TUESDAY_17 + timedelta(days=7), changed_at=MONDAY)
    client.force_login(tom)

    response = arrange(client, meeting, **fields)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert 'value="Hall"' in response.content.decode()


def test_a_meeting_without_a_school_keeps_its_clock(client, meeting, tom):
    Meeting.objects.update(timezone="Europe/Stockholm")
    client.force_login(tom)
    arrange(client, meeting)

    meeting.refresh_from_db()
    assert (meeting.host, meeting.local_start.isoformat()) == (None, "2026-11-18T16:00:00+01:00")


def test_calling_off_through_the_page_says_what_happened(client, meeting, tom):
    client.force_login(tom)
    text = client.post(reverse("meetings:cancellation", args=[meeting.pk]), follow=True).content.decode()

    assert "Called off." in text


def test_the_dates_of_a_group_stand_in_order_with_their_state(client, series, tom):
    text = page(client, tom, "meetings:series", series.group.slug)

    assert text.index("Tuesday 17 November") < text.index("Tuesday 8 December") < text.index("Tuesday 29 December")
    assert "2 dates are proposed" in text
    assert "Tuesdays at 15:45, at least 21 days apart" in text


def test_the_group_confirms_them_all_on_the_page(client, series, tom):
    client.force_login(tom)
    text = client.post(reverse("meetings:dates", args=[series.group.slug]), follow=True).content.decode()

    assert "proposed" not in text
    assert Letter.objects.filter(kind="meeting").count() == 9


@pytest.mark.parametrize(
    ("host", "promised"), [("mail.example", [1, 1, 0]), ("", [0, 0, 1])], ids=["with mail", "without mail"]
)
def test_invitations_are_promised_where_letters_leave_and_nowhere_else(client, series, tom, settings, host, promised):
    settings.EMAIL_HOST = host

    text = page(client, tom, "meetings:series", series.group.slug)

    words = ["Every member gets an invitation for each.", "Invitations come by mail.", "Mail does not work here yet"]
    assert [text.count(each) for each in words] == promised


@pytest.mark.parametrize(("host", "says"), [("mail.example", True), ("", False)], ids=["with mail", "without mail"])
def test_a_meetings_own_page_says_how_it_comes_into_a_calendar_here(client, series, tom, ama, settings, host, says):
    settings.EMAIL_HOST = host
    first, later = series.group.meetings.order_by("starts_at")[:2]
    first.confirm(by=ama, at=MONDAY)

    confirmed, proposed = (page(client, tom, "meetings:meeting", one.pk) for one in (first, later))

    assert ("Invitations come by mail." in confirmed, "Once confirmed it comes by mail" in proposed) == (says, says)
    assert "Every member gets an invitation for their calendar." not in confirmed
    assert ("Every member gets an invitation for their calendar." in proposed) is says
    assert ("Mail does not work here yet" in proposed) is not says


def test_meetings_too_close_together_are_said(client, series, tom):
    Meeting.objects.create(group=series.group, starts_at=TUESDAY_17 + timedelta(days=2), changed_at=MONDAY)

    text = page(client, tom, "meetings:series", series.group.slug)

    assert "Only 2 days after the one before" in text


def test_a_group_without_dates_is_helped_to_plan_them(client, feedback, tom, northgate):
    text = page(client, tom, "meetings:series", feedback.slug)
    response = client.post(
        reverse("meetings:plan", args=[feedback.slug]),
        {"weekday": "2", "starts_at": "08:00", "minutes": "45", "first_on": "2026-11-16", "number": "2",
         "least_days_between": "14", "hosts": [northgate.pk], "room": "Library", "video": ""},
    )  # fmt: skip

    assert "No meetings planned yet" in text
    assert response["Location"] == reverse("meetings:series", args=[feedback.slug])
    assert [meeting.local_start.isoformat() for meeting in feedback.meetings.order_by("starts_at")] == [
        "2026-11-18T08:00:00+00:00", "2026-12-02T08:00:00+00:00",
    ]  # fmt: skip


def test_colleagues_see_that_there_is_nothing_yet(client, feedback, sam):
    assert "When the group plans one, it stands here." in page(client, sam, "meetings:series", feedback.slug)


def test_past_meetings_fold_away_and_can_still_be_told_of(client, series, tom, sam):
    past = Meeting.objects.create(
        group=series.group, starts_at=MONDAY - timedelta(days=30), changed_at=MONDAY, confirmed_at=MONDAY
    )
    way = reverse("meetings:afterwards", args=[past.pk])

    mine, theirs = (page(client, person, "meetings:series", series.group.slug) for person in (tom, sam))

    assert ("1 date gone by" in mine, way in mine, way in theirs) == (True, True, False)


def test_one_more_more_dates_and_another_rhythm(client, series, tom, northgate):
    client.force_login(tom)
    group = series.group
    client.post(
        reverse("meetings:addition", args=[group.slug]),
        {"on": "2026-11-26", "starts_at": "15:45", "minutes": "60", "host": northgate.pk, "room": "", "video": ""},
    )
    client.post(reverse("meetings:more", args=[group.slug]), {"number": "1"})
    rhythm = {"weekday": "3", "starts_at": "16:00", "minutes": "60"}
    client.post(reverse("meetings:rhythm", args=[group.slug]), rhythm)

    found = [meeting.local_start.strftime("%a %d %b %H:%M") for meeting in group.meetings.order_by("starts_at")]
    assert found == [
        "Tue 17 Nov 15:45", "Thu 26 Nov 15:45", "Thu 10 Dec 16:00", "Thu 31 Dec 16:00", "Thu 21 Jan 16:00",
    ]  # fmt: skip


def test_a_groups_dates_ask_as_often_for_one_as_for_many(client, series, tom):
    client.force_login(tom)
    host, asked = series.group.schools.get(), []
    for many in (1, 3, 40):
        Meeting.objects.all().delete()
        for n in range(many):
            start = TUESDAY_17 + timedelta(days=n)
            Meeting.objects.create(group=series.group, starts_at=start, changed_at=MONDAY, host=host)
        client.get(reverse("meetings:series", args=[series.group.slug]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("meetings:series", args=[series.group.slug]))
        asked.append(len(queries))

    assert len(set(asked)) == 1
