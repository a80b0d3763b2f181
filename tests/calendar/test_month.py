from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.calendar import sources
from collegium.calendar.events import Event
from collegium.calendar.month import month_before, month_of, next_month, zone_of
from collegium.calendar.views import wanted_month
from collegium.people.models import Closure, Term
from tests.conftest import MONDAY

NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def at_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def events(monkeypatch):
    found = []
    monkeypatch.setattr(sources, "_sources", [lambda person, first, last: found])
    return found


def event(hour=15, **more):
    start = datetime(2026, 11, 17, hour, 45, tzinfo=UTC)
    given = {"uid": str(hour), "sequence": 0, "starts_at": start, "ends_at": start + timedelta(hours=1),
             "title": "Group meeting", "inside": "Feedback that Moves",
             "url": "http://localhost:8000/meetings/7/"}  # fmt: skip
    return Event(**given | more)


def test_a_month_is_whole_weeks(tom, events):
    days = month_of(tom, NOVEMBER, MONDAY.date(), zone_of(tom))

    assert (days[0].on, days[-1].on) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [day.on for day in days if day.is_today] == [MONDAY.date()]
    assert sum(day.is_of_month for day in days) == 30
    assert all(day.is_blank for day in days)


def test_meetings_stand_on_their_day_by_the_readers_clock(tom, events):
    tom.timezone = "Pacific/Auckland"
    events += [event(), event(hour=5, cancelled=True, proposed=True)]

    [day] = [day for day in month_of(tom, NOVEMBER, MONDAY.date(), zone_of(tom)) if day.meetings]

    assert (day.on, day.meetings[0].time) == (date(2026, 11, 18), "04:45–05:45")
    assert (day.meetings[0].name, day.meetings[0].path) == ("Feedback that Moves", "/meetings/7/")


def test_closures_of_ones_own_schools_stand_on_each_of_their_days(tom, northgate, harbour, events):
    half_term, staff_day, elsewhere = (date(2026, 10, 26), date(2026, 11, 3)), date(2026, 11, 20), date(2026, 11, 5)
    Closure.objects.create(school=northgate, name="Half-term", starts_on=half_term[0], ends_on=half_term[1])
    Closure.objects.create(school=northgate, kind="inset", starts_on=staff_day, ends_on=staff_day)
    Closure.objects.create(school=harbour, name="Elsewhere", starts_on=elsewhere, ends_on=elsewhere)

    shut = {day.on.isoformat() for day in month_of(tom, NOVEMBER, MONDAY.date(), zone_of(tom)) if day.closures}

    assert len(shut) == 10
    assert "2026-11-20" in shut
    assert "2026-11-05" not in shut


def test_the_clock_one_lives_by(tom, gwen, northgate):
    northgate.timezone = "Europe/Lisbon"
    northgate.save()
    by_school = zone_of(tom).key
    tom.timezone = "Europe/Stockholm"

    assert (by_school, zone_of(tom).key, zone_of(gwen).key) == ("Europe/Lisbon", "Europe/Stockholm", "Europe/London")


def test_days_outside_term_say_so(client, tom, northgate, harbour, events):
    year = northgate.years.get()
    Term.objects.create(year=year, name="Autumn", starts_on=date(2026, 9, 1), ends_on=date(2026, 11, 25))

    days = month_of(tom, NOVEMBER, MONDAY.date(), zone_of(tom))
    client.force_login(tom)
    page = client.get(reverse("calendar:mine"), {"month": "2026-11"}).content.decode()

    assert [day.on.day for day in days if day.is_outside_term and day.is_of_month] == [26, 27, 30]
    assert page.count("outside term") == 7


def test_of_a_school_without_terms_no_day_is_outside(tom, northgate, events):
    assert not any(day.is_outside_term for day in month_of(tom, NOVEMBER, MONDAY.date(), zone_of(tom)))


@pytest.mark.parametrize(
    ("text", "first"),
    [("2027-02", date(2027, 2, 1)), ("", NOVEMBER), ("2027-13", NOVEMBER), ("x", NOVEMBER)],
)
def test_a_month_is_asked_for_by_its_name(text, first):
    assert wanted_month(text, MONDAY.date()) == first


def test_months_before_and_after():
    assert (next_month(date(2026, 12, 1)), next_month(date(2026, 11, 1))) == (date(2027, 1, 1), date(2026, 12, 1))
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)


def test_the_page_shows_the_month_and_helps_with_the_address(client, tom, events):
    events += [event(), event(hour=9, cancelled=True), event(hour=10, proposed=True)]
    client.force_login(tom)

    before = client.get(reverse("calendar:mine")).content.decode()
    client.post(reverse("calendar:address"))
    after = client.get(reverse("calendar:mine")).content.decode()
    client.post(reverse("calendar:ending"))
    ended = client.get(reverse("calendar:mine")).content.decode()

    assert "November 2026" in before
    assert "Feedback that Moves" in before
    assert "called off" in before
    assert "Make my calendar address" in before
    assert ".ics" in after
    assert "Your calendar address is dead" in ended
    assert "Make my calendar address" in ended


def test_an_empty_month_says_what_would_stand_there(client, tom, events):
    client.force_login(tom)

    page = client.get(reverse("calendar:mine"), {"month": "2027-01"}).content.decode()

    assert "Nothing stands in this month" in page


def test_a_month_asks_as_often_for_one_meeting_as_for_many(client, tom, events):
    client.force_login(tom)
    client.get(reverse("calendar:mine"))
    asked = []
    for many in (1, 3):
        events[:] = [event(hour=hour) for hour in range(8, 8 + many)]
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("calendar:mine"))
        asked.append(len(queries))

    assert asked[0] == asked[1]
