"""The one letter that groups write: would you like to join?"""

import pytest

from collegium.groups import inviting, letters
from collegium.mail.models import Letter
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def open_group(feedback, ama):
    feedback.welcome("open", by=ama, at=MONDAY)
    return feedback


def test_the_colleague_is_written_to_when_the_group_has_agreed_and_not_before(feedback, ama, tom, gwen, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY, reason="Same question.")
    invitation.consent(by=ama, at=MONDAY)
    assert not Letter.objects.filter(person=sam).exists()

    invitation.consent(by=gwen, at=FRIDAY)
    invitation.consent(by=gwen, at=FRIDAY)

    letter = Letter.objects.get(person=sam)
    assert (letter.person, letter.subject) == (sam, "Would you like to join Feedback that Moves?")
    assert letters.address(invitation) in letter.text
    assert "“Same question.”" in letter.text
    assert "What they ask: How can we" in letter.text


def test_a_group_without_question_and_a_colleague_without_reason_make_a_short_letter(open_group, ama, tom, sam):
    open_group.ask("", by=ama, at=MONDAY)

    inviting.invite(open_group, sam, by=tom, at=MONDAY)

    assert "What they ask" not in Letter.objects.get().text


def test_whoever_asked_is_not_asked(open_group, sam):
    inviting.ask_to_join(open_group, sam, at=MONDAY)

    assert not Letter.objects.exists()


def test_one_without_an_address_gets_the_link_by_hand(open_group, tom, sam):
    sam.email = None
    sam.save()

    invitation = inviting.invite(open_group, sam, by=tom, at=MONDAY)

    assert not Letter.objects.exists()
    assert (
        inviting.link_by_hand(invitation) == letters.address(invitation, by_hand=True) != letters.address(invitation)
    )


@pytest.mark.parametrize("meanwhile", ["accepted", "declined", "withdrawn", "ended"])
def test_a_letter_that_waited_is_not_sent_when_it_asks_nothing_any_more(open_group, ama, tom, sam, meanwhile):
    invitation = inviting.invite(open_group, sam, by=tom, at=MONDAY)
    assert letters.is_still_asked(Letter.objects.get())

    {
        "accepted": lambda: invitation.accept(at=FRIDAY),
        "declined": lambda: invitation.decline(at=FRIDAY),
        "withdrawn": lambda: invitation.withdraw(by=tom, at=FRIDAY),
        "ended": lambda: open_group.conclude(by=ama, at=FRIDAY),
    }[meanwhile]()

    assert not letters.is_still_asked(Letter.objects.get())
