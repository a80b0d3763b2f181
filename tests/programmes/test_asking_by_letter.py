"""Letters go to those who have not answered, and to nobody else."""

from datetime import date, timedelta

import pytest

from collegium.mail import kinds
from collegium.mail.models import Letter
from collegium.people.models import Link
from collegium.programmes.asking import (
    address_of,
    invite,
    links_of,
    make_links,
    remind,
    remind_before_closing,
)
from collegium.programmes.jobs import remind_of_wishes
from collegium.programmes.models import Answer
from tests.conftest import FRIDAY, MONDAY, person

CLOSING = date(2026, 11, 30)


@pytest.fixture
def staff(programme, ama, tom, sam, hale):
    programme.collecting.take(ama, joins_as_given=True, at=MONDAY)
    return programme


def told() -> list[str]:
    return sorted(Letter.objects.filter(kind="wishes").values_list("person__first_name", flat=True))


def test_everybody_who_has_not_answered_is_asked_once(staff, hale, northgate):
    assert invite(staff, by=hale, at=MONDAY) == 3
    person("Una New", northgate)

    assert invite(staff, by=hale, at=FRIDAY) == 1
    assert told() == ["Martin", "Sam", "Tom", "Una"]


def test_the_letter_holds_one_s_own_link_and_says_who_will_see_what(staff, hale, tom):
    invite(staff, by=hale, at=MONDAY)

    letter = Letter.objects.get(person=tom)

    assert address_of(Link.objects.get(person=tom)) in letter.text
    assert "until Monday 30 November" in letter.text
    assert "sees that you answered, and not what" in letter.text


def test_who_has_no_address_gets_a_slip_and_no_letter(staff, hale, tom):
    tom.email = None
    tom.save()

    invite(staff, by=hale, at=MONDAY)
    assert links_of(staff, [tom]) == []
    make_links(staff, [tom])

    assert told() == ["Martin", "Sam"]
    assert [somebody for somebody, _address in links_of(staff, [tom])] == [tom]


def test_by_hand_one_reminds_at_most_once_a_day(staff, hale):
    assert remind(staff, by=hale, at=MONDAY) == 3
    assert remind(staff, by=hale, at=MONDAY + timedelta(hours=1)) == 0
    assert remind(staff, by=hale, at=FRIDAY) == 3


def test_when_wishes_are_closed_nobody_is_written_to(staff, hale):
    staff.collecting.close(by=hale, at=MONDAY)

    assert (invite(staff, by=hale, at=MONDAY), remind(staff, by=hale, at=MONDAY)) == (0, 0)


def test_when_everybody_has_answered_nobody_is_reminded(staff, hale, tom, sam):
    for somebody in (tom, sam, hale):
        staff.collecting.take(somebody, joins_as_given=True, at=MONDAY)

    assert (invite(staff, by=hale, at=MONDAY), remind(staff, by=hale, at=MONDAY)) == (0, 0)


@pytest.mark.parametrize(
    ("days_before", "letters"), [(4, 0), (3, 3), (2, 0), (1, 3), (0, 0)],
    ids=["too early", "three days", "between", "one day", "the last day"],
)  # fmt: skip
def test_reminders_go_three_days_and_one_day_before(staff, days_before, letters):
    at = MONDAY.replace(day=30) - timedelta(days=days_before)

    remind_before_closing(at)
    remind_before_closing(at + timedelta(hours=2))

    assert Letter.objects.count() == letters


def test_collecting_longer_reminds_again(staff, hale):
    remind_before_closing(MONDAY.replace(day=27))
    staff.collecting.go_on_until(date(2026, 12, 7), by=hale, at=MONDAY.replace(day=28))

    remind_before_closing(MONDAY.replace(month=12, day=4))

    assert Letter.objects.count() == 6


@pytest.mark.both
def test_the_morning_s_job_may_run_twice(staff):
    import time_machine

    with time_machine.travel(MONDAY.replace(day=27, hour=7, minute=30), tick=False):
        remind_of_wishes.call()
        remind_of_wishes.call()

    assert Letter.objects.count() == 3


def test_a_letter_that_waits_is_dropped_when_its_reader_answers(staff, hale, tom):
    invite(staff, by=hale, at=MONDAY)
    letter = Letter.objects.get(person=tom)
    wanted = kinds.find("wishes").still_wanted

    assert wanted(letter)
    staff.collecting.take(tom, joins_as_given=True, at=MONDAY)

    assert not wanted(letter)


def test_a_receipt_is_dropped_when_the_answer_was_taken_back(staff, ama):
    from collegium.programmes.asking import acknowledge

    acknowledge(Answer.objects.get(person=ama), at=MONDAY)
    letter = Letter.objects.get(kind="wishes-receipt")
    wanted = kinds.find("wishes-receipt").still_wanted

    assert wanted(letter)
    staff.collecting.withdraw(ama, at=MONDAY)

    assert not wanted(letter)


def test_a_letter_of_a_programme_that_is_gone_is_not_wanted(staff, hale, tom):
    invite(staff, by=hale, at=MONDAY)
    letter = Letter.objects.get(person=tom)
    letter.thing = 0

    assert not kinds.find("wishes").still_wanted(letter)
