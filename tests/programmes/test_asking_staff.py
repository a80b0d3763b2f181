"""Whom a programme asks: today's staff, and new staff only where nothing of their own awaits them."""

from datetime import date

import pytest

from collegium.people.models import Appointment
from collegium.programmes.models import Programme, bring_in
from tests.conftest import MONDAY, SEPTEMBER, person


@pytest.fixture
def noor(northgate):
    """Came to Northgate this September."""
    return person("Noor Aziz", northgate, starts_on=date(2026, 9, 1))


def test_all_of_today_s_staff_are_asked(programme, ama, tom, gwen, priya):
    assert set(programme.staff()) == {ama, tom}
    assert not programme.asks(priya)


def test_new_staff_are_asked_while_nothing_else_awaits_them(programme, tom, noor):
    assert list(programme.new_staff()) == [noor]
    assert programme.asks(noor)


def test_an_induction_theme_takes_in_new_staff(programme, hale, tom, noor):
    programme.add_theme("Building learning habits", is_induction=True, by=hale, at=MONDAY)

    assert set(programme.staff()) == {hale, tom}
    assert not programme.asks(noor)


def test_an_induction_programme_beside_it_takes_in_new_staff(programme, northgate, hale, tom, noor):
    bring_in(northgate, at=MONDAY)
    pathway = Programme.objects.draft(
        northgate.approaches.get(key="induction-pathway"), year_starts_on=SEPTEMBER, by=hale, at=MONDAY
    )
    assert programme.asks(noor)

    pathway.open(by=hale, at=MONDAY)

    assert not programme.asks(noor)
    assert list(pathway.staff()) == [noor]


def test_next_year_they_choose_like_everybody(programme, northgate, tom, noor):
    next_year = Programme.objects.create(
        school=northgate, approach=programme.approach, title="Next", year_starts_on=date(2027, 9, 1)
    )
    next_year.schools.add(northgate)

    assert not next_year.new_staff().exists()


def test_who_served_another_of_its_schools_before_is_not_new(programme, northgate, harbour, priya, tom):
    programme.schools.add(harbour)
    Appointment.objects.create(person=priya, school=northgate, starts_on=date(2026, 9, 1))

    assert not programme.new_staff().exists()


def test_a_staff_list_without_dates_makes_nobody_new(programme, northgate):
    person("Ada Lund", northgate, starts_on=date(2026, 11, 20))
    person("Bo Lund", northgate, starts_on=date(2026, 11, 20))

    assert not programme.new_staff().exists()
