"""A webinar stands where its author put it, and in the calendars of those whom it reaches."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from collegium.history.models import Entry
from collegium.kit import clock
from collegium.study import policies
from collegium.study.models import Webinar
from collegium.study.showing import webinars_of
from tests.conftest import FRIDAY, MONDAY

THURSDAY = datetime(2026, 11, 12, 16, 0, tzinfo=UTC)


def announce(who, school, audience="school", title="Dots", link="https://example.org/", **more):
    given = {"starts_at": THURSDAY, "purpose": "To begin."} | more
    return Webinar.objects.announce(
        title, person=who, school=school, audience=audience, link=link, at=MONDAY, **given
    )


def test_it_reaches_whom_its_author_chose_and_their_calendars(trust, northgate, harbour, ama, tom, priya):
    harbour.networks.add(trust)
    ours, near = announce(ama, northgate), announce(ama, northgate, "network", "Ticks")

    def calendar(who):
        return [event.inside for event in webinars_of(who, MONDAY, FRIDAY)]

    assert (calendar(tom), calendar(priya)) == (["Dots", "Ticks"], ["Ticks"])
    [first, _second] = webinars_of(tom, MONDAY, FRIDAY)
    assert (first.title, first.ends_at - first.starts_at) == ("Webinar", timedelta(minutes=45))
    assert webinars_of(tom, FRIDAY, FRIDAY + timedelta(days=7)) == []
    ours.widen("network", by=ama, at=MONDAY)
    assert calendar(priya) == ["Dots", "Ticks"]
    assert (str(near), near.get_absolute_url()) == ("Ticks", f"/study/webinars/{near.pk}/")


def test_called_off_it_leaves_pages_and_calendars_once(client, northgate, ama, tom):
    found = announce(ama, northgate, starts_at=clock.now() + timedelta(days=1))
    may = [policies.may_call_off(one, found) for one in (ama, tom)]
    found.call_off(by=ama, at=FRIDAY)
    found.call_off(by=ama, at=FRIDAY)
    client.force_login(tom)

    assert (may, policies.may_call_off(ama, found)) == ([True, False], False)
    assert webinars_of(tom, clock.now(), clock.now() + timedelta(days=7)) == []
    assert "Dots" not in client.get("/study/webinars/").content.decode()
    page = client.get(found.get_absolute_url()).content.decode()
    assert ("called off" in page, "example.org" in page, str(found)) == (True, False, "a webinar that was called off")
    assert [one.did for one in Entry.objects.filter(kind="study.webinar")] == ["announced", "called off"]


@pytest.mark.both
@pytest.mark.django_db
def test_its_link_leads_to_the_web(northgate, ama):
    with pytest.raises(IntegrityError), transaction.atomic():
        announce(ama, northgate, link="javascript:alert(1)")


def test_it_is_announced_in_the_speakers_own_time(client, northgate, ama, gwen):
    ama.live_in("Europe/Berlin", at=MONDAY)
    client.force_login(ama)
    data = {"title": "Dots", "purpose": "To begin.", "starts_at": "2027-01-14T16:00", "minutes": 45,
            "link": "https://example.org/", "reach": f"school-{northgate.pk}"}  # fmt: skip

    wrong = client.post("/study/webinars/announcing/", data | {"link": "ftp://example.org/x"})
    right = client.post("/study/webinars/announcing/", data)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert Webinar.objects.get().starts_at == datetime(2027, 1, 14, 15, 0, tzinfo=UTC)
    assert [policies.may_announce(one) for one in (ama, gwen)] == [True, False]


@pytest.mark.parametrize("many", [1, 3, 300])
def test_the_list_costs_the_same_for_one_three_and_three_hundred(client, northgate, ama, tom, many):
    day = clock.now()
    for back in (1, -1):
        Webinar.objects.bulk_create([
            Webinar(person=ama, school=northgate, audience="school", title=f"{number}", purpose="", at=MONDAY,
                    link="https://example.org/", starts_at=day + back * timedelta(hours=1 + number))
            for number in range(many)
        ])  # fmt: skip
    client.force_login(tom)
    client.get("/study/webinars/")

    with CaptureQueriesContext(connection) as queries:
        assert client.get("/study/webinars/").status_code == 200
    with CaptureQueriesContext(connection) as calendar:
        assert len(webinars_of(tom, day, day + timedelta(days=30))) == many

    assert (len(queries), len(calendar)) == (12, 1)
