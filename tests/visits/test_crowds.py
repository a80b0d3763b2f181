"""Many at the same moment, on both databases: the cap holds, and nobody is in two lessons at once."""

from datetime import timedelta

import pytest

from collegium.visits.models import CapReached, ChangedMeanwhile, Clash, Record, Visit
from tests.conftest import MONDAY, person
from tests.crowd import asked, at_once, real_database
from tests.visits.conftest import TUESDAY, at_the

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def test_however_many_ask_at_once_there_are_three_visits(northgate, ama, tmp_path):
    crowd = [person(f"P{number} Q", northgate) for number in range(10)]
    deeds = [
        lambda one=one, number=number: (
            Visit.objects.arrange(
                one, ama, at_the(TUESDAY + timedelta(days=number)), school=northgate, by=ama, at=MONDAY
            ).pk
        )
        for number, one in enumerate(crowd)
    ]

    with real_database(tmp_path):
        came = at_once(deeds)

    assert [type(one) for one in came].count(int) == 3
    assert [type(one) for one in came].count(CapReached) == 7


def test_nobody_visits_two_lessons_at_once(northgate, tom, tmp_path):
    crowd = [person(f"P{number} Q", northgate) for number in range(8)]
    deeds = [
        lambda one=one: Visit.objects.arrange(tom, one, at_the(), school=northgate, by=one, at=MONDAY).pk
        for one in crowd
    ]

    with real_database(tmp_path):
        came = at_once(deeds)

    assert [type(one) for one in came].count(int) == 1
    assert [type(one) for one in came].count(Clash) == 7


def test_one_says_yes_while_the_other_moves_it(visit, ama, tom, tmp_path):
    seen = visit.sequence
    later = at_the(TUESDAY + timedelta(days=1))

    with real_database(tmp_path):
        came = at_once([
            lambda: Visit.objects.get(pk=visit.pk).accept(by=tom, at=MONDAY, seen=seen),
            lambda: Visit.objects.get(pk=visit.pk).move(later, by=ama, at=MONDAY, seen=seen),
        ])  # fmt: skip
        now = asked(lambda: Visit.objects.get())

    # Whoever comes second is told; nobody has said yes to a time that they did not see.
    assert [type(one) for one in came].count(ChangedMeanwhile) == 1
    assert now.is_agreed == (now.starts_at == TUESDAY)


def test_two_devices_and_a_giving_lose_no_acknowledged_note(agreed, tom, tmp_path):
    record = Record.objects.of(agreed)

    def write(number):
        Record.objects.get(pk=record.pk).keep([(f"n{number}", TUESDAY, f"line {number}")])
        return f"n{number}"

    with real_database(tmp_path):
        came = at_once([
            *(lambda number=number: write(number) for number in range(8)),
            lambda: Record.objects.get(pk=record.pk).give(by=tom, at=MONDAY),
        ])  # fmt: skip
        there = asked(lambda: set(Record.objects.get().written().values_list("key", flat=True)))

    assert {one for one in came if isinstance(one, str)} == there
