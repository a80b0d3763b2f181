"""What somebody did to learn, derived from where it happened."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.cpd.deriving import Span, Tried, log_of, minutes_of, tried_by
from collegium.cpd.models import Addition
from collegium.enquiry.models import Trial
from collegium.groups.models import RoleHeld
from collegium.meetings.models import Attendance, Item, Meeting, Sitting, Spell, Turn
from collegium.programmes.models import Aspect, RoleTemplate
from collegium.study.models import Accompaniment, Completion, Course, Mentoring
from collegium.teachmeets.models import Coming, Talk, TeachMeet
from collegium.visits.models import Visit
from collegium.walks.models import Walk, Walker
from tests.conftest import FRIDAY, MONDAY

AUTUMN = Span(date(2026, 9, 1), date(2027, 8, 31), "Europe/London")
HOUR = timedelta(hours=1)


def told(person, span=AUTUMN, at=FRIDAY):
    lines = log_of(person, span, at=at)
    return [(line.on.isoformat(), line.kind, line.title, line.role, line.minutes) for line in lines]


def came(group, person, starts_at, minutes=75):
    meeting = Meeting.objects.create(group=group, starts_at=starts_at, minutes=minutes, changed_at=starts_at,
                                     confirmed_at=starts_at)  # fmt: skip
    Attendance.objects.say(meeting, person, Attendance.Word.HERE, by=person, at=starts_at)
    return meeting


def visit(ama, tom, northgate, **more):
    starts_at = MONDAY - timedelta(days=3)
    said = {"asked_at": MONDAY, "visitor_said_at": MONDAY, "visited_said_at": MONDAY, "changed_at": MONDAY}
    times = {"starts_at": starts_at, "ends_at": starts_at + HOUR}
    return Visit.objects.create(visitor=tom, visited=ama, school=northgate, **(said | times | more))


def test_a_meeting_counts_for_whoever_was_there_with_their_role(feedback, ama, tom):
    meeting = came(feedback, ama, MONDAY)
    Attendance.objects.say(meeting, tom, Attendance.Word.APOLOGIES, by=tom, at=MONDAY)

    assert told(ama) == [("2026-11-09", "meeting", "Feedback that Moves", "Coordinator", 75)]
    assert told(tom) == []


def test_a_role_counts_on_the_days_on_which_it_was_held_or_taken_for_one_meeting(feedback, ama, tom):
    first, second = came(feedback, ama, MONDAY - timedelta(days=14)), came(feedback, ama, MONDAY)
    RoleHeld.objects.filter(membership__person=ama).update(until_on=date(2026, 11, 1))
    note_taker = RoleTemplate.objects.create(approach=feedback.approach, key="notes", title="Note-taker")
    Turn.objects.create(meeting=second, role=note_taker, person=ama, by=ama, at=MONDAY)
    Attendance.objects.say(first, tom, Attendance.Word.HERE, by=tom, at=MONDAY)

    assert [role for _on, _kind, _title, role, _minutes in told(ama)] == ["Coordinator", "Note-taker"]
    assert [role for _on, _kind, _title, role, _minutes in told(tom)] == ["member"]


def test_a_meeting_that_was_held_on_the_screen_counts_as_long_as_it_took(feedback, ama):
    meeting = came(feedback, ama, MONDAY)
    item = Item.objects.create(meeting=meeting, place=1, title="Trials", minutes=20)
    Sitting.objects.create(meeting=meeting, began_at=MONDAY, began_by=ama, item_since=MONDAY, stirred_at=MONDAY,
                           closed_at=MONDAY + HOUR, closed_by=ama)  # fmt: skip
    Spell.objects.create(item=item, began_at=MONDAY, ended_at=MONDAY + timedelta(minutes=50))

    assert [minutes for *_rest, minutes in told(ama)] == [50]


def test_what_is_called_off_to_come_or_of_another_year_does_not_count(feedback, ama):
    came(feedback, ama, MONDAY - timedelta(days=400))
    came(feedback, ama, FRIDAY + timedelta(days=3))
    Meeting.objects.filter(pk=came(feedback, ama, MONDAY).pk).update(cancelled_at=MONDAY)

    assert told(ama) == []


def test_both_of_a_visit_count_it_with_the_talk_after_it_and_neither_is_named(ama, tom, northgate):
    end = MONDAY - timedelta(days=3) + HOUR
    visit(ama, tom, northgate, talk_starts_at=end, talk_ends_at=end + timedelta(minutes=20))

    assert told(tom) == [("2026-11-06", "visit", "A visit to a colleague’s lesson", "visitor", 80)]
    assert told(ama) == [("2026-11-06", "visit", "A colleague’s visit to my lesson", "host", 80)]


def test_a_visit_without_a_talk_counts_as_long_as_the_lesson(ama, tom, northgate):
    visit(ama, tom, northgate)

    assert minutes_of(log_of(tom, AUTUMN, at=FRIDAY)) == 60


def test_an_evening_of_talks_counts_once_for_speaker_host_and_listener(ama, tom, sam, priya, northgate):
    meet = TeachMeet.objects.announce("Ten minutes", host=ama, at=MONDAY, starts_at=MONDAY, place="Hall",
                                      audience="school", school=northgate)  # fmt: skip
    talk = Talk.objects.sign_up(meet, person=tom, home=northgate, title="Dots", minutes=7, at=MONDAY)
    for person in (tom, sam):
        Coming.say(meet, by=person, at=MONDAY, comes=True)
    before = told(tom)
    TeachMeet.objects.filter(pk=meet.pk).update(ended_at=MONDAY + 2 * HOUR)
    Talk.objects.filter(pk=talk.pk).update(began_at=MONDAY)

    assert before == []
    assert [told(one)[0][2:] for one in (tom, ama, sam)] == [
        ("Ten minutes: Dots", "speaker", 120), ("Ten minutes", "host", 120), ("Ten minutes", "listener", 120),
    ]  # fmt: skip
    assert told(priya) == []


def test_a_course_has_no_hours_of_its_own(feedback, ama):
    course = Course.objects.begin(feedback, title="Digital week", starts_on=date(2026, 9, 20), by=ama, at=MONDAY,
                                  ends_on=date(2026, 10, 20))  # fmt: skip
    Completion.objects.keep(course, ama, words="All modules", is_shown=False, file=None, at=MONDAY)

    assert told(ama) == [("2026-11-09", "course", "Digital week: All modules", "learner", None)]
    Completion.objects.update(words="")
    assert told(ama)[0][2] == "Digital week"


def test_a_walk_and_going_along_with_a_school_count_without_hours(ama, tom, priya, northgate):
    aspect = Aspect.objects.create(school=northgate, title="Feedback")
    walk = Walk.objects.create(school=northgate, aspect=aspect, focus="Feedback", first_on=date(2026, 11, 2), by=ama,
                               last_on=date(2026, 11, 3), made_at=MONDAY, finished_at=MONDAY, announced_at=MONDAY,
                               begins_at=time(8), reviewed_on=date(2026, 9, 1))  # fmt: skip
    Walker.objects.create(walk=walk, person=ama, place=1)
    offer = Mentoring.objects.offer("Book groups", person=ama, most=1, at=MONDAY, audience="school", school=northgate)
    Accompaniment.objects.create(mentoring=offer, person=priya, words="Please", at=MONDAY, accepted=True,
                                 answered_at=MONDAY)  # fmt: skip

    assert told(ama) == [
        ("2026-11-03", "walk", "Feedback", "walker", None),
        ("2026-11-09", "mentoring", "Going along with a school that begins", "mentor", None),
    ]


def test_what_was_tried_is_listed_and_a_plan_is_not(ama, tom):
    Trial.objects.tell(person=ama, text="Dots", verdict="kept", at=MONDAY)
    Trial.objects.tell(person=ama, text="A plan", verdict="not-yet", at=MONDAY)
    Trial.objects.tell(person=ama, text="Last year", verdict="kept", at=MONDAY - timedelta(days=400))
    Trial.objects.tell(person=tom, text="Tom’s", verdict="kept", at=MONDAY)

    assert tried_by(ama, AUTUMN) == [Tried(date(2026, 11, 9), "Dots", "kept")]


def test_the_day_is_that_of_the_persons_own_clock(ama):
    late = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)
    Trial.objects.tell(person=ama, text="Late", verdict="kept", at=late)

    assert [one.on for one in tried_by(ama, AUTUMN)] == [date(2026, 9, 1)]
    assert tried_by(ama, Span(date(2026, 9, 1), date(2027, 8, 31), "UTC")) == []


def test_ones_own_additions_count_and_nobody_elses(ama, tom):
    Addition.objects.add(person=ama, on=date(2026, 10, 3), title="A conference", minutes=390, kind="conference",
                         role="", at=MONDAY)  # fmt: skip

    assert told(ama) == [("2026-10-03", "own", "A conference", "a conference or a visit elsewhere", 390)]
    assert told(tom) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_log_asks_as_often_for_one_as_for_many(feedback, ama, tom, northgate, many):
    for week in range(many):
        came(feedback, ama, MONDAY - timedelta(days=7 * week))
        Trial.objects.tell(person=ama, text=f"Dots {week}", verdict="kept", at=MONDAY)
        Addition.objects.add(person=ama, on=date(2026, 10, 3), title="A course", minutes=60, kind="course", role="",
                             at=MONDAY)  # fmt: skip

    with CaptureQueriesContext(connection) as asked:
        log_of(ama, AUTUMN, at=FRIDAY)
        tried_by(ama, AUTUMN)
    assert len(asked) == 13
