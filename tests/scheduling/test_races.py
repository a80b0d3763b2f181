"""What several people do to the same poll at the same moment."""

from datetime import date

import pytest

from collegium.mail.models import Letter
from collegium.scheduling.asking import ask, hear
from collegium.scheduling.models import Option, Poll, Vote
from tests.conftest import MONDAY
from tests.crowd import asked, at_once, real_database
from tests.scheduling.conftest import THURSDAY, TUESDAY, YES

pytestmark = pytest.mark.both


@pytest.fixture
def crowded(transactional_db, poll, tmp_path):
    with real_database(tmp_path):
        yield poll


def test_answers_at_once_are_all_kept_and_the_organiser_is_told_once(crowded, ama, tom, gwen):
    tuesday = asked(lambda: Option.objects.get(weekday=1).pk)

    came = at_once([
        lambda one=one: hear(Poll.objects.get(), one, {tuesday: YES}, at=MONDAY) for one in (ama, tom, gwen, gwen)
    ])  # fmt: skip

    assert [fault for fault in came if isinstance(fault, Exception)] == []
    assert asked(lambda: Vote.objects.filter(says=YES).count()) == 3
    assert asked(lambda: Letter.objects.filter(kind="times-done").count()) == 1


def test_two_who_withdraw_at_once_leave_one_time(crowded, ama, tom):
    at_once([
        lambda: Option.objects.get(weekday=1).withdraw(by=ama, at=MONDAY),
        lambda: Option.objects.get(weekday=3).withdraw(by=tom, at=MONDAY),
    ])  # fmt: skip

    assert asked(lambda: Option.objects.standing().count()) == 1


def test_two_who_ask_at_once_ask_one_thing(transactional_db, feedback, ama, tom, tmp_path):
    with real_database(tmp_path):
        at_once([
            lambda one=one: ask(feedback, [TUESDAY, THURSDAY], closes_on=date(2026, 11, 16), by=one, at=MONDAY)
            for one in (ama, tom)
        ])  # fmt: skip

        assert asked(lambda: Poll.objects.count()) == 1


def test_closing_and_answering_at_once_loses_no_answer_that_was_taken(crowded, ama, tom):
    tuesday = asked(lambda: Option.objects.get(weekday=1).pk)

    came = at_once([
        lambda: Poll.objects.get().close(by=ama, at=MONDAY),
        lambda: hear(Poll.objects.get(), tom, {tuesday: YES}, at=MONDAY),
    ])  # fmt: skip

    taken = not isinstance(came[1], Exception)
    assert asked(lambda: Vote.objects.filter(says=YES).count()) == (1 if taken else 0)
