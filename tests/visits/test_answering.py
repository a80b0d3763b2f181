"""“Would this visit suit you?” answered by mail, or by the link without signing in."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from collegium.mail.keys import key_of
from collegium.mail.models import Letter, Received
from collegium.mail.questions import Closed, question_of
from collegium.mail.receiving import receive
from tests.conftest import MONDAY
from tests.mail.incoming import answer_to
from tests.visits.conftest import TUESDAY, at_the

Fate = Received.Fate
pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def answers_come_in(settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def letter(visit, tom):
    return Letter.objects.get(kind="visit-asked", person=tom)


@pytest.mark.both
def test_yes_by_mail_stands_in_both_calendars(letter, visit):
    assert receive(answer_to(letter, "Ja, gern"), at=LATER).fate == Fate.TAKEN
    visit.refresh_from_db()
    assert visit.is_agreed


def test_no_by_the_link_and_nobody_asks_why(client, letter, visit):
    link = reverse("mail:answer", args=[key_of(letter, label="answer")])

    page = client.get(link).content.decode()
    client.post(link + "kept/", {"answer": "no"})

    assert "Tuesday 17 November" in page
    assert "Ama" not in page
    visit.refresh_from_db()
    assert visit.ended_at == LATER
    assert client.get(link).status_code == 410


def test_a_yes_to_the_time_of_before_is_none(letter, visit, ama):
    raw = answer_to(letter, "Yes")
    visit.move(at_the(TUESDAY + timedelta(days=1)), by=ama, at=LATER)

    assert receive(raw, at=LATER).fate == Fate.CLOSED
    visit.refresh_from_db()
    assert not visit.is_agreed


def test_called_off_at_the_same_moment_the_question_is_closed(letter, visit, ama):
    question = question_of(letter)
    visit.decline(by=ama, at=LATER)

    with pytest.raises(Closed):
        question.take("yes", "", LATER)


def test_a_letter_to_nobody_asks_nothing(letter):
    letter.person = None

    assert question_of(letter) is None
