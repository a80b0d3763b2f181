"""“How did it go?” answered by mail: the first words are the answer, the rest stands with the trial."""

from datetime import timedelta

import pytest

from collegium.enquiry import asking
from collegium.enquiry.models import Trial
from collegium.kit import clock
from collegium.mail.composing import compose
from collegium.mail.models import Letter, Received
from collegium.mail.receiving import receive
from collegium.meetings.models import Promise
from collegium.people.models import Link
from tests.mail.incoming import answer_to

Fate = Received.Fate
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def answers_come_in(settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def letter(feedback, tom, now):
    promise = Promise.objects.make(
        group=feedback, person=tom, text="Rewrite one paragraph", by=tom, at=now - timedelta(days=5)
    )
    asking.ask(promise, at=now)
    return Letter.objects.get(kind="tried")


def trials():
    return [(one.verdict, one.went_well, one.changed) for one in Trial.objects.all()]


@pytest.mark.both
def test_a_mail_reply_reports_a_trial(letter, now, tom, feedback):
    reply = answer_to(letter, "Kept it. Half of 8B rewrote the whole page.\n\nBest wishes,\nTom")

    assert [receive(reply, at=now).fate for _ in "12"] == [Fate.TAKEN] * 2
    assert trials() == [("kept", "Half of 8B rewrote the whole page.", "")]
    assert Trial.objects.visible_to(tom).get().group == feedback


def test_what_was_changed_says_how(letter, now):
    receive(answer_to(letter, "Lo he cambiado: ahora en parejas."), at=now)

    assert trials() == [("changed", "", "ahora en parejas.")]


def test_another_answer_corrects_it_and_loses_no_words(letter, now):
    for words in ("Not yet, next week", "Kept it: they asked for more", "Kept it: they asked for more", "Gardé"):
        receive(answer_to(letter, words), at=now)

    assert trials() == [("kept", "next week\n\nthey asked for more", "")]


def test_very_many_words_are_cut_and_say_so(letter, now):
    receive(answer_to(letter, "Kept it. " + "word " * 400), at=now)

    (verdict, text, _changed), = trials()
    assert (verdict, len(text), text[-1]) == ("kept", 1_000, "…")


def test_a_promise_in_other_words_by_now_is_the_one_that_is_told_of(letter, now, tom):
    newer = Promise.objects.get().reword("Rewrite two paragraphs", by=tom, at=now)

    receive(answer_to(letter, "Dropped it"), at=now)

    assert Trial.objects.get().promise == newer


@pytest.mark.parametrize("fault", ["left", "old", "gone", "another's"])
def test_when_it_is_over_nothing_is_reported(letter, now, tom, ama, feedback, fault):
    reply = answer_to(letter, "Kept it")
    if fault == "left":
        feedback.memberships.filter(person=tom).update(left_on=clock.today() - timedelta(days=1))
    elif fault == "old":
        Promise.objects.update(made_at=now - timedelta(days=100))
    elif fault == "another's":
        Promise.objects.update(person=ama)
    else:
        Promise.objects.all().delete()

    assert (receive(reply, at=now).fate, trials()) == (Fate.CLOSED, [])


def test_the_letter_says_which_words_are_answers_and_has_one_link(letter):
    body = compose(letter).body

    assert "“Kept it”, “Changed it”, “Dropped it”, “Not yet”" in body
    assert body.count("http") == 1 + body.count("/post/stop/")


def test_the_link_says_when_its_day_has_passed(client, letter, now):
    link = letter.text[letter.text.index("/enquiry/link/") :].split()[0]
    open_page = client.get(link)
    Link.objects.filter(purpose="tried").update(until=now - timedelta(days=1))

    tapped = client.post(f"{link}telling/", {"verdict": "kept"})
    pages = [client.get(link), client.get(link.rstrip("/") + "x/"), tapped]

    assert open_page.status_code == 200
    assert [page.status_code for page in pages] == [410, 404, 404]
    assert "This question is closed" in pages[0].content.decode()
