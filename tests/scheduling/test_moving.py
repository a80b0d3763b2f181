"""One meeting moves, and the later ones follow as little as possible."""

from datetime import date, time

import pytest
from django.urls import reverse

from collegium.meetings.models import Meeting
from collegium.meetings.proposing import propose
from collegium.people.models import Closure
from collegium.scheduling.moving import look_ahead, move_all
from tests.conftest import MONDAY

pytestmark = pytest.mark.usefixtures("at_monday")


@pytest.fixture
def meetings(feedback, ama):
    """Four Tuesdays, three weeks apart; the first is confirmed."""
    propose(
        feedback, weekday=1, starts_at=time(15, 45), minutes=75, first_on=date(2026, 11, 17), number=4, by=ama,
        at=MONDAY,
    )  # fmt: skip
    return list(feedback.meetings.select_related("group", "host").order_by("starts_at"))


def days(meetings):
    return [one.local_start.date().isoformat() for one in meetings]


def moved(shifts):
    return [shift.on.isoformat() for shift in shifts]


def test_the_dates_before_anything_moves(meetings):
    assert days(meetings) == ["2026-11-17", "2026-12-08", "2026-12-29", "2027-01-19"]


def test_a_small_move_leaves_the_others_alone(meetings, northgate):
    shifts = look_ahead(meetings[1], date(2026, 12, 3), northgate, at=MONDAY)

    assert moved(shifts) == ["2026-12-03", "2026-12-29", "2027-01-19"]


def test_a_larger_move_takes_as_few_along_as_it_must(meetings, northgate):
    shifts = look_ahead(meetings[0], date(2026, 11, 24), northgate, at=MONDAY)

    assert moved(shifts)[0] == "2026-11-24"
    gaps = [(later.on - earlier.on).days for earlier, later in zip(shifts, shifts[1:], strict=False)]
    assert min(gaps) >= 21
    assert {shift.on.weekday() for shift in shifts} == {1}


def test_later_ones_follow_on_days_on_which_their_school_is_open(meetings, northgate):
    Closure.objects.create(school=northgate, starts_on=date(2026, 12, 20), ends_on=date(2027, 1, 3))

    shifts = look_ahead(meetings[0], date(2026, 11, 24), northgate, at=MONDAY)

    new = [shift.on for shift in shifts if shift.changes]
    assert [day for day in new if date(2026, 12, 20) <= day <= date(2027, 1, 3)] == []


def test_where_no_days_are_left_they_cannot_follow(meetings, northgate):
    Closure.objects.create(school=northgate, starts_on=date(2026, 11, 25), ends_on=date(2027, 8, 31))

    assert look_ahead(meetings[0], date(2026, 12, 1), northgate, at=MONDAY) is None


def test_the_last_one_moves_alone(meetings, northgate):
    shifts = look_ahead(meetings[3], date(2027, 1, 26), northgate, at=MONDAY)

    assert moved(shifts) == ["2027-01-26"]


def test_looking_changes_nothing_and_moving_changes_what_was_shown(client, meetings, ama):
    client.force_login(ama)
    address = reverse("scheduling:move", args=[meetings[0].pk])

    page = client.get(address, {"on": "2026-11-24", "host": meetings[0].host_id})
    assert days(Meeting.objects.order_by("starts_at")) == days(meetings)

    shown = page.context["shifts"]
    done = client.post(reverse("scheduling:moves", args=[meetings[0].pk]), {"shifts": page.context["written"]})
    assert done.status_code == 302
    assert days(Meeting.objects.order_by("starts_at")) == moved(shown)


def test_only_the_first_may_be_moved(client, meetings, ama):
    client.force_login(ama)
    page = client.get(
        reverse("scheduling:move", args=[meetings[0].pk]), {"on": "2026-11-24", "host": meetings[0].host_id}
    )

    client.post(
        reverse("scheduling:moves", args=[meetings[0].pk]), {"shifts": page.context["written"], "only": "1"}
    )

    assert days(Meeting.objects.order_by("starts_at")) == ["2026-11-24", *days(meetings)[1:]]


def test_what_somebody_changed_meanwhile_is_not_overwritten(client, meetings, ama, tom):
    client.force_login(ama)
    page = client.get(
        reverse("scheduling:move", args=[meetings[0].pk]), {"on": "2026-11-24", "host": meetings[0].host_id}
    )
    last = next(shift.meeting for shift in page.context["shifts"] if shift.changes)
    last.move(room="Hall", by=tom, at=MONDAY)

    answer = client.post(reverse("scheduling:moves", args=[meetings[0].pk]), {"shifts": page.context["written"]})

    assert answer.status_code == 409
    assert "Nothing was moved" in answer.content.decode()
    assert days(Meeting.objects.order_by("starts_at")) == days(meetings)


@pytest.mark.parametrize("written", ["nonsense", "1,2", "999999,0,2026-12-01,0", "{pk},0,2020-01-01,0"])
def test_a_made_up_difference_is_refused(client, meetings, ama, written):
    client.force_login(ama)

    answer = client.post(
        reverse("scheduling:moves", args=[meetings[0].pk]), {"shifts": written.format(pk=meetings[0].pk)}
    )

    assert answer.status_code == 422


def test_a_day_in_the_past_or_far_ahead_is_said_beside_the_field(client, meetings, ama):
    client.force_login(ama)
    address = reverse("scheduling:move", args=[meetings[0].pk])

    pages = [client.get(address, {"on": day, "host": ""}) for day in ("2020-01-01", "2099-01-01")]
    past, far = (page.content.decode() for page in pages)

    assert ("in the past" in past, "more than a year ahead" in far) == (True, True)


def test_meetings_that_follow_closely_never_meet_on_one_day(meetings, northgate, ama):
    shifts = look_ahead(meetings[0], date(2026, 12, 8), northgate, at=MONDAY)

    move_all(shifts, {}, by=ama, at=MONDAY)

    assert len(set(days(Meeting.objects.all()))) == 4
