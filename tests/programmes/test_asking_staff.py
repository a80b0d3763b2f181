"""Whom a programme asks: today's staff, and new staff only where nothing of their own awaits them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collegium.people.models import Appointment, Person, School, StaffImport
from collegium.people.stafflist import bringing
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


def bring_list(school, rob, rows, at, columns=("Name", "Email", "Start date")):
    meanings = {"name": 0, "email": 1, "starts_on": 2}
    found = StaffImport.objects.create(
        school=school, by=rob, brought_at=at, name="staff.csv", columns=list(columns), rows=rows,
        numbers=list(range(2, 2 + len(rows))), meanings=meanings,
    )  # fmt: skip
    found.begin(leaving=[], total=len(rows), by=rob, at=at)
    bringing.bring(found, at=at)


def test_a_first_list_with_dates_for_some_makes_only_those_new_whose_date_says_so(programme, northgate, rob):
    rows = [["Lena Long", "lena@example.org", "2011-09-01"], ["Noor Aziz", "noor@example.org", "2026-09-01"],
            ["Uma Undated", "uma@example.org", ""]]  # fmt: skip
    bring_list(northgate, rob, rows, MONDAY)

    assert [one.first_name for one in programme.new_staff()] == ["Noor"]
    uma = Person.objects.get(first_name="Uma")
    assert uma.appointments.get().start_is_known is False
    assert programme.asks(uma)


def test_one_who_is_first_on_the_second_list_is_new_and_a_date_that_comes_later_counts(programme, northgate, rob):
    before, rows = MONDAY - timedelta(days=60), [["Lena Long", "lena@example.org", ""]]
    bring_list(northgate, rob, rows, before)
    bring_list(northgate, rob, [*rows, ["Noor Aziz", "noor@example.org", ""]], MONDAY)
    assert [one.first_name for one in programme.new_staff()] == ["Noor"]

    bring_list(northgate, rob, [["Lena Long", "lena@example.org", "2026-09-01"]], MONDAY)

    assert sorted(one.first_name for one in programme.new_staff()) == ["Lena", "Noor"]


def test_wishes_close_when_the_day_ends_at_the_school(programme, northgate, harbour, settings):
    """Wherever the server stands: at noon in London, Auckland has begun the first of December."""
    last = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
    assert programme.is_collecting(last)
    assert Programme.objects.collecting(last).get() == programme

    School.objects.filter(pk=northgate.pk).update(timezone="Pacific/Auckland")
    there = Programme.objects.get(pk=programme.pk)

    assert not there.is_collecting(last)
    assert not Programme.objects.collecting(last).exists()
    assert Programme.objects.closed_to_wishes(last).get() == there
