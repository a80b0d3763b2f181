"""Two at once: a double tap on the phone, and a lead who closes while somebody answers."""

import pytest

from collegium.history.models import Entry
from collegium.programmes.models import Answer, Programme, WishesClosed, bring_in
from tests.conftest import MONDAY
from tests.crowd import asked, at_once, real_database

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def test_eight_taps_are_one_answer(programme, tom, tmp_path):
    oracy = programme.themes.get(title="Oracy")

    with real_database(tmp_path):
        done = at_once([lambda: programme.collecting.take(tom, wishes=[oracy], at=MONDAY)] * 8)

        assert [type(one) for one in done] == [Answer] * 8
        assert asked(lambda: Answer.objects.get().themes()) == [oracy]
        assert asked(Entry.objects.filter(did="answered").count) == 8


def test_who_answers_while_wishes_close_is_in_or_told(programme, hale, tom, sam, ama, tmp_path):
    def answer(who):
        return lambda: programme.collecting.take(who, joins_as_given=True, at=MONDAY)

    def close():
        Programme.objects.get(pk=programme.pk).collecting.close(by=hale, at=MONDAY)

    with real_database(tmp_path):
        done = at_once([*map(answer, [tom, sam, ama]), close])

        told = [one for one in done if isinstance(one, WishesClosed)]
        assert asked(Answer.objects.count) == 3 - len(told)
        assert asked(lambda: Programme.objects.get(pk=programme.pk).closed_at) == MONDAY


def test_a_school_s_copies_are_made_once(northgate, tmp_path):
    with real_database(tmp_path):
        done = at_once([lambda: bring_in(northgate, at=MONDAY)] * 4)

        keys = asked(lambda: list(northgate.approaches.values_list("key", flat=True)))

    assert done == [None] * 4
    assert len(keys) == len(set(keys)) == 13
