"""Wishes are more than one word: an answer by mail is shown the way to the page."""

import pytest
import time_machine

from collegium.mail.models import Letter, Received
from collegium.mail.questions import question_of
from collegium.mail.receiving import receive
from collegium.programmes.asking import invite
from tests.conftest import MONDAY
from tests.mail.incoming import answer_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(programme, tom, hale, settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"
    with time_machine.travel(MONDAY, tick=False):
        invite(programme, by=hale, at=MONDAY)
        yield Letter.objects.get(kind="wishes", person=tom)


def test_an_answer_to_the_question_for_wishes_gets_the_link_once(letter):
    fates = [receive(answer_to(letter, words), at=MONDAY).fate for words in ("Oracy!", "And feedback.")]

    assert fates == [Received.Fate.UNCLEAR] * 2
    assert "/programmes/" in Letter.objects.get(kind="answer").text


def test_after_closing_nothing_is_asked(letter, programme):
    programme.wishes_until = MONDAY.date().replace(day=1)
    programme.save()

    assert question_of(letter) is None
