"""One letter for each promise, answered without signing in."""

from datetime import timedelta

import pytest

from collegium.enquiry import asking
from collegium.enquiry.models import Trial
from collegium.kit import clock
from collegium.mail import kinds
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting, Promise


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def promise(feedback, tom, now):
    return Promise.objects.make(
        group=feedback, person=tom, text="Rewrite one paragraph", by=tom, at=now - timedelta(days=5)
    )


@pytest.fixture
def soon(feedback, now):
    return Meeting.objects.create(
        group=feedback, starts_at=now + timedelta(days=1), changed_at=now, confirmed_at=now
    )


@pytest.mark.both
def test_before_the_group_meets_each_is_asked_once(promise, soon, now, tom):
    assert [asking.ask_everybody(at=now) for _ in range(3)] == [1, 0, 0]
    assert asking.ask(promise, at=now) is False

    letter = Letter.objects.get()
    assert (letter.person, letter.kind) == (tom, "tried")
    assert "Rewrite one paragraph" in letter.text


def test_nobody_is_asked_long_before_the_meeting_nor_on_the_same_day(promise, feedback, tom, now, soon):
    Meeting.objects.update(starts_at=now + timedelta(days=9))
    assert asking.ask_everybody(at=now) == 0

    Meeting.objects.update(starts_at=now + timedelta(days=1))
    Promise.objects.update(confirmed_at=now - timedelta(hours=3))
    assert asking.ask_everybody(at=now) == 0


def test_where_no_meeting_is_in_sight_two_weeks_are_enough(promise, now):
    Promise.objects.update(made_at=now - timedelta(days=15))
    assert asking.ask_everybody(at=now) == 1

    Promise.objects.update(made_at=now - timedelta(days=60))
    assert asking.ask_everybody(at=now) == 0


def test_who_has_told_of_it_left_or_said_nothing_themselves_is_not_asked(promise, soon, feedback, tom, ama, now):
    Promise.objects.make(group=feedback, person=ama, text="Typed by Tom", by=tom, at=now - timedelta(days=5))
    Trial.objects.report(promise, "not-yet", at=now)

    assert asking.ask_everybody(at=now) == 0


def test_a_letter_that_waits_is_not_sent_when_it_was_told_meanwhile(promise, soon, now, feedback, tom):
    asking.ask_everybody(at=now)
    letter = Letter.objects.get()
    wanted = kinds.find("tried")
    assert (wanted.still_wanted(letter), wanted.may_be_stopped) == (True, True)

    Trial.objects.report(promise, "kept", at=now)

    assert wanted.still_wanted(letter) is False


def path(promise):
    return asking.address_of(promise).partition("//")[2].partition("/")[2]


def test_the_link_shows_only_its_question_and_records_by_a_tap(client, promise, feedback, ama, now):
    address = "/" + path(promise)
    page = client.get(address).content.decode()
    assert "Rewrite one paragraph" in page
    assert "Ama" not in page
    assert Trial.objects.count() == 0

    client.post(address + "telling/", {"verdict": "dropped", "key": "a"})
    again = client.post(address + "telling/", {"verdict": "kept", "key": "b"}, follow=True).content.decode()

    assert Trial.objects.get().verdict == "kept"
    assert "You have told us. Another tap changes it." in again
    assert client.post(address + "telling/", {"verdict": "great"}).status_code == 302


def test_the_link_of_one_opens_nothing_for_another_and_nothing_after_leaving(client, promise, feedback, tom, now):
    address = "/" + path(promise)
    assert client.get(address[:-4] + "xyz/").status_code == 404
    assert client.post("/enquiry/link/1-nothing/telling/", {"verdict": "kept"}).status_code == 404

    feedback.memberships.get(person=tom).leave(by=tom, at=now)

    assert client.get(address).status_code == 404
    assert client.post(address + "telling/", {"verdict": "kept"}).status_code == 404
    assert Trial.objects.count() == 0


def test_the_job_asks(promise, soon):
    from collegium.enquiry.jobs import ask_how_it_went

    ask_how_it_went.call()

    assert Letter.objects.count() == 1
