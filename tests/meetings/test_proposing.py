from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting, Series
from collegium.meetings.proposing import add, change_rhythm, propose, propose_more, too_soon
from collegium.people.models import Closure, School, Term
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def terms(northgate):
    """Autumn with a half-term, and spring."""
    year = northgate.years.get()
    Term.objects.create(year=year, name="Autumn", starts_on=date(2026, 9, 2), ends_on=date(2026, 12, 18))
    Term.objects.create(year=year, name="Spring", starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 26))
    Closure.objects.create(
        school=northgate, name="Half-term", starts_on=date(2027, 2, 15), ends_on=date(2027, 2, 19)
    )
    Closure.objects.create(
        school=northgate, name="Staff day", kind="inset", starts_on=date(2027, 1, 5), ends_on=date(2027, 1, 5)
    )
    return year


def series(group, ama, **more):
    given = {"weekday": 1, "starts_at": time(15, 45), "minutes": 75, "first_on": date(2026, 11, 10)}
    return propose(group, **given | {"by": ama, "at": MONDAY} | more)


def days(group):
    return [meeting.local_start.date() for meeting in group.meetings.order_by("starts_at")]


def test_a_series_stands_on_the_school_calendar(feedback, ama, northgate, terms):
    series(feedback, ama)

    assert days(feedback) == [
        date(2026, 11, 10), date(2026, 12, 1), date(2027, 1, 5), date(2027, 1, 26), date(2027, 2, 23),
        date(2027, 3, 16),
    ]  # fmt: skip
    assert {meeting.host for meeting in feedback.meetings.all()} == {northgate}


def test_the_first_meeting_is_fixed_and_the_rest_are_proposals(feedback, ama, terms):
    made = series(feedback, ama, number=3)

    assert [meeting.is_confirmed for meeting in feedback.meetings.order_by("starts_at")] == [True, False, False]
    assert made.confirmed_at is None
    assert set(Letter.objects.values_list("kind", flat=True)) == {"meeting"}


def test_a_group_that_has_a_series_keeps_it(feedback, ama, terms):
    first = series(feedback, ama, number=3)
    second = series(feedback, ama, number=9, weekday=3)

    assert second == first
    assert feedback.meetings.count() == 3
    assert list(Entry.objects.about(first).values_list("did", flat=True)) == ["proposed"]


def test_quarter_to_four_stays_quarter_to_four_when_the_clocks_change(feedback, ama):
    series(feedback, ama, first_on=date(2026, 10, 20), least_days_between=7, number=24)

    starts = list(feedback.meetings.order_by("starts_at").values_list("starts_at", flat=True))
    assert {start.astimezone(ZoneInfo("Europe/London")).time() for start in starts} == {time(15, 45)}
    assert {start.astimezone(UTC).time() for start in starts} == {time(15, 45), time(14, 45)}


def test_schools_take_turns_each_by_its_own_clock(feedback, ama, northgate, terms):
    porto = School.objects.create(name="Escola do Porto", slug="porto", timezone="Europe/Lisbon")
    malmo = School.objects.create(name="Malmöskolan", slug="malmo", timezone="Europe/Stockholm")
    series(feedback, ama, hosts=[northgate, porto, malmo], number=4)

    found = list(feedback.meetings.order_by("starts_at").select_related("host"))
    assert [meeting.host.slug for meeting in found] == ["northgate", "porto", "malmo", "northgate"]
    assert [meeting.local_start.time() for meeting in found] == [time(15, 45)] * 4
    assert found[2].starts_at.astimezone(UTC).time() == time(14, 45)


def test_without_hosts_the_groups_own_schools_take_turns(feedback, ama, harbour):
    feedback.schools.add(harbour)
    series(feedback, ama, number=2)

    assert set(feedback.series.hosts.all()) == set(feedback.schools.all())
    assert len({meeting.host_id for meeting in feedback.meetings.all()}) == 2


def test_a_group_that_meets_by_video_needs_no_host_but_keeps_the_school_calendar(feedback, ama, terms):
    series(feedback, ama, video="https://meet.example.org/x", number=3)

    assert days(feedback) == [date(2026, 11, 10), date(2026, 12, 1), date(2027, 1, 5)]
    assert {meeting.host for meeting in feedback.meetings.all()} == {None}


def test_a_school_without_terms_is_not_asked_to_meet_in_summer(feedback, ama):
    series(feedback, ama)

    assert days(feedback)[-1] <= date(2027, 7, 15)


def test_a_school_without_years_is_taken_until_summer(feedback, ama, northgate):
    northgate.years.all().delete()
    series(feedback, ama)

    assert days(feedback)[-1] <= date(2027, 7, 15)


def test_a_year_that_is_over_gives_no_dates(feedback, ama, terms):
    made = series(feedback, ama, first_on=date(2027, 6, 1))

    assert (made.group, feedback.meetings.count()) == (feedback, 0)


def test_more_dates_follow_in_the_same_rhythm(feedback, ama, terms):
    made = series(feedback, ama, number=2)
    propose_more(made, number=1, by=ama, at=FRIDAY)

    assert days(feedback) == [date(2026, 11, 10), date(2026, 12, 1), date(2027, 1, 5)]


def test_another_weekday_keeps_the_week_and_leaves_what_is_confirmed(feedback, ama, terms):
    made = series(feedback, ama, number=3)
    change_rhythm(made, weekday=3, starts_at=time(8, 0), minutes=45, also_confirmed=False, by=ama, at=MONDAY)

    found = [meeting.local_start.strftime("%Y-%m-%d %H:%M") for meeting in feedback.meetings.order_by("starts_at")]
    assert found == ["2026-11-10 15:45", "2026-12-03 08:00", "2027-01-07 08:00"]
    assert (made.weekday, made.starts_at, made.minutes) == (3, time(8, 0), 45)


def test_another_weekday_for_confirmed_meetings_too_if_the_group_says_so(feedback, ama, terms):
    made = series(feedback, ama, number=1)
    change_rhythm(made, weekday=0, starts_at=time(8, 0), minutes=45, also_confirmed=True, by=ama, at=MONDAY)

    assert days(feedback) == [date(2026, 11, 9)]


def test_a_changed_day_on_which_the_host_is_shut_moves_to_the_next_open_week(feedback, ama, northgate, terms):
    made = series(feedback, ama, number=2)
    Closure.objects.create(school=northgate, starts_on=date(2026, 12, 3), ends_on=date(2026, 12, 3))
    change_rhythm(made, weekday=3, starts_at=time(8, 0), minutes=45, also_confirmed=False, by=ama, at=MONDAY)

    assert days(feedback)[1] == date(2026, 12, 10)


def test_a_changed_weekday_without_a_host(feedback, ama, terms):
    made = series(feedback, ama, video="https://meet.example.org/x", number=2)
    change_rhythm(made, weekday=4, starts_at=time(8, 0), minutes=45, also_confirmed=False, by=ama, at=MONDAY)

    assert days(feedback)[1] == date(2026, 12, 4)


def test_one_more_meeting_is_meant_and_invites(feedback, ama, northgate):
    start = datetime(2026, 11, 24, 15, 45, tzinfo=UTC)
    more = {"starts_at": start, "minutes": 60, "timezone": "Europe/London", "host": northgate}
    first = add(feedback, **more, by=ama, at=MONDAY)
    second = add(feedback, **more, by=ama, at=MONDAY)

    assert first == second
    assert first.is_confirmed
    assert Letter.objects.filter(kind="meeting").count() == 3


def test_too_little_time_to_try_anything_is_said(feedback, ama, northgate, terms):
    series(feedback, ama, number=2)
    close = add(
        feedback, starts_at=datetime(2026, 11, 19, 15, 45, tzinfo=UTC), minutes=60, timezone="Europe/London",
        by=ama, at=MONDAY,
    )  # fmt: skip
    last = feedback.meetings.order_by("starts_at").last()

    assert too_soon(list(Meeting.objects.all()), 21) == {close.pk: 9, last.pk: 12}


def test_the_group_confirms_all_that_is_left(feedback, ama, tom, terms):
    made = series(feedback, ama, number=3)
    made.confirm(by=tom, at=FRIDAY)
    made.confirm(by=ama, at=FRIDAY)

    assert [meeting.is_confirmed for meeting in feedback.meetings.order_by("starts_at")] == [True, True, True]
    assert list(Entry.objects.about(made).order_by("pk").values_list("did", flat=True)) == ["proposed", "confirmed"]
    assert (str(made), made.get_absolute_url()) == ("Feedback that Moves", "/meetings/series/feedback-that-moves/")


def test_who_sees_a_series(feedback, ama, tom, sam, priya, hale, finn):
    made = series(feedback, ama, number=1)

    seen = [person.first_name for person in (ama, tom, sam, hale, priya) if made in Series.objects.visible_to(person)]
    feedback.listed = False
    feedback.save()
    everybody = (ama, tom, sam, hale, priya, finn)
    unlisted = [person.first_name for person in everybody if made in Series.objects.visible_to(person)]
    assert seen == ["Ama", "Tom", "Sam", "Martin"]
    assert unlisted == ["Ama", "Tom", "Martin"]
