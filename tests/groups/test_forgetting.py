"""Whoever was typed in for a group and did not come is forgotten with name and address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collegium.groups import inviting
from collegium.groups.forgetting import forget_who_did_not_come
from collegium.groups.models import Group, Invitation
from collegium.mail.models import Letter
from collegium.people.models import Person
from collegium.scheduling.models import Poll
from tests.conftest import FRIDAY, MONDAY

LATER = FRIDAY + timedelta(days=8)


@pytest.fixture
def asked(feedback, ama):
    Group.objects.filter(pk=feedback.pk).update(entry=Group.Entry.OPEN)
    feedback.refresh_from_db()

    def ask(email="mo@hill.example"):
        return inviting.invite_address(
            feedback, name="Mo Khan", email=email, school="St Brannoc’s", by=ama, at=MONDAY
        )

    return ask


def known(email="mo@hill.example"):
    return Person.objects.filter(email=email).exists()


def test_who_said_no_is_forgotten_a_week_later(asked):
    invitation = asked()
    invitation.decline(at=FRIDAY)

    assert (forget_who_did_not_come(at=FRIDAY + timedelta(days=6)), known()) == (0, True)
    assert (forget_who_did_not_come(at=LATER), known()) == (1, False)
    assert Invitation.objects.filter(pk=invitation.pk).exists() is False
    assert Letter.objects.filter(to="mo@hill.example").exists() is False


def test_who_was_never_asked_is_forgotten_when_it_is_over(asked, feedback, ama):
    asked().withdraw(by=ama, at=FRIDAY)

    forget_who_did_not_come(at=LATER)

    assert known() is False


def test_who_is_asked_still_is_kept_until_the_group_has_ended(asked, feedback, ama):
    asked()
    assert forget_who_did_not_come(at=LATER) == 0

    feedback.conclude(by=ama, at=FRIDAY)

    assert forget_who_did_not_come(at=LATER) == 1


def test_who_came_or_works_here_is_kept(asked, sam, feedback, ama):
    asked().accept(at=FRIDAY)
    colleague = inviting.invite(feedback, sam, by=ama, at=MONDAY)
    colleague.decline(at=FRIDAY)

    assert forget_who_did_not_come(at=LATER) == 0
    assert (known(), known(sam.email)) == (True, True)


def test_who_has_signed_in_or_has_something_here_is_kept(asked, ama):
    invitation = asked()
    invitation.decline(at=FRIDAY)
    Person.objects.filter(pk=invitation.person_id).update(last_login=timezone.now())

    assert forget_who_did_not_come(at=LATER) == 0


def test_what_stands_for_another_reason_holds_its_author(asked, feedback):
    invitation = asked()
    invitation.decline(at=FRIDAY)
    Poll.objects.create(group=feedback, by=invitation.person, at=MONDAY, closes_on=FRIDAY.date())

    assert (forget_who_did_not_come(at=LATER), known()) == (0, True)
