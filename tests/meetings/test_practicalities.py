"""What has to be seen to before a meeting: by whom, for whom, and what nobody else may know."""

from datetime import UTC, datetime, timedelta

import pytest

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.mail.questions import Closed, question_of
from collegium.meetings import conducting, jobs, seeing_to
from collegium.meetings.hours import in_hours, time_together
from collegium.meetings.models import (
    Allergy,
    Arrival,
    Attendance,
    Check,
    Meeting,
    Refreshments,
    RoomQuestion,
    Video,
)
from collegium.meetings.organising import organisers_of
from tests.conftest import FRIDAY, MONDAY
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.usefixtures("roles")

# Saturday is three days before: it is asked on the working day before that.
ASKED = datetime(2026, 11, 13, 8, 0, tzinfo=UTC)


@pytest.fixture
def organiser(meeting, at_monday):
    return organisers_of(meeting)[0]


@pytest.fixture
def others(organiser, ama, tom, gwen):
    return [person for person in (ama, tom, gwen) if person != organiser]


def address(meeting, rest=""):
    return f"/meetings/{meeting.pk}/practicalities/{rest}"


def page_of(client, person, meeting):
    client.force_login(person)
    return client.get(address(meeting)).content.decode()


# The way in


def test_how_to_find_a_school_is_written_once_and_there_for_its_next_meeting(client, meeting, organiser, northgate):
    client.force_login(organiser)
    given = {"finding_room": "Second floor", "parking": "Behind the gym", "signing_in": "Desk", "booking": "Office"}

    client.post(address(meeting, "way/"), given)

    second = Meeting.objects.create(
        group=meeting.group, starts_at=TUESDAY_17 + timedelta(weeks=3), host=northgate, room="Hall", changed_at=MONDAY
    )
    school, room = seeing_to.ways_in(meeting)
    assert (school.parking, school.booking, room.finding) == ("Behind the gym", "Office", "Second floor")
    school, room = seeing_to.ways_in(second)
    assert (school.parking, room) == ("Behind the gym", None)
    assert "Behind the gym" in client.get(second.get_absolute_url()).content.decode()


def test_the_same_words_again_are_no_news(northgate, ama, tom):
    Arrival.objects.describe(northgate, "", by=ama, at=MONDAY, parking="Behind the gym")

    again = Arrival.objects.describe(northgate, "", by=tom, at=FRIDAY, parking="Behind the gym")

    assert (again.by, Entry.objects.filter(did="described").count()) == (ama, 1)


def test_a_meeting_without_a_school_or_a_room_has_no_way_in(client, meeting, organiser):
    Meeting.objects.filter(pk=meeting.pk).update(host=None, room="")
    meeting.refresh_from_db()

    assert seeing_to.ways_in(meeting) == (None, None)
    page = page_of(client, organiser, meeting)
    assert "Getting there" not in page
    assert "Refreshments" not in page
    assert client.post(address(meeting, "way/"), {"parking": "x"}).status_code == 403


def test_words_that_are_too_long_stay_in_the_form(client, meeting, organiser):
    client.force_login(organiser)

    answers = [
        client.post(address(meeting, rest), {name: "x" * 301})
        for rest, name in (("way/", "parking"), ("refreshments/", "text"), ("videos/", "title"), ("checks/", "said"))
    ]

    assert [answer.status_code for answer in answers] == [422] * 4


def test_where_no_room_is_named_only_the_school_is_described(client, meeting, organiser):
    Meeting.objects.filter(pk=meeting.pk).update(room="")
    client.force_login(organiser)

    client.post(address(meeting, "way/"), {"parking": "Behind the gym"})

    assert list(Arrival.objects.values_list("room", "parking")) == [("", "Behind the gym")]


# The list


def test_the_organiser_ticks_and_everybody_sees_who_and_when(client, meeting, organiser, others):
    client.force_login(organiser)

    client.post(address(meeting, "checks/"), {"said": "sound::yes"})
    client.post(address(meeting, "checks/"), {"said": "sound::yes"})

    assert Check.objects.get().by == organiser
    assert f"{organiser.first_name}, Monday 9 November, 12:00" in page_of(client, others[0], meeting)
    assert client.post(address(meeting, "checks/"), {"said": "sound::no"}).status_code == 403
    client.force_login(organiser)
    client.post(address(meeting, "checks/"), {"said": "sound::no"})
    assert not Check.objects.exists()


def test_each_video_is_tried_on_the_schools_network_and_as_a_copy(client, meeting, organiser, others):
    client.force_login(others[0])
    client.post(address(meeting, "videos/"), {"title": "Waiting time", "link": "https://video.example.org/1"})
    client.post(address(meeting, "videos/"), {"title": "Waiting time", "link": "https://video.example.org/1"})
    video = Video.objects.get()
    client.force_login(organiser)

    client.post(address(meeting, "checks/"), {"said": f"plays:{video.pk}:yes"})

    _lines, clips = seeing_to.checklist(meeting)
    assert [line.check is not None for line in clips[0].lines] == [True, False]
    assert seeing_to.still_to_try(meeting) == 5
    assert "Waiting time" in client.get(f"/meetings/{meeting.pk}/agenda/").content.decode()
    assert "Waiting time" in client.get(f"/meetings/{meeting.pk}/agenda/paper/").content.decode()
    client.post(f"/meetings/videos/{video.pk}/withdrawal/")
    video.withdraw(by=organiser, at=MONDAY)
    assert seeing_to.checklist(meeting)[1] == []
    assert client.post(address(meeting, "checks/"), {"said": f"plays:{video.pk}:yes"}).status_code == 422


@pytest.mark.parametrize("said", ["coffee::yes", "sound::maybe", "", "plays:999999:yes"])
def test_what_is_not_on_the_list_is_refused(client, meeting, organiser, said):
    client.force_login(organiser)

    assert client.post(address(meeting, "checks/"), {"said": said}).status_code == 422


def test_a_video_link_is_encrypted(client, meeting, organiser):
    client.force_login(organiser)

    assert client.post(address(meeting, "videos/"), {"title": "T", "link": "http://x.example"}).status_code == 422


def test_an_online_meeting_only_tries_the_sound(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(host=None, room="")
    meeting.refresh_from_db()

    assert [line.what for line in seeing_to.checklist(meeting)[0]] == ["sound"]


@pytest.mark.parametrize("number", [1, 3, 300])
def test_however_many_videos_there_are_the_list_costs_the_same(
    meeting, ama, number, django_assert_num_queries
):
    Video.objects.bulk_create(Video(meeting=meeting, title=f"{n}", by=ama, at=MONDAY) for n in range(number))

    with django_assert_num_queries(2):
        assert len(seeing_to.checklist(meeting)[1]) == number


# Refreshments, and what nobody else may know


def test_who_brings_what_is_told_to_all_and_taken_back_by_saying_nothing(client, meeting, organiser, others):
    client.force_login(organiser)
    client.post(address(meeting, "refreshments/"), {"text": "Tom: biscuits"})

    assert "Tom: biscuits" in page_of(client, others[0], meeting)
    client.force_login(organiser)
    client.post(address(meeting, "refreshments/"), {"text": ""})
    assert not Refreshments.objects.exists()


def test_an_allergy_is_told_to_the_organiser_of_the_next_meeting_alone(client, meeting, organiser, others):
    one, other = others
    client.force_login(one)
    client.post("/meetings/food/own/", {"text": " nuts  and sesame "})

    seen = {person: set(Allergy.objects.visible_to(person)) for person in (organiser, one, other)}

    told = Allergy.objects.get()
    assert told.text == "nuts and sesame"
    assert seen == {organiser: {told}, one: {told}, other: set()}
    assert "nuts and sesame" in page_of(client, organiser, meeting)
    assert "nuts and sesame" in page_of(client, one, meeting)
    assert "nuts and sesame" not in page_of(client, other, meeting)
    assert "nuts and sesame" in client.get("/meetings/food/").content.decode() or other


def test_of_the_meeting_after_the_next_its_organiser_is_not_told_yet(client, meeting, organiser, others, northgate):
    after = Meeting.objects.create(
        group=meeting.group, starts_at=TUESDAY_17 + timedelta(weeks=3), host=northgate, changed_at=MONDAY
    )
    Allergy.objects.say(organiser, "nuts", at=MONDAY)
    then = organisers_of(after)[0]

    assert then != organiser
    assert seeing_to.told_what_to_leave_out(after, then, at=MONDAY) == []


def test_who_sent_apologies_eats_nothing(meeting, organiser, others):
    Allergy.objects.say(others[0], "nuts", at=MONDAY)
    assert len(seeing_to.told_what_to_leave_out(meeting, organiser, at=MONDAY)) == 1

    Attendance.objects.say(meeting, others[0], "away", by=others[0], at=MONDAY)

    told = seeing_to.told_what_to_leave_out(meeting, organisers_of(meeting)[0], at=MONDAY)
    assert told == []


def test_an_allergy_leaves_no_trace_in_the_history_and_none_when_taken_back(client, ama):
    Allergy.objects.say(ama, "nuts", at=MONDAY)
    Allergy.objects.say(ama, "", at=MONDAY)

    assert (Allergy.objects.count(), Entry.objects.count()) == (0, 0)


def test_who_leaves_is_no_longer_known_to_the_organiser_and_forgotten_the_next_night(
    meeting, organiser, others, at_monday, feedback
):
    for person in others:
        Allergy.objects.say(person, "nuts", at=MONDAY)

    feedback.memberships.get(person=others[0]).leave(by=others[0], at=MONDAY)

    assert others[0].pk not in Allergy.objects.visible_to(organiser).values_list("person", flat=True)
    jobs.forget_needless_allergies.func()
    assert [told.person for told in Allergy.objects.all()] == [others[1]]
    feedback.conclude(by=others[1], at=MONDAY)
    assert seeing_to.forget_needless_allergies() == 1


def test_too_long_an_allergy_stays_in_the_form(client, ama, feedback):
    client.force_login(ama)

    assert client.post("/meetings/food/own/", {"text": "x" * 201}).status_code == 422


# Is the room still needed?


@pytest.fixture
def asked(meeting, time_machine_at):
    time_machine_at(ASKED)
    jobs.ask_for_rooms.func()
    return RoomQuestion.objects.filter(meeting=meeting).first()


def test_three_days_before_the_organiser_is_asked_once(meeting, organiser, asked):
    jobs.ask_for_rooms.func()

    letter = Letter.objects.get(kind="meeting-room")
    assert letter.person == organiser
    assert "Room 12" in letter.text
    assert f"/meetings/{meeting.pk}/practicalities/" in letter.text
    assert seeing_to.is_room_question_wanted(letter)


def test_before_that_morning_nobody_is_asked(meeting, organiser):
    seeing_to.ask_for_rooms(at=ASKED - timedelta(minutes=1))

    assert not RoomQuestion.objects.exists()


def test_online_nobody_is_asked_about_a_room(meeting, time_machine_at):
    Meeting.objects.filter(pk=meeting.pk).update(host=None, room="")
    time_machine_at(ASKED)

    jobs.ask_for_rooms.func()

    assert not Letter.objects.filter(kind="meeting-room").exists()


def test_a_meeting_that_was_only_just_arranged_is_not_asked_about(meeting, ama):
    meeting.move(room="Hall", by=ama, at=ASKED + timedelta(minutes=5))

    seeing_to.ask_for_rooms(at=ASKED + timedelta(minutes=20))

    assert not RoomQuestion.objects.exists()


def test_without_a_school_the_working_day_before_is_asked_all_the_same(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(host=None)
    meeting.refresh_from_db()

    assert seeing_to.asked_on(meeting) == ASKED


def test_where_the_school_is_shut_for_a_week_it_is_asked_three_days_before(meeting, northgate):
    northgate.years.get().terms.create(name="Later", starts_on="2026-11-16", ends_on="2026-12-18")

    assert seeing_to.asked_on(meeting) == ASKED + timedelta(days=1)


def test_yes_is_one_tap(client, meeting, organiser, asked):
    client.force_login(organiser)
    assert "Is the room still needed?" in client.get("/").content.decode()
    assert "Is the room still needed?" in client.get(meeting.get_absolute_url()).content.decode()

    client.post(address(meeting, "room/"), {"needed": "yes"})

    asked.refresh_from_db()
    assert (asked.needed, asked.by) == (True, organiser)
    assert "The room is needed" in page_of(client, organiser, meeting)
    assert "Is the room still needed?" not in client.get("/").content.decode()
    assert not seeing_to.is_room_question_wanted(Letter.objects.get(kind="meeting-room"))


def test_no_says_how_to_free_it_and_may_be_taken_back(client, meeting, organiser, asked, others, northgate):
    client.force_login(organiser)
    client.post(address(meeting, "room/"), {"needed": "no"})
    assert "Tell whoever gives out rooms" in page_of(client, organiser, meeting)
    Arrival.objects.describe(northgate, "", booking="Mrs Dale, office", by=organiser, at=MONDAY)

    page = page_of(client, organiser, meeting)

    assert "Mrs Dale, office" in page
    assert "Then change where you meet" in page
    assert "Mrs Dale, office" not in page_of(client, others[0], meeting)
    client.force_login(organiser)
    client.post(address(meeting, "room/"), {"needed": "yes"})
    asked.refresh_from_db()
    assert asked.needed is True
    asked.answer(True, by=others[0], at=FRIDAY)
    assert asked.by == organiser


def test_others_are_not_asked_and_cannot_answer(client, meeting, others, asked):
    client.force_login(others[0])

    assert "Is the room still needed?" not in client.get("/").content.decode()
    assert client.post(address(meeting, "room/"), {"needed": "no"}).status_code == 403


def test_where_nothing_was_asked_there_is_nothing_to_answer(client, meeting, organiser):
    client.force_login(organiser)

    assert client.post(address(meeting, "room/"), {"needed": "no"}).status_code == 403


def test_moved_to_another_day_it_is_asked_anew(meeting, organiser, asked, ama, time_machine_at):
    letter = Letter.objects.get(kind="meeting-room")

    meeting.move(starts_at=TUESDAY_17 + timedelta(days=14), by=ama, at=ASKED)

    assert not seeing_to.is_room_question_wanted(letter)
    assert seeing_to.open_room_questions(organiser, at=ASKED) == []
    time_machine_at(ASKED + timedelta(days=14))
    jobs.ask_for_rooms.func()
    assert RoomQuestion.objects.count() == 2


def test_whoever_has_left_gets_no_such_letter(meeting, organiser, asked, feedback):
    letter = Letter.objects.get(kind="meeting-room")

    feedback.memberships.get(person=organiser).leave(by=organiser, at=ASKED)

    assert not seeing_to.is_room_question_wanted(letter)


def test_an_organiser_whom_no_letter_reaches_finds_it_on_the_page(client, meeting, organiser, time_machine_at):
    organiser.email = None
    organiser.save()
    time_machine_at(ASKED)

    jobs.ask_for_rooms.func()

    assert not Letter.objects.filter(kind="meeting-room").exists()
    assert "Is the room still needed?" in page_of(client, organiser, meeting)


def test_once_it_has_begun_nothing_is_asked(meeting, asked):
    assert seeing_to.room_question(meeting, at=TUESDAY_17) is None


# Time together


def test_the_hours_of_the_year_are_shown_to_the_group_alone(client, meeting, ama, hale, northgate, at_monday):
    meeting.confirm(by=ama, at=MONDAY)
    for days, held in ((-40, True), (-20, False), (400, False)):
        more = Meeting.objects.create(
            group=meeting.group, starts_at=TUESDAY_17 + timedelta(days=days), minutes=60, host=northgate,
            confirmed_at=MONDAY, changed_at=MONDAY,
        )  # fmt: skip
        if held:
            sitting = conducting.begin(more, by=ama, at=more.starts_at)
            conducting.close(sitting, by=ama, at=more.starts_at + timedelta(minutes=50))

    time = time_together(meeting.group, at=MONDAY)

    assert (time.planned, time.planned_hours, time.held, time.held_hours) == (3, "3:15", 1, "0:50")
    assert in_hours(600) == "10:00"
    client.force_login(ama)
    assert "Time together this year" in client.get(f"/meetings/series/{meeting.group.slug}/").content.decode()
    client.force_login(hale)
    assert "Time together" not in client.get(f"/meetings/series/{meeting.group.slug}/").content.decode()


def test_a_meeting_that_closed_itself_counts_as_long_as_it_was_meant(meeting, ama):
    sitting = conducting.begin(meeting, by=ama, at=TUESDAY_17)
    conducting.close(sitting, by=None, at=TUESDAY_17 + timedelta(hours=4))

    assert time_together(meeting.group, at=TUESDAY_17).held_minutes == 75


def test_the_room_is_answered_from_the_letter_while_the_question_stands(meeting, organiser, asked, others):
    letter = Letter.objects.get(kind="meeting-room")
    question = question_of(letter)
    assert (question.said, [answer.code for answer in question.answers]) == ("", ["yes", "no"])

    question.take("no", "", ASKED)

    asked.refresh_from_db()
    assert (asked.needed, asked.by, question_of(letter).said) == (False, organiser, "no")
    question.take("yes", "", ASKED)
    assert question_of(letter).said == "yes"
    meeting.cancel(by=others[0], at=ASKED)
    assert question_of(letter) is None
    with pytest.raises(Closed):
        question.take("yes", "", ASKED)
