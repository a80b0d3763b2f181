"""A slip is words and a count: nothing leads from it to whoever wrote it."""

from datetime import timedelta

import pytest

from collegium.history.models import Entry
from collegium.kit.models import Attempt
from collegium.sharings.hearing import heard, heard_of
from collegium.sharings.models import AllHandedIn, NoSlipsNow, Slip, Tally
from tests.conftest import person
from tests.sharings.conftest import AFTERWARDS, SESSION

pytestmark = pytest.mark.django_db


def hand_in(session, number, takes="", *, would_try=(), department=None, at=AFTERWARDS):
    Slip.objects.hand_in(session, takes, would_try=list(would_try), department=department, once=f"n{number}", at=at)


def test_the_same_page_sent_twice_is_one_slip(held, part):
    for _time in range(2):
        hand_in(held, 1, "Wait four seconds.", would_try=[part])

    assert [slip.takes for slip in Slip.objects.all()] == ["Wait four seconds."]
    assert list(Tally.objects.values_list("department", "count")) == [(None, 1)]
    assert str(Slip.objects.get()) == "Wait four seconds."


def test_slips_are_taken_from_the_beginning_for_a_fortnight(held, hale):
    for at in (SESSION - timedelta(minutes=1), SESSION + timedelta(days=14)):
        with pytest.raises(NoSlipsNow):
            hand_in(held, 1, "So.", at=at)
    held.count(by=hale, at=AFTERWARDS)
    with pytest.raises(NoSlipsNow):
        hand_in(held, 1, "So.")


@pytest.mark.both
def test_no_more_slips_are_taken_than_the_school_has_staff(held, northgate):
    staff = northgate.appointments.count()
    for number in range(staff):
        hand_in(held, number, "So.")

    with pytest.raises(AllHandedIn):
        hand_in(held, 99, "One more.")
    assert Slip.objects.count() == staff


def test_a_slip_holds_neither_person_nor_day_nor_department(held, part, northgate):
    before = Entry.objects.count()
    hand_in(held, 1, "So.", would_try=[part], department=northgate.departments.get())

    assert {field.name for field in Slip._meta.get_fields()} == {"id", "sharing", "takes", "would_try", "mark"}
    assert {field.name for field in Tally._meta.get_fields()} == {"id", "contribution", "department", "count"}
    assert (Entry.objects.count(), Attempt.objects.count()) == (before, 0)


def test_counted_nothing_tells_which_came_first(held, part, hale, northgate):
    for number in range(6):
        person(f"More{number} Colleague", northgate)
        hand_in(held, number, f"words {number}", would_try=[part] if number % 2 else [])
    was = set(Slip.objects.values_list("pk", flat=True))

    held.count(by=hale, at=AFTERWARDS)

    assert not was & set(Slip.objects.values_list("pk", flat=True))
    assert sorted(Slip.objects.values_list("takes", "mark")) == [(f"words {number}", None) for number in range(6)]
    assert sorted(part.slips.values_list("takes", flat=True)) == ["words 1", "words 3", "words 5"]


def test_few_slips_are_nobodys_to_read(held, part, hale, northgate):
    for number in range(4):
        person(f"More{number} Colleague", northgate)
        hand_in(held, number, f"words {number}", would_try=[part])
    part.sharing.refresh_from_db()
    open_still = heard_of(part, 5)
    held.count(by=hale, at=AFTERWARDS)
    part.refresh_from_db()

    assert (open_still.enough, heard(held, [part]).enough, heard_of(part, 5).enough) == (False, False, False)
    assert heard(held, [part]).slips == 4


def test_of_enough_slips_words_and_figures_are_told(held, part, hale, northgate):
    for number in range(10):
        person(f"More{number} Colleague", northgate)
    for number in range(10):
        hand_in(held, number, "" if number == 9 else f"words {number}", would_try=[part] if number < 3 else [])
    held.count(by=hale, at=AFTERWARDS)
    part.refresh_from_db()
    said, of_part = heard(held, [part]), heard_of(part, 5)

    assert (said.slips, said.takes, said.would_try) == (10, [f"words {n}" for n in range(9)], [(part, 3)])
    assert (of_part.takes, of_part.would_try) == (["words 0", "words 1", "words 2"], [(part, 3)])
