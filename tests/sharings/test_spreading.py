"""How far an outcome has come: whole fives of large departments, and nobody by name."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collegium.enquiry.models import Echo, Idea, Trial
from collegium.outcomes.models import Proposal
from collegium.people.models import Department
from collegium.sharings.models import Presence, Slip, Step, Uptake
from collegium.sharings.spreading import at_least, large_departments, outcomes_of, spread_of, year_of
from tests.conftest import FRIDAY, MONDAY, person
from tests.sharings.conftest import AFTERWARDS, LAST_YEAR

pytestmark = pytest.mark.django_db
LATER = FRIDAY + timedelta(days=7)


@pytest.fixture
def maths(northgate):
    """Twelve teach mathematics, and three art."""
    department, art = (Department.objects.create(school=northgate, name=name) for name in ("Mathematics", "Art"))
    for number in range(3):
        person(f"Artist{number} A", northgate, department=art)
    return [person(f"Number{number} M", northgate, department=department) for number in range(12)]


def rows(northgate, keys, at=LATER):
    return [(row.name, row.of, row.heard, row.read, row.tried, row.slips) for row in spread_of(northgate, keys, at)]


@given(st.integers(0, 60), st.integers(10, 60))
def test_what_is_shown_is_never_more_than_there_is_and_never_all(value, of):
    value = min(value, of)
    shown = at_least(value, of)

    assert shown % 5 == 0
    assert shown <= value
    assert of - shown >= 5
    assert shown == 0 or value >= 5


def test_small_departments_are_counted_as_others_and_few_others_not_at_all(northgate, found, maths, ama, hale):
    few = rows(northgate, [("report", found.pk)])
    for number in range(6):
        person(f"More{number} Colleague", northgate)

    assert few == [("Mathematics", 12, 0, 0, 0, 0)]
    assert [name for name, *_rest in rows(northgate, [])] == ["Mathematics", "Other departments"]
    assert [one.name for one in large_departments(northgate)] == ["Mathematics"]


def test_who_was_there_who_read_and_who_tries_are_counted_up_to_last_monday(held, found, maths, northgate):
    for number, somebody in enumerate(maths):
        if number < 11:
            Presence.say(held, person=somebody, was_there=True, at=AFTERWARDS)
        if number < 8:
            Uptake.objects.say(found, Step.READ, person=somebody, at=FRIDAY)
        if number < 6:
            Uptake.objects.say(found, Step.WILL_TRY, person=somebody, at=FRIDAY)
    key = [("report", found.pk)]

    assert rows(northgate, key, FRIDAY) == [("Mathematics", 12, 0, 0, 0, 0)]
    assert rows(northgate, key) == [("Mathematics", 12, 5, 5, 5, 0)]
    assert rows(northgate, [("report", 0)]) == [("Mathematics", 12, 0, 0, 0, 0)]
    assert [(one.heard, one.read, one.tried) for one in year_of(northgate, key, LATER)] == [(1, 1, 1)]
    assert spread_of(northgate, key, LATER)[0].bars == [("told of it", 5), ("read it", 5), ("try it", 5)]


def test_slips_count_once_they_are_counted(held, part, maths, northgate, hale):
    department = northgate.departments.get(name="Mathematics")
    for number in range(7):
        Slip.objects.hand_in(held, "", would_try=[part], department=department, once=str(number), at=AFTERWARDS)
    before = rows(northgate, [part.key])
    held.count(by=hale, at=AFTERWARDS)

    assert (before[0][-1], rows(northgate, [part.key])[0][-1], rows(northgate, [])[0][-1]) == (0, 5, 0)


def test_who_sent_an_echo_read_and_tried_an_idea(northgate, maths, ama):
    idea = Idea.objects.share(person=ama, title="Dots", at=MONDAY, school=northgate, audience="school")
    for somebody in maths[:6]:
        trial = Trial.objects.tell(person=somebody, text="Dots", verdict="kept", idea=idea, at=FRIDAY)
        Echo.objects.send(trial, named=False, at=FRIDAY)

    assert rows(northgate, [("idea", idea.pk)]) == [("Mathematics", 12, 0, 5, 5, 0)]


def test_one_word_for_each_outcome_and_another_takes_its_place(found, ama, tom, hale, northgate):
    put = Proposal.objects.put("Cups", "So.", benefit="Voices.", to=[hale], school=northgate, by=ama, at=MONDAY)
    put.answer("policy", "Yes.", seen=0, by=hale, at=MONDAY, due_on=LATER.date())
    Uptake.objects.say(put.policy, Step.READ, person=tom, at=MONDAY)
    for step in (Step.READ, Step.READ, Step.TRIED):
        Uptake.objects.say(found, step, person=tom, at=MONDAY)
    said = Uptake.objects.of(found, tom).step
    Uptake.objects.say(found, "", person=tom, at=FRIDAY)

    assert (said, Uptake.objects.of(found, tom), Uptake.objects.of(put.policy, tom).step) == ("tried", None, "read")


def test_of_three_outcomes_it_asks_as_little_as_of_one(northgate, found, maths, ama, django_assert_num_queries):
    with django_assert_num_queries(6):
        spread_of(northgate, [("report", found.pk)], LATER)
    keys = [("report", found.pk), *(("idea", number) for number in range(3))]
    with django_assert_num_queries(6):
        spread_of(northgate, keys, LATER)
    with django_assert_num_queries(5):
        year_of(northgate, keys, LATER)


def test_the_outcomes_of_a_year_are_those_the_whole_staff_may_read(northgate, found, hale):
    assert outcomes_of(northgate, LAST_YEAR, hale) == [
        (("report", found.pk), "Marks that move", "Feedback that Moves")
    ]
    assert outcomes_of(northgate, LAST_YEAR.replace(year=2020), hale) == []
