"""Two who say the last word at the same moment: it takes effect once, on both databases."""

from datetime import timedelta

import pytest

from collegium.groups import deciding, inviting
from collegium.groups.matters import LASTING, PURPOSE
from collegium.groups.models import Agreement, Decision, Group, Invitation, Membership, Waiting
from collegium.history.models import Entry
from tests.conftest import FRIDAY, MONDAY, person
from tests.crowd import asked, at_once, real_database

ROUNDS = 6


@pytest.fixture
def crowd(transactional_db, northgate, learning_group, tmp_path):
    """Four members and as many groups as there are rounds, each with an agreement."""
    people = [person(f"P{number} Field", northgate) for number in range(6)]
    groups = []
    for number in range(ROUNDS):
        group = Group.objects.create(
            title=f"Round {number}", slug=f"round-{number}", approach=learning_group, year_starts_on=MONDAY.date(),
            cap=5, started_by=people[0], started_at=MONDAY,
        )  # fmt: skip
        group.schools.add(northgate)
        for one in people[:4]:
            group.admit(one, school=northgate, by=one, at=MONDAY)
        agreement = Agreement.objects.begin(group, by=people[0], at=MONDAY)
        agreement.write_down(PURPOSE, words="Tea", by=people[0], at=MONDAY, seen=0)
        agreement.agree(by=people[0], at=MONDAY)
        groups.append(group)
    with real_database(tmp_path):
        yield people, groups


def says(decision, one, word="agree"):
    return lambda: Decision.objects.get(pk=decision).answer(word, by=one, at=FRIDAY)


def fine(answers):
    return [answer for answer in answers if isinstance(answer, Exception)] == []


@pytest.mark.both
def test_the_last_words_at_once_end_a_group_once(crowd):
    people, groups = crowd
    for group in groups:
        decision = asked(lambda group=group: deciding.put_ending(
            group, words="Done.", by=people[0], at=MONDAY, days=7).pk)  # fmt: skip

        assert fine(at_once([says(decision, one) for one in people[1:4]]))

        assert asked(lambda d=decision: Decision.objects.get(pk=d).outcome) == "agreed"
        settled = Entry.objects.filter(kind="groups.decision", thing=decision, did="settled")
        assert asked(settled.count) == 1
        assert asked(Entry.objects.filter(kind="groups.group", thing=group.pk, did="concluded").count) == 1


@pytest.mark.both
def test_the_last_words_at_once_make_one_new_version(crowd):
    people, groups = crowd
    for group in groups:
        decision = asked(lambda group=group: deciding.put_change(
            group, LASTING, choice="open", by=people[0], at=MONDAY, days=7).pk)  # fmt: skip

        assert fine(at_once([says(decision, one) for one in people[1:4]]))

        numbers = asked(lambda group=group: sorted(group.agreements.values_list("number", flat=True)))
        assert numbers == [1, 2]


@pytest.mark.both
def test_a_last_word_beside_the_closing_is_one_or_the_other(crowd):
    people, groups = crowd
    late = MONDAY + timedelta(days=20)
    for group in groups:
        decision = asked(lambda group=group: deciding.put_ending(
            group, words="Done.", by=people[0], at=MONDAY, days=7).pk)  # fmt: skip
        at_once([says(decision, people[1])])
        at_once([says(decision, people[2])])

        assert fine(at_once([says(decision, people[3]), lambda: deciding.close_what_is_due(at=late)]))

        outcome = asked(lambda d=decision: Decision.objects.get(pk=d).outcome)
        ended = asked(lambda group=group: not Group.objects.get(pk=group.pk).is_going())
        assert (outcome, ended) in {("agreed", True), ("lapsed", False)}


@pytest.mark.both
def test_two_who_ask_the_same_at_once_ask_it_once(crowd):
    people, groups = crowd
    for group in groups:
        at_once([
            lambda one=one, group=group: deciding.put_ending(group, words="Done.", by=one, at=MONDAY, days=7)
            for one in people[:4]
        ])  # fmt: skip

        assert asked(group.decisions.filter(kind="ending").count) == 1


@pytest.mark.both
def test_two_newcomers_for_the_last_seat_are_one_member_and_one_who_waits(crowd):
    people, groups = crowd
    for group in groups:
        both = [
            asked(lambda who=who, group=group: inviting.invite(group, who, by=people[0], at=MONDAY).decision.pk)
            for who in people[4:]
        ]
        assert fine(at_once([says(decision, one) for decision in both for one in people[1:4]]))

        came = at_once([
            lambda decision=decision: Invitation.objects.get(decision=decision).accept(at=FRIDAY) for decision in both
        ])  # fmt: skip

        assert {type(one) for one in came} == {Membership, Waiting}
        assert asked(lambda group=group: group.memberships.count()) == 5


@pytest.mark.both
def test_two_who_write_a_point_down_at_once_lose_nothing_unseen(crowd):
    people, groups = crowd
    made = asked(lambda: Agreement.objects.filter(agreed_at__isnull=False).update(agreed_at=None, on="purpose"))
    assert made == ROUNDS
    for group in groups:
        agreement = group.agreements.get()

        came = at_once([
            lambda one=one, a=agreement: a.write_down(LASTING, words=one.name, by=one, at=FRIDAY, seen=0)
            for one in people[:4]
        ])  # fmt: skip

        assert [type(one).__name__ for one in came if one] == ["ChangedMeanwhile"] * 3
