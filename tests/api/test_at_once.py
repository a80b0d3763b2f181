"""Tokens and webhooks at the same moment: what is taken back opens nothing more, and nobody hears anything twice."""

import time
from collections import Counter
from threading import Event

import pytest

from collegium.api import telling
from collegium.api.models import MOST_TOKENS, Hook, Message, Token, TooManyTokens
from collegium.history.models import Entry
from collegium.kit import clock
from tests.api.asking import Program, tokened
from tests.api.test_hooks import promise, running
from tests.crowd import asked, at_once, real_database

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
READERS, PROMISES, WORKERS = 5, 8, 4


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS = settings.SIGN_ON_INSIDE = True
    with running() as found:
        yield found


def test_a_token_taken_back_while_it_is_used_opens_nothing_that_is_asked_for_later(feedback, tom, tmp_path):
    secret = tokened(tom)
    reading, gone = Event(), Event()

    def read():
        """Until two answers after it was taken back."""
        mine, said, late = Program(secret), [], 0
        while late < 2:
            late += gone.is_set()
            was_gone = gone.is_set()
            said.append((was_gone, mine.get("/me").status_code))
            reading.set()
        return said

    def take_back():
        assert reading.wait(60)
        Token.objects.get().take_back(by=tom, at=clock.now())
        gone.set()

    with real_database(tmp_path):
        *read_by_each, _none = came = at_once([read] * READERS + [take_back])
        kept = asked(lambda: (Token.objects.get().revoked_at, Entry.objects.filter(did="took back").count()))

    assert [one for one in came if isinstance(one, Exception)] == []
    answers = Counter(answer for said in read_by_each for answer in said)
    assert answers[(False, 200)]
    assert set(answers) <= {(False, 200), (False, 401), (True, 401)}
    assert (kept[0] is not None, kept[1]) == (True, 1), "a use at that moment does not bring it back"


def test_taken_back_by_many_at_once_it_is_written_down_once(feedback, tom, tmp_path):
    tokened(tom)
    with real_database(tmp_path):
        came = at_once([lambda: Token.objects.get().take_back(by=tom, at=clock.now())] * WORKERS)
        written = asked(lambda: Entry.objects.filter(did="took back").count())

    assert (came, written) == ([None] * WORKERS, 1)


def test_of_many_made_at_once_nobody_has_more_than_are_allowed(feedback, tom, tmp_path):
    for _number in range(MOST_TOKENS - 2):
        tokened(tom)
    with real_database(tmp_path):
        came = at_once([lambda: tokened(tom)] * 6)
        held = asked(lambda: Token.objects.alive(clock.now()).count())

    assert held == MOST_TOKENS
    assert [type(one) for one in came if not isinstance(one, str)] == [TooManyTokens] * 4


def test_several_workers_tell_of_each_thing_once(feedback, ama, tom, receiver, tmp_path):
    at = clock.now()
    hook = Hook.objects.set_up(tom, address=receiver.address, areas=["meetings"], at=at)
    for number in range(PROMISES):
        promise(feedback, ama, f"Promise {number}", at=at)

    with real_database(tmp_path):
        gathered = at_once([lambda: telling.gather(at)] * WORKERS)
        noted = asked(lambda: Message.objects.count())
        sent = at_once([lambda: telling.send_waiting(at)] * WORKERS)
        arrived = asked(lambda: Message.objects.filter(arrived_at=at).count())

    names = Counter(headers["webhook-id"] for headers, _body in receiver.got)
    assert gathered == [None] * WORKERS
    assert (noted, arrived, sum(sent)) == (PROMISES, PROMISES, PROMISES)
    assert set(names.values()) == {1}
    assert len(names) == PROMISES
    assert all(hook.secret not in body for _headers, body in receiver.got)


def test_whoever_has_the_old_secret_can_check_everything_that_comes_while_it_changes(
    feedback, ama, tom, receiver, tmp_path
):
    at = clock.now()
    hook = Hook.objects.set_up(tom, address=receiver.address, areas=["meetings"], at=at)
    before = hook.secret
    for number in range(PROMISES):
        promise(feedback, ama, f"Promise {number}", at=at)
    telling.gather(at)

    def renew():
        end = time.monotonic() + 60
        while not receiver.got and time.monotonic() < end:
            time.sleep(0.01)
        Hook.objects.get().renew(by=tom, at=at)

    with real_database(tmp_path):
        came = at_once([lambda: telling.send_waiting(at)] * 2 + [renew])
        after = asked(lambda: Hook.objects.get().secret)

    assert [one for one in came if isinstance(one, Exception)] == []
    assert len(receiver.got) == PROMISES
    assert after != before
    for headers, body in receiver.got:
        signed = headers["webhook-signature"].split()
        stamp = int(headers["webhook-timestamp"])
        old, new = (telling.sign(one, headers["webhook-id"], stamp, body) for one in (before, after))
        assert signed in ([old], [new, old])
