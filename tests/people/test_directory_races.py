"""A directory that says the same thing twice at once."""

from dataclasses import replace

import pytest

from collegium.history.models import Entry
from collegium.people import directory
from collegium.people.directory import Card
from collegium.people.models import DirectoryEntry, DirectoryKey, Person, SignOn
from tests.conftest import FRIDAY, MONDAY
from tests.crowd import asked, at_once, real_database

pytestmark = pytest.mark.both

ZOE = Card("zoe@example.org", "entra-17", "zoe@example.org", "Zoë", "May")


@pytest.fixture
def key(transactional_db, northgate, rob, tom, sam, tmp_path):
    SignOn.objects.create(
        school=northgate, kind="other", issuer="https://accounts.example", client="1", domains=["example.org"],
        by=rob, at=MONDAY,
    )  # fmt: skip
    made, _secret = DirectoryKey.objects.make(northgate, by=rob, at=MONDAY)
    with real_database(tmp_path):
        yield made


def test_brought_four_times_at_once_somebody_is_one_colleague(key):
    came = at_once([lambda: directory.bring(key, ZOE, at=FRIDAY) for _ in range(4)])

    assert sorted(type(one).__name__ for one in came) == ["Taken", "Taken", "Taken", "int"]
    assert asked(lambda: Person.objects.filter(first_name="Zoë").count()) == 1
    assert asked(lambda: Entry.objects.filter(did="appointed").count()) == 1


def test_taken_out_twice_at_once_somebody_leaves_once(key, tom):
    came = at_once([lambda: directory.leave(key, tom.pk, at=FRIDAY) for _ in range(4)])

    assert came == [None] * 4
    assert asked(lambda: Entry.objects.filter(did="ended", kind="people.appointment").count()) == 1


def test_two_who_take_one_name_at_once_do_not_share_it(key, tom, sam):
    def named(somebody):
        card = Card("one@example.org", "", somebody.email, somebody.first_name, somebody.last_name)
        return lambda: directory.change(key, replace(card, number=somebody.pk), at=FRIDAY)

    came = at_once([named(tom), named(sam)])

    assert sorted(type(one).__name__ for one in came) == ["NoneType", "Taken"]
    assert asked(lambda: DirectoryEntry.objects.filter(user_name="one@example.org").count()) == 1
