"""A proposed year: agree or talk first, by mail or by the link. When one can meet has its own page."""

import pytest
from django.urls import reverse

from collegium.conversation.models import Thread
from collegium.kit import clock
from collegium.mail.keys import key_of
from collegium.mail.models import Letter, Received
from collegium.mail.questions import Closed, question_of
from collegium.mail.receiving import receive
from collegium.scheduling.letters import propose
from collegium.scheduling.models import Choosing
from tests.conftest import MONDAY
from tests.mail.incoming import answer_to

Fate = Received.Fate
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
YEAR = {"weekday": 1, "starts_at": "15:45", "stops": [{"on": "2026-12-01", "host": None, "room": "", "absent": []}]}


@pytest.fixture(autouse=True)
def answers_come_in(settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"


@pytest.fixture
def choosing(feedback, hale):
    found = Choosing.objects.offer(feedback, [YEAR], by=hale, at=MONDAY, from_programme=True)
    propose(found, at=MONDAY)
    return found


@pytest.fixture
def letter(choosing, ama):
    return Letter.objects.get(kind="year-proposed", person=ama)


def agreed(choosing):
    return [one.person.first_name for one in choosing.years.get().agreements.all()]


@pytest.mark.both
def test_agreeing_by_mail_and_thinking_again(letter, choosing, feedback):
    receive(answer_to(letter, "Agreed"), at=MONDAY)
    after_yes = agreed(choosing)
    receive(answer_to(letter, "Talk first: the first one is in report week."), at=MONDAY)
    receive(answer_to(letter, "Talk first: the first one is in report week."), at=MONDAY)
    receive(answer_to(letter, "Let's talk"), at=MONDAY)

    assert (after_yes, agreed(choosing)) == (["Ama"], [])
    thread = Thread.objects.get(group=feedback)
    assert (thread.kind, thread.title) == ("arranging", "The proposed year: let us talk first")
    assert [(post.by.first_name, post.text) for post in thread.posts.order_by("pk")] == [
        ("Ama", "the first one is in report week."), ("Ama", "I would like to talk about it first."),
    ]  # fmt: skip


def test_the_link_needs_no_password_and_takes_words(client, letter, choosing, feedback):
    link = reverse("mail:answer", args=[key_of(letter, label="answer")])

    page = client.get(link).content.decode()
    client.post(link + "kept/", {"answer": "agree"})
    again = client.get(link).content.decode()
    client.post(link + "kept/", {"answer": "talk", "words": "Not in report week, please."})

    assert "1 December 2026" in page
    assert "What you would like to talk about, if you like" in page
    assert "You have answered" in again
    assert Thread.objects.get(group=feedback).posts.get().text == "Not in report week, please."


def test_several_years_need_the_page(feedback, hale, ama, client):
    choosing = Choosing.objects.offer(feedback, [YEAR, YEAR], by=hale, at=MONDAY)
    propose(choosing, at=MONDAY)
    letter = Letter.objects.get(kind="year-proposed", person=ama)

    assert receive(answer_to(letter, "Agreed"), at=MONDAY).fate == Fate.UNCLEAR
    page = client.get(reverse("mail:answer", args=[key_of(letter, label="answer")]))
    assert page.url.endswith(choosing.get_absolute_url())


@pytest.mark.parametrize("fault", ["dropped", "ended"])
def test_once_it_is_decided_nothing_changes(letter, choosing, feedback, hale, ama, fault):
    question = question_of(letter)
    raw = answer_to(letter, "Talk first", quoting=False)
    if fault == "dropped":
        choosing.drop(by=hale, at=MONDAY)
    else:
        feedback.conclude(by=ama, at=MONDAY)

    assert receive(raw, at=MONDAY).fate == Fate.CLOSED
    with pytest.raises(Closed):
        question.take("talk", "", clock.now())
    assert (agreed(choosing), Thread.objects.count()) == ([], 0)


def test_an_answer_to_when_can_you_meet_is_shown_the_page_with_all_the_times(poll, tom):
    letter = Letter.objects.get(kind="times", person=tom)

    assert receive(answer_to(letter, "Tuesdays"), at=MONDAY).fate == Fate.UNCLEAR
    assert "/scheduling/times/" in Letter.objects.get(kind="answer").text

    poll.close(by=None, at=MONDAY)
    assert question_of(letter) is None
