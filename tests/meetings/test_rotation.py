"""Whose turn it is: fairly, the same whoever asks, and without moving anybody else's turn."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from collegium.meetings.rotation import Belonging, Occasion, Settled, give_turns

SEPTEMBER, NEXT = date(2026, 9, 1), date(2027, 9, 1)
ROLES = ["chair", "notes", "practicalities"]


def members(number, **left):
    return [Belonging(one, SEPTEMBER, left.get(f"left_{one}"), NEXT) for one in range(1, number + 1)]


def meetings(number, **more):
    return [
        Occasion(one, SEPTEMBER + timedelta(days=7 * one), **more.get(f"at_{one}", {})) for one in range(number)
    ]


def held(given, role):
    return [given[one][role].person for one in sorted(given) if role in given[one]]


def drawn(seed):
    dice = random.Random(seed)
    number = dice.randint(5, 14)
    return number, ROLES[: dice.randint(1, 3)], dice.randint(6, 40), dice


@pytest.mark.parametrize("seed", range(60))
def test_over_a_drawn_year_nobody_has_a_role_much_more_often_than_anybody_else(seed):
    number, roles, times, _dice = drawn(seed)

    given = give_turns(roles, meetings(times), members(number), seed=str(seed))

    for role in roles:
        often = Counter(dict.fromkeys(range(1, number + 1), 0)) + Counter(held(given, role))
        counts = [often[one] for one in range(1, number + 1)]
        assert max(counts) - min(counts) <= 2, (role, counts)
    assert all(len({turn.person for turn in turns.values()}) == len(roles) for turns in given.values())


@pytest.mark.parametrize("seed", range(60))
def test_when_one_leaves_only_their_own_turns_go_to_others(seed):
    number, roles, times, dice = drawn(seed)
    gone, day = dice.randint(1, number), SEPTEMBER + timedelta(days=7 * dice.randint(1, times))
    before = give_turns(roles, meetings(times), members(number), seed=str(seed))

    after = give_turns(roles, meetings(times), members(number, **{f"left_{gone}": day}), seed=str(seed))

    for occasion in meetings(times):
        for role in roles:
            was, now = before[occasion.meeting][role].person, after[occasion.meeting][role].person
            assert now == was if was != gone or occasion.on < day else now != gone


@pytest.mark.parametrize("seed", range(30))
def test_when_two_exchange_their_turns_nobody_else_is_moved(seed):
    number, roles, times, _dice = drawn(seed)
    before = give_turns(roles, meetings(times), members(number), seed=str(seed))
    mine = before[0]["chair"].person
    later, theirs = next(
        (one, before[one]["chair"].person) for one in range(1, times)
        if before[one]["chair"].person not in {turn.person for turn in before[0].values()}
    )  # fmt: skip
    settled = {
        "at_0": {"settled": {"chair": Settled(theirs, mine)}},
        f"at_{later}": {"settled": {"chair": Settled(mine, theirs)}},
    }

    after = give_turns(roles, meetings(times, **settled), members(number), seed=str(seed))

    changed = {
        (one, role) for one in before for role in roles if before[one][role].person != after[one][role].person
    }
    assert changed == {(0, "chair"), (later, "chair")}


def test_who_is_excused_passes_the_role_on_and_has_it_next_time():
    first, second, *_rest = held(give_turns(["chair"], meetings(6), members(5), seed="a"), "chair")

    given = give_turns(["chair"], meetings(6, at_0={"excused": {first}}), members(5), seed="a")

    assert held(given, "chair")[:2] == [second, first]


def test_what_was_settled_falls_back_to_the_next_in_turn_when_that_person_cannot():
    first, second, third, *_rest = held(give_turns(["chair"], meetings(6), members(5), seed="a"), "chair")
    swapped = {"settled": {"chair": Settled(third, first)}, "excused": {third}}

    given = give_turns(["chair"], meetings(6, at_0=swapped), members(5), seed="a")

    assert held(given, "chair")[0] == second


def test_who_comes_new_waits_behind_all_the_others():
    early = members(4)
    late = Belonging(9, SEPTEMBER + timedelta(days=15), None, NEXT)

    given = held(give_turns(["chair"], meetings(9), [*early, late], seed="b"), "chair")

    assert 9 not in given[:4]
    assert given.count(9) == 1


def test_fewer_members_than_roles_share_them_and_nobody_at_all_has_none():
    two = give_turns(ROLES, meetings(3), members(2), seed="c")

    assert all(len(turns) == 3 for turns in two.values())
    assert give_turns(ROLES, meetings(1), [], seed="c") == {0: {}}
    assert give_turns([], meetings(1), members(2), seed="c") == {0: {}}


def test_what_was_settled_about_a_role_that_is_no_more_is_passed_over():
    given = give_turns(["chair"], meetings(1, at_0={"settled": {"tea": Settled(1, 1)}}), members(2), seed="d")

    assert list(given[0]) == ["chair"]


def test_who_left_is_out_of_the_queue_when_the_school_year_is_over():
    gone = Belonging(1, SEPTEMBER, SEPTEMBER + timedelta(days=10), SEPTEMBER + timedelta(days=30))
    others = members(3)[1:]

    given = give_turns(["chair"], meetings(12), [gone, *others], seed="e")

    often = Counter(held(given, "chair")[5:])
    assert abs(often[2] - often[3]) <= 1
