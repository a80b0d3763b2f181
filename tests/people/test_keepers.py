"""Somebody always keeps the accounts of a school, whoever ends whose duty, and at whatever moment."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from collegium.people import duties, policies
from collegium.people.models import Responsibility, StaffImport
from collegium.people.stafflist import bringing
from tests.conftest import MONDAY, duty, person
from tests.crowd import asked, at_once, real_database

ROUNDS = 5


def held_by(somebody):
    return Responsibility.objects.get(person=somebody, kind="accounts")


def keepers(school):
    return Responsibility.objects.filter(kind="accounts", school=school, ends_on=None).count()


@pytest.fixture
def two(transactional_db, northgate, tmp_path):
    """Two colleagues who both keep the accounts, and do not get on."""
    pair = [person("Rob Tate", northgate), person("Una Grey", northgate)]
    for each in pair:
        duty(each, "accounts", school=northgate)
    with real_database(tmp_path):
        yield pair


@pytest.mark.both
def test_of_two_keepers_who_end_each_others_duty_at_once_one_stays(two, northgate):
    rob, una = two
    for _round in range(ROUNDS):
        came = at_once([
            lambda: duties.take_back(held_by(una), by=rob, at=MONDAY),
            lambda: duties.take_back(held_by(rob), by=una, at=MONDAY),
        ])  # fmt: skip

        assert [type(each) for each in came if each] == [PermissionDenied]
        assert asked(lambda: keepers(northgate)) == 1
        asked(lambda: Responsibility.objects.filter(kind="accounts").update(ends_on=None))


@pytest.mark.both
def test_of_two_keepers_who_end_each_others_place_at_once_one_stays(two, northgate):
    rob, una = two

    came = at_once([
        lambda: duties.end(una.appointments.get(), on=MONDAY.date(), by=rob, at=MONDAY),
        lambda: duties.end(rob.appointments.get(), on=MONDAY.date(), by=una, at=MONDAY),
    ])  # fmt: skip

    assert [type(each) for each in came if each] == [PermissionDenied]
    assert asked(lambda: keepers(northgate)) == 1


def test_one_whose_last_day_is_set_does_not_count_as_the_one_who_stays(northgate, rob):
    una = person("Una Grey", northgate)
    duty(una, "accounts", school=northgate)
    duties.end(una.appointments.get(), on=date.today() + timedelta(days=30), by=rob, at=MONDAY)

    assert policies.keeps_accounts(una, northgate)
    assert not policies.may_end(una, rob.appointments.get())
    assert not policies.may_take_back(una, held_by(rob))


def test_what_has_ended_is_not_ended_again(northgate, rob, tom):
    duties.end(tom.appointments.get(), on=MONDAY.date(), by=rob, at=MONDAY)
    duties.end(tom.appointments.get(), on=date(2027, 1, 1), by=rob, at=MONDAY)

    assert tom.appointments.get().ends_on == MONDAY.date()


def test_a_list_does_not_end_the_last_keepers_places(northgate, rob, tom):
    """Rob brings a list without Una and without Tom; before it is in, Una takes the accounts from Rob."""
    una = person("Una Grey", northgate)
    duty(una, "accounts", school=northgate)
    leaving = [una.appointments.get().pk, tom.appointments.get().pk]
    brought = StaffImport.objects.create(
        school=northgate, by=rob, brought_at=MONDAY, name="staff.csv", columns=["Name", "Email"], numbers=[2],
        rows=[["Rob Tate", rob.email]], meanings={"name": 0, "email": 1},
    )  # fmt: skip
    brought.begin(leaving=leaving, total=0, by=rob, at=MONDAY)
    duties.take_back(held_by(rob), by=una, at=MONDAY)

    bringing.bring(brought, at=MONDAY)

    assert keepers(northgate) == 1
    assert (una.appointments.get().ends_on, tom.appointments.get().ends_on) == (None, date(2026, 11, 8))
