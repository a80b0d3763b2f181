"""A personal link that is asked for again is good again."""

from datetime import timedelta

import pytest

from collegium.people.models import Link
from tests.conftest import FRIDAY, MONDAY


def opens(token, at=FRIDAY):
    return Link.objects.opened_by(token, "wishes", at) is not None


@pytest.fixture
def link(tom):
    return Link.objects.for_("wishes", tom, 7, until=MONDAY)


def test_when_the_date_is_put_off_the_letter_before_opens_again(link, tom):
    assert not opens(link.token)

    again = Link.objects.for_("wishes", tom, 7, until=FRIDAY + timedelta(days=9))

    assert (again.token, opens(link.token)) == (link.token, True)


def test_an_earlier_day_takes_nothing_back(link, tom):
    Link.objects.for_("wishes", tom, 7, until=FRIDAY + timedelta(days=9))

    Link.objects.for_("wishes", tom, 7, until=MONDAY)
    Link.objects.for_("wishes", tom, 7)

    assert opens(link.token)


def test_after_a_link_was_revoked_a_fresh_one_opens_and_the_old_one_does_not(link, tom):
    link.revoke(at=MONDAY)

    fresh = Link.objects.for_("wishes", tom, 7, until=FRIDAY + timedelta(days=9))

    assert (opens(fresh.token), opens(link.token)) == (True, False)


def test_a_link_without_an_end_keeps_none(tom):
    endless = Link.objects.for_("wishes", tom, 8)

    assert Link.objects.for_("wishes", tom, 8, until=MONDAY).until is None
    assert opens(endless.token)
