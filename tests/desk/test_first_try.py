"""A teacher’s first step: one sentence in the words of their way of working, one button, gone when it was said."""

from datetime import timedelta

import pytest

from collegium.enquiry.models import Trial
from collegium.kit import clock
from collegium.meetings.models import Meeting, Promise
from collegium.programmes.guides import guide_to
from collegium.programmes.models import Approach
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
TRYING = "/enquiry/groups/feedback-that-moves/trying/"
PROMISE = "/enquiry/groups/feedback-that-moves/promise/"


@pytest.fixture
def has_met(feedback):
    at = clock.now()
    return Meeting.objects.create(
        group=feedback, starts_at=at - timedelta(days=1), changed_at=at, confirmed_at=at - timedelta(days=3)
    )


@pytest.fixture
def shown(client, tom, feedback):
    """The card on Today, and on the group's home."""

    def look():
        client.force_login(tom)
        return [client.get(address).context["first_try"] for address in ("/", feedback.get_absolute_url())]

    return look


def test_before_the_group_has_met_nothing_is_asked(shown):
    assert shown() == [None, None]


@pytest.mark.usefixtures("has_met")
def test_after_it_has_met_one_sentence_stands_there_and_one_button(client, shown, feedback):
    assert [card.words for card in shown()] == [guide_to(feedback.approach.key).small] * 2

    page = client.get("/").content.decode()

    assert page.count(f'href="{TRYING}"') == 1


@pytest.mark.usefixtures("has_met")
def test_said_once_it_goes_and_stands_on_today_as_a_promise(client, shown, tom, feedback):
    shown()
    assert client.get(TRYING).context["guide"].key == feedback.approach.key

    answer = client.post(PROMISE, {"text": " Ask one  open question ", "with_class": "8B"})

    promise = Promise.objects.get()
    assert answer.url == feedback.get_absolute_url()
    assert (promise.text, promise.with_class, promise.person, promise.is_confirmed, promise.meeting) == (
        "Ask one open question", "8B", tom, True, None,
    )  # fmt: skip
    assert shown() == [None, None]
    assert "Ask one open question" in client.get("/").content.decode()


@pytest.mark.usefixtures("has_met")
def test_who_has_told_of_a_trial_needs_no_first_step(shown, tom):
    Trial.objects.tell(person=tom, text="Whiteboards", verdict="kept", at=MONDAY)

    assert shown() == [None, None]


@pytest.mark.usefixtures("has_met")
def test_not_now_is_an_answer(client, shown):
    shown()

    client.post("/me/help/first-try/", {"back": "/"})

    assert shown() == [None, None]


@pytest.mark.usefixtures("has_met")
def test_a_way_of_working_of_ones_own_has_no_sentence_of_ours(client, shown, feedback):
    Approach.objects.filter(pk=feedback.approach_id).update(key="our-own")

    assert shown() == [None, None]
    assert client.get(TRYING).context["guide"] is None


def test_an_empty_promise_is_none(client, shown):
    shown()

    assert client.post(PROMISE, {"text": "  "}).status_code == 422
    assert Promise.objects.count() == 0


def test_a_group_that_ended_takes_no_more(client, shown, feedback, ama):
    shown()
    feedback.conclude(by=ama, at=MONDAY)

    assert [client.get(TRYING).status_code, client.post(PROMISE, {"text": "Something"}).status_code] == [403, 403]
