from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.urls import reverse

from collegium.calendar import sources
from collegium.calendar.events import Event
from collegium.calendar.feeding import address_of, end_address, renew_address
from collegium.calendar.inviting import invitation
from collegium.history.models import Entry
from collegium.people.models import Link
from tests.conftest import MONDAY

TUESDAY = datetime(2026, 11, 17, 15, 45, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def events(monkeypatch):
    """What Tom's calendar holds, and nobody else's."""
    found = []
    monkeypatch.setattr(
        sources, "_sources", [lambda person, first, last: found if person.first_name == "Tom" else []]
    )
    return found


def event(**more):
    given = {
        "uid": "one@example.org", "sequence": 2, "starts_at": TUESDAY, "ends_at": TUESDAY + timedelta(minutes=75),
        "title": "Feedback, that; moves\nus", "place": "Room 12, Northgate", "url": "https://example.org/m/1/",
        "changed_at": MONDAY,
    }  # fmt: skip
    return Event(**given | more)


def fetch(client, person, **headers):
    token = Link.objects.for_("calendar", person).token
    return client.get(reverse("calendar:feed", args=[token]), headers=headers)


def read(response):
    return icalendar.Calendar.from_ical(response.content)


def test_a_feed_holds_each_event_on_its_own_in_utc(client, tom, events):
    events += [event(), event(uid="two@example.org", starts_at=TUESDAY + timedelta(days=7))]

    response = fetch(client, tom)

    found = read(response).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [each["uid"] for each in found] == ["one@example.org", "two@example.org"]
    assert b"DTSTART:20261117T154500Z" in response.content
    assert b"TZID" not in response.content
    assert (found[0]["summary"], found[0]["location"], found[0]["sequence"]) == (
        "Feedback, that; moves\nus", "Room 12, Northgate", 2,
    )  # fmt: skip


def test_a_feed_says_how_often_to_come_back(client, tom, events):
    content = fetch(client, tom).content.decode()

    assert "X-PUBLISHED-TTL:PT4H\r\n" in content
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in content


def test_cancelled_stays_for_a_while_and_proposals_stay_out(client, tom, events):
    events += [
        event(uid="off", cancelled=True, changed_at=MONDAY - timedelta(days=59)),
        event(uid="long off", cancelled=True, changed_at=MONDAY - timedelta(days=61)),
        event(uid="proposed", proposed=True),
        event(uid="of no known change", changed_at=None),
    ]

    found = [(str(each["uid"]), str(each["status"])) for each in read(fetch(client, tom)).walk("VEVENT")]

    assert found == [("of no known change", "CONFIRMED"), ("off", "CANCELLED")]


def test_who_asks_whether_anything_changed_is_told_no(client, tom, events):
    events += [event()]
    first = fetch(client, tom)
    with time_machine.travel(MONDAY + timedelta(hours=4)):
        again = fetch(client, tom, if_none_match=first["ETag"])
    events[:] = [event(sequence=3)]

    changed = fetch(client, tom, if_none_match=first["ETag"])

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)
    assert not first.cookies


def test_a_renewed_address_kills_the_old_one_at_once(client, tom, events):
    renew_address(tom, at=MONDAY)
    old = address_of(tom, MONDAY)
    renew_address(tom, at=MONDAY)
    new = address_of(tom, MONDAY)

    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert Entry.objects.filter(did="renewed calendar address").count() == 2


def test_an_ended_address_is_dead_and_can_be_made_anew(client, tom, events):
    renew_address(tom, at=MONDAY)
    old = address_of(tom, MONDAY)
    end_address(tom, at=MONDAY)
    end_address(tom, at=MONDAY)
    ended = (client.get(old).status_code, address_of(tom, MONDAY))
    renew_address(tom, at=MONDAY)

    assert ended == (404, "")
    assert client.get(address_of(tom, MONDAY)).status_code == 200
    assert Entry.objects.filter(did="ended calendar address").count() == 1


def test_who_has_left_the_school_has_no_feed(client, tom, rob, events):
    tom.appointments_now().get().end(on=MONDAY.date() - timedelta(days=1), by=rob, at=MONDAY)

    assert fetch(client, tom).status_code == 404


def test_a_link_for_something_else_opens_no_feed(client, tom, events):
    token = Link.objects.for_("wishes", tom).token

    assert client.get(reverse("calendar:feed", args=[token])).status_code == 404


def test_a_feed_is_only_read(client, tom):
    token = Link.objects.for_("calendar", tom).token

    assert client.post(reverse("calendar:feed", args=[token])).status_code == 405
    assert client.head(reverse("calendar:feed", args=[token])).status_code == 200


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_reads_back(method):
    text = invitation(
        event(), organiser="learning@example.org", attendee="tom@example.org", method=method, at=MONDAY,
        name='Tom "T"\r\nWeller',
    )  # fmt: skip

    calendar = icalendar.Calendar.from_ical(text)
    [found] = calendar.walk("VEVENT")
    assert calendar["method"] == method
    assert (found["uid"], found["sequence"], found["dtstart"].dt) == ("one@example.org", 2, TUESDAY)
    assert found["dtstamp"].dt == MONDAY
    assert str(found["organizer"]) == "mailto:learning@example.org"
    assert str(found["attendee"]) == "mailto:tom@example.org"
    assert found["attendee"].params["CN"] == "Tom 'T' Weller"
    assert found["status"] == ("CONFIRMED" if method == "REQUEST" else "CANCELLED")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_an_invitation_may_have_no_place_and_no_name():
    text = invitation(event(place="", url=""), organiser="l@example.org", attendee="t@example.org", method="REQUEST",
                      at=MONDAY)  # fmt: skip

    assert "LOCATION" not in text
    assert "URL" not in text
