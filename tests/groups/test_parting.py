from datetime import timedelta

import pytest

from collegium.groups import parting
from collegium.groups.jobs import let_go
from collegium.groups.models import Group
from collegium.kit import clock
from tests.conftest import MONDAY


@pytest.mark.parametrize(
    ("days", "belongs"), [(1, True), (7, True), (8, False)], ids=["yesterday", "a week ago", "longer ago"]
)
def test_who_left_the_school_leaves_the_group_after_second_thoughts(feedback, tom, days, belongs):
    tom.appointments.update(ends_on=clock.today() - timedelta(days=days))

    parting.let_go(at=clock.now())

    assert Group.objects.of_member(tom).exists() is belongs


def test_who_works_at_another_school_or_is_a_guest_goes_on(feedback, tom, gwen, harbour):
    tom.appointments.update(ends_on=MONDAY.date() - timedelta(days=90))
    tom.appointments.create(school=harbour, starts_on=MONDAY.date())

    let_go.func()

    assert [Group.objects.of_member(who).exists() for who in (tom, gwen)] == [True, True]
