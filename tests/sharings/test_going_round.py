"""In every round somebody stays at each stall, nobody stays at two, and turns are fair."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from collegium.sharings.going_round import never_free, rota

STALLS = st.dictionaries(st.integers(1, 6), st.lists(st.integers(1, 9), unique=True, max_size=4), max_size=6)


def test_two_at_a_stall_go_round_every_other_time():
    assert rota({7: [1, 2]}, 4) == [{7: 1}, {7: 2}, {7: 1}, {7: 2}]


def test_whoever_is_alone_stays_and_is_named():
    plan = rota({7: [1], 8: [2, 3]}, 2)

    assert plan == [{7: 1, 8: 2}, {7: 1, 8: 3}]
    assert never_free({7: [1], 8: [2, 3]}, plan) == [1]
    assert never_free({7: [1]}, []) == []


def test_somebody_of_two_stalls_makes_room_where_another_can_stay():
    assert rota({7: [1], 8: [1, 2]}, 1) == [{7: 1, 8: 2}]
    assert rota({7: [1, 2], 8: [1, 3], 9: [1]}, 1) == [{7: 2, 8: 3, 9: 1}]


def test_a_stall_that_nobody_can_keep_says_so():
    assert rota({7: [1], 8: [1], 9: []}, 1) == [{7: 1, 8: None, 9: None}]


@settings(max_examples=120, deadline=None)
@given(STALLS, st.integers(0, 5))
def test_nobody_stays_at_two_stalls_nor_where_they_do_not_belong(stalls, rounds):
    plan = rota(stalls, rounds)

    assert len(plan) == rounds
    for one in plan:
        there = [person for person in one.values() if person is not None]
        assert len(there) == len(set(there))
        assert all(person is None or person in stalls[stall] for stall, person in one.items())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(1, 6))
def test_at_stalls_of_their_own_turns_differ_by_one_at_most(sizes, rounds):
    stalls = {stall: [10 * stall + number for number in range(size)] for stall, size in enumerate(sizes, 1)}

    turns = Counter(person for one in rota(stalls, rounds) for person in one.values())

    for keepers in stalls.values():
        counts = [turns[person] for person in keepers]
        assert max(counts) - min(counts) <= 1
        assert sum(counts) == rounds
