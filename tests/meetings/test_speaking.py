"""Everybody in the room is heard once before anybody comes twice, in an order that nobody chose."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.meetings.speaking import order_of, still_to_hear

people = st.sets(st.integers(1, 500), min_size=1, max_size=14)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(here=people, late=people, seed=st.text(max_size=4))
def test_nobody_is_left_out_and_nobody_comes_twice(here, late, seed):
    heard, speaker = [], None
    room = set(here)
    while waiting := still_to_hear(room, heard, speaker, seed=seed):
        heard, speaker = [*heard, *([speaker] if speaker else [])], waiting[0]
        if len(heard) == 1:
            room |= late
    heard.append(speaker)

    assert len(heard) == len(set(heard))
    assert set(heard) == room if len(here) > 1 else set(here) <= set(heard)


def test_the_order_is_the_same_whoever_asks_and_another_in_another_step():
    orders = {tuple(order_of(range(1, 9), seed=str(step))) for step in range(20)}

    assert order_of([3, 1, 2], "7") == order_of([2, 3, 1], "7")
    assert len(orders) > 15


def test_over_many_steps_each_is_first_about_as_often():
    first = [order_of(range(1, 6), seed=str(step))[0] for step in range(1000)]

    assert all(150 < first.count(person) < 250 for person in range(1, 6))


def test_who_has_the_word_does_not_wait_for_it():
    assert set(still_to_hear([1, 2, 3], [1], 2, seed="x")) == {3}


def test_who_was_heard_longest_ago_comes_first_and_who_never_was_before_them():
    latest = {1: date(2026, 11, 3), 2: date(2026, 10, 6), 3: date(2026, 11, 3)}

    order = order_of([1, 2, 3, 4], "7", latest)

    assert order[:2] == [4, 2]
    assert {tuple(order_of([1, 2, 3, 4], str(step), latest)[2:]) for step in range(20)} == {(1, 3), (3, 1)}
