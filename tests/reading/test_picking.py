"""Everybody picks, others react, dots make the shortlist, and what is tried is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from collegium.enquiry.models import Idea, Trial
from collegium.history.models import Entry
from collegium.meetings.models import Promise
from collegium.reading import policies
from collegium.reading.models import Ballot, Best, Closed, Dot, NotYet, Reaction
from collegium.reading.models.best import SHORT
from collegium.reading.picking import has_voted, picked, short, shortlist
from tests.conftest import FRIDAY, MONDAY, member, person


def pick(reading, who, text, why="", page=""):
    return Best.objects.pick(reading, person=who, text=text, page=page, why=why, at=MONDAY)


def cast(reading, who, *bests):
    return Ballot.objects.cast(reading, who, bests, at=MONDAY)


@pytest.mark.both
def test_the_same_pick_twice_is_one(reading, ama, tom):
    first, again, other = pick(reading, ama, "Wait"), pick(reading, ama, "Wait"), pick(reading, tom, "Wait")

    assert (first == again, first == other, str(first)) == (True, False, "Wait")
    assert [one.did for one in Entry.objects.filter(kind="reading.best")] == ["picked", "picked"]


@pytest.mark.both
def test_dots_of_others_are_hidden_until_one_has_voted(reading, ama, tom, gwen):
    wait, why = pick(reading, ama, "Wait three seconds"), pick(reading, tom, "Ask why twice")
    cast(reading, ama, wait, why)
    cast(reading, gwen, wait)

    assert [one.dots for one in picked(reading, tom)] == [None, None]
    cast(reading, tom, wait)
    assert [(one.dots, one.has_my_dot) for one in picked(reading, tom)] == [(3, True), (1, False)]


def test_an_empty_ballot_is_a_vote_too(reading, ama, tom):
    pick(reading, ama, "Wait")
    cast(reading, tom)

    assert has_voted(reading, tom)
    assert [one.dots for one in picked(reading, tom)] == [0]


@pytest.mark.both
def test_nobody_has_more_than_three_dots_and_they_can_be_moved_until_the_list_stands(reading, ama, tom):
    bests = [pick(reading, ama, f"Idea {n}") for n in range(5)]
    cast(reading, tom, *bests)
    assert Dot.objects.count() == 3
    cast(reading, tom, bests[4])
    shortlist(reading, by=ama, at=FRIDAY)
    shortlist(reading, by=tom, at=FRIDAY)

    assert [dot.best for dot in Dot.objects.all()] == [bests[4]]
    with pytest.raises(Closed):
        cast(reading, ama, bests[0])
    assert [one.did for one in Entry.objects.filter(did="made the shortlist")] == ["made the shortlist"]


def test_a_list_is_not_made_of_nothing(reading, ama):
    pick(reading, ama, "Wait")

    with pytest.raises(NotYet):
        shortlist(reading, by=ama, at=FRIDAY)


def test_the_shortlist_stands_first_and_for_everybody(reading, ama, tom, gwen):
    wait, why = pick(reading, ama, "Wait"), pick(reading, tom, "Why")
    cast(reading, ama, why)
    shortlist(reading, by=ama, at=FRIDAY)

    found = picked(reading, gwen)
    assert [(one.best, one.is_short, one.dots) for one in found] == [(why, True, 1), (wait, False, 0)]


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 9), max_size=20))
def test_a_shortlist_leaves_nobody_out_who_has_as_many_dots_as_the_last(dots):
    chosen = short(dots)
    left = [n for number, n in dots.items() if number not in chosen]

    assert all(dots[number] > 0 for number in chosen)
    assert all(n < min((dots[number] for number in chosen), default=1) for n in left)
    assert len(chosen) <= SHORT or len({dots[number] for number in chosen}) < len(chosen)


def test_a_reaction_is_one_for_each_and_its_words_change(reading, ama, tom):
    best = pick(reading, ama, "Wait")
    best.react("Never.", person=tom, at=MONDAY)
    best.react("Perhaps.", person=tom, at=FRIDAY)

    assert [(one.person, one.text) for one in Reaction.objects.all()] == [(tom, "Perhaps.")]
    assert [one.text for one in picked(reading, ama)[0].reactions] == ["Perhaps."]


def test_a_pick_taken_back_takes_its_dots_and_reactions_along(reading, ama, tom):
    best = pick(reading, ama, "Wait", "It works")
    best.react("Never.", person=tom, at=MONDAY)
    cast(reading, tom, best)
    assert [policies.may_take_back(who, best) for who in (ama, tom)] == [True, False]
    best.take_back(at=FRIDAY)
    best.take_back(at=FRIDAY)

    assert (picked(reading, ama), Dot.objects.count(), Reaction.objects.count()) == ([], 0, 0)
    assert [one.did for one in Entry.objects.filter(kind="reading.best")] == ["picked", "took back a pick"]


@pytest.mark.both
def test_trying_makes_a_promise_and_what_became_of_it_stands_beside_the_idea(reading, ama, tom, gwen):
    best = pick(reading, ama, "Wait three seconds", "They think longer", "p. 41")
    promise = best.try_it(tom, at=MONDAY)
    best.try_it(gwen, at=MONDAY)
    best.try_it(tom, at=FRIDAY)
    trial = Trial.objects.report(promise, "changed", at=FRIDAY)
    trial.describe(went_well="Longer answers", changed="Five seconds", with_class="8B", at=FRIDAY)

    idea = Idea.objects.get()
    assert (idea.person, idea.audience, idea.group) == (ama, "group", reading.group)
    assert Entry.objects.about(idea).get(did="shared") in Entry.objects.by(tom)
    assert idea.how == "They think longer\n\n(Making Every Lesson Count, p. 41)"
    assert Promise.objects.count() == 2
    [shown] = picked(reading, ama)
    assert (shown.promised, [(one.trial, one.word) for one in shown.told]) == (2, [(trial, "changed")])


def test_a_card_that_was_taken_back_is_made_anew_by_who_tries_it_next(reading, ama, tom):
    best = pick(reading, ama, "Wait")
    best.try_it(tom, at=MONDAY)
    best.idea.withdraw(by=ama, at=FRIDAY)
    best.try_it(ama, at=FRIDAY)

    assert (Idea.objects.count(), Idea.objects.standing().count()) == (2, 1)


def test_where_somebody_put_their_dots_is_theirs_alone(reading, ama, tom):
    mine = cast(reading, ama, pick(reading, ama, "Wait"))

    assert [list(Ballot.objects.visible_to(who)) for who in (ama, tom)] == [[mine], []]


def test_the_page_says_what_is_amiss_and_keeps_the_rest(client, reading, ama):
    bests = [pick(reading, ama, f"Idea {n}") for n in range(4)]
    client.force_login(ama)

    def post(name, number, **data):
        return client.post(reverse(f"reading:{name}", args=[number]), data)

    answers = [
        post("picking", reading.pk, text=""),
        post("reacting", bests[0].pk, text=""),
        post("dots", reading.pk),
        post("dots", reading.pk, bests=[one.pk for one in bests]),
        post("shortlist", reading.pk),
    ]
    assert [answer.status_code for answer in answers] == [422] * 5
    cast(reading, ama, bests[0])
    shortlist(reading, by=ama, at=FRIDAY)
    late = post("dots", reading.pk, bests=[bests[1].pk])
    assert (late.status_code, "too late" in late.content.decode()) == (422, True)


def test_the_page_costs_the_same_for_one_pick_and_for_three(client, northgate, reading, ama, tom):
    client.force_login(ama)
    cast(reading, ama)
    for who in [person(f"Reader{n} X", northgate) for n in range(3)]:
        member(reading.group, who, northgate)
    counts = []
    for n in range(3):
        best = pick(reading, tom, f"Idea {n}")
        best.react("Yes.", person=tom, at=MONDAY)
        Trial.objects.report(best.try_it(tom, at=MONDAY), "kept", at=FRIDAY)
        with CaptureQueriesContext(connection) as asked:
            client.get(reading.get_absolute_url())
        counts.append(len(asked))

    assert counts[0] == counts[2]
