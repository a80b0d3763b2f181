"""Answering the weekly letter: what is written goes into the thread that it was about."""

from datetime import date, timedelta

import pytest

from collegium.conversation import digesting
from collegium.conversation.models import Digest, Thread
from collegium.mail.composing import compose
from collegium.mail.keys import reply_address
from collegium.mail.models import Letter, Received
from collegium.mail.questions import Closed, question_of
from collegium.mail.receiving import receive
from tests.conftest import FRIDAY, MONDAY
from tests.mail.incoming import answer_to

Fate = Received.Fate
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


@pytest.fixture(autouse=True)
def answers_come_in(settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"


@pytest.fixture
def letter(wondering, tom):
    return digesting.digest(tom, at=FRIDAY)


@pytest.fixture
def biscuits(feedback, ama):
    return Thread.open(feedback, "Biscuits", "Who brings them?", kind="arranging", by=ama, at=MONDAY)


def said(thread):
    return [(post.by.first_name, post.text) for post in thread.posts.order_by("pk")][1:]


@pytest.mark.both
def test_an_answer_to_the_weekly_letter_is_said_in_its_thread(letter, wondering):
    words = "I read them aloud once.\n\nThat helped: they laughed."
    raw = answer_to(letter, words)

    assert [receive(raw, at=FRIDAY).fate for _ in "12"] == [Fate.TAKEN] * 2
    assert said(wondering) == [("Tom", words)]


def test_where_the_letter_names_several_each_has_an_address_of_its_own(wondering, biscuits, tom):
    letter = digesting.digest(tom, at=FRIDAY)
    body = compose(letter).body

    assert f"Answer by mail: {reply_address(letter, wondering.pk)}" in body
    assert receive(answer_to(letter, "I do.", to=reply_address(letter, biscuits.pk)), at=FRIDAY).fate == Fate.TAKEN
    assert (said(biscuits), said(wondering)) == ([("Tom", "I do.")], [])


def test_an_answer_to_a_letter_of_several_threads_is_asked_which_one(wondering, biscuits, tom):
    letter = digesting.digest(tom, at=FRIDAY)

    assert receive(answer_to(letter, "I do."), at=FRIDAY).fate == Fate.UNCLEAR
    assert (said(biscuits), said(wondering)) == ([], [])
    assert Letter.objects.filter(kind="answer").count() == 1
    with pytest.raises(Closed):
        question_of(letter).take("", "I do.", FRIDAY)


def test_the_key_of_a_thread_opens_no_other(letter, wondering, feedback, ama):
    later = Thread.open(feedback, "Later", "After the letter", kind="thinking", by=ama, at=FRIDAY + timedelta(days=1))

    assert question_of(letter, later.pk) is None


def test_nothing_but_a_quotation_says_nothing(letter, wondering):
    assert receive(answer_to(letter, ""), at=FRIDAY).fate == Fate.UNCLEAR
    assert said(wondering) == []


@pytest.mark.parametrize("fault", ["left", "ended", "gone"])
def test_who_has_left_or_whose_group_has_ended_says_nothing_more(letter, wondering, feedback, tom, ama, fault):
    raw = answer_to(letter, "Hello?", quoting=False)
    if fault == "left":
        feedback.memberships.filter(person=tom).update(left_on=date(2026, 11, 9))
    elif fault == "ended":
        feedback.conclude(by=ama, at=FRIDAY)
    else:
        Digest.objects.all().delete()

    assert receive(raw, at=FRIDAY).fate == Fate.CLOSED
    assert said(wondering) == []


def test_a_group_that_ends_meanwhile_takes_no_more_words(letter, wondering, feedback, ama):
    question = question_of(letter)
    feedback.conclude(by=ama, at=FRIDAY)

    with pytest.raises(Closed):
        question.take("", "Hello?", FRIDAY)
