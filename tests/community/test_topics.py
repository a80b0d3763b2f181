"""One topic a week, chosen by those who vote."""

from datetime import date

import pytest

from collegium.community import policies
from collegium.community.choosing import next_week, polled
from collegium.community.jobs import choose_the_topic
from collegium.community.models import Topic, Vote
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.django_db
WEEK = date(2026, 11, 16)


def propose(question, by):
    return Topic.objects.propose(question, week=WEEK, by=by, at=MONDAY)


@pytest.mark.both
def test_most_votes_choose_and_among_equals_what_came_first(ama, tom, sam):
    first, second, third = propose("One?", ama), propose("Two?", tom), propose("Three?", tom)
    for topic, voter in ((second, ama), (third, tom), (third, sam), (second, sam)):
        topic.vote(by=voter, at=MONDAY)

    assert Topic.objects.choose(WEEK, at=FRIDAY) == second
    assert Topic.objects.choose(WEEK, at=FRIDAY) == second
    assert Topic.objects.of_week(date(2026, 11, 19)) == second
    first.vote(by=ama, at=FRIDAY)
    assert Vote.objects.get(person=ama).topic == second


def test_a_week_without_proposals_has_no_topic(db):
    assert Topic.objects.choose(WEEK, at=FRIDAY) is None


def test_counts_show_once_one_has_voted(ama, tom):
    topic = propose("One?", ama)
    topic.vote(by=ama, at=MONDAY)

    assert [(one.votes, one.is_my_vote, one.is_mine) for one in polled(WEEK, ama)] == [(1, True, True)]
    assert [(one.votes, one.is_my_vote, one.is_mine) for one in polled(WEEK, tom)] == [(None, False, False)]


def test_the_same_proposed_twice_is_proposed_once(ama):
    assert propose("One?", ama) == propose("One?", ama)


def test_a_proposal_is_taken_back_until_it_is_chosen(ama, tom):
    topic, other = propose("One?", ama), propose("Two?", ama)
    assert (policies.may_withdraw(ama, topic), policies.may_withdraw(tom, topic)) == (True, False)

    topic.withdraw(by=ama, at=MONDAY)
    topic.withdraw(by=ama, at=MONDAY)
    chosen = Topic.objects.choose(WEEK, at=FRIDAY)
    chosen.withdraw(by=ama, at=FRIDAY)

    assert (topic.question, chosen, chosen.question) == ("", other, "Two?")
    assert chosen.get_absolute_url() == f"/community/topics/{chosen.pk}/"
    assert policies.may_withdraw(ama, chosen) is False


def test_the_week_begins_with_a_topic(ama):
    from collegium.community.models.topic import monday_of
    from collegium.kit import clock

    topic = Topic.objects.propose("One?", week=monday_of(clock.today()), by=ama, at=MONDAY)

    choose_the_topic.func()

    topic.refresh_from_db()
    assert topic.chosen_at is not None
    assert next_week(clock.today()) > clock.today()
