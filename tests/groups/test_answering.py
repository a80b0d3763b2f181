"""A place in a group, answered by mail."""

import pytest

from collegium.groups.letters import INVITATION
from collegium.mail.composing import compose
from collegium.mail.models import Letter, Received
from collegium.mail.questions import Closed, question_of
from collegium.mail.receiving import receive
from collegium.people.models import Link
from tests.conftest import FRIDAY, MONDAY
from tests.mail.incoming import answer_to

Fate = Received.Fate
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def answers_come_in(settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"


@pytest.fixture
def invitation(feedback, sam, ama, northgate):
    """Everybody in Feedback that Moves would like Sam to join."""
    found = feedback.invitations.create(person=sam, school=northgate, by=ama, at=MONDAY)
    for membership in feedback.memberships.current(MONDAY.date()):
        found.consent(by=membership.person, at=MONDAY)
    return found


@pytest.fixture
def letter(invitation):
    return Letter.objects.get(kind="invitation")


@pytest.mark.both
@pytest.mark.parametrize(
    ("words", "answer", "belongs"),
    [("Yes, gladly", "accepted", True), ("Non merci", "declined", False), ("Tak", "accepted", True)],
)
def test_yes_or_no_by_mail(letter, invitation, feedback, sam, words, answer, belongs):
    assert receive(answer_to(letter, words), at=FRIDAY).fate == Fate.TAKEN
    invitation.refresh_from_db()
    assert invitation.answer == answer
    assert feedback.memberships.filter(person=sam).exists() == belongs


def test_a_second_answer_finds_the_question_closed(letter, invitation, feedback, sam):
    receive(answer_to(letter, "no thanks"), at=FRIDAY)

    assert receive(answer_to(letter, "yes", quoting=False), at=FRIDAY).fate == Fate.CLOSED
    assert not feedback.memberships.filter(person=sam).exists()


def test_answered_on_the_page_at_the_same_moment_the_first_stands(letter, invitation):
    question = question_of(letter)
    invitation.decline(at=FRIDAY)

    with pytest.raises(Closed):
        question.take("yes", "", FRIDAY)


def test_a_link_that_was_revoked_takes_no_answer_by_mail_either(letter, invitation, sam):
    Link.objects.for_(INVITATION, sam, invitation.pk).revoke(at=FRIDAY)

    assert receive(answer_to(letter, "yes", quoting=False), at=FRIDAY).fate == Fate.CLOSED


def test_the_letter_keeps_its_own_link(letter):
    body = compose(letter).body

    assert "“Yes”, “No, thank you”" in body
    assert "/post/answer/" not in body
