"""A group that says when it meets has its first dates at once."""

from datetime import date, time

import pytest
from django.urls import reverse

from collegium.groups.agreeing import Weekly
from collegium.groups.models import Group
from collegium.groups.starting import start_own
from collegium.meetings.models import Series
from tests.conftest import MONDAY


def test_the_first_date_is_fixed_and_the_others_are_proposals(ama, northgate, learning_group):
    group = start_own(
        by=ama, at=MONDAY, approach=learning_group, title="Tea", school=northgate, meets=Weekly(1, time(15, 45))
    )

    dates = [(meeting.local_start.date(), meeting.is_confirmed) for meeting in group.meetings.order_by("starts_at")]
    assert dates[0] == (date(2026, 11, 17), True)
    assert [is_confirmed for _day, is_confirmed in dates[1:]] == [False, False]


def test_without_a_day_nothing_is_proposed(ama, northgate, learning_group):
    start_own(by=ama, at=MONDAY, approach=learning_group, title="Tea", school=northgate)

    assert not Series.objects.exists()


def posted(client, ama, approach, at_monday, **when):
    client.force_login(ama)
    return client.post(reverse("groups:start"), {"title": "Tea", "approach": approach.pk} | when)


def test_one_says_it_while_one_starts(client, ama, learning_group, at_monday):
    answer = posted(client, ama, learning_group, at_monday, weekday="1", starts_at="15:45")

    assert answer.status_code == 302
    assert Series.objects.get(group__title="Tea").starts_at == time(15, 45)


@pytest.mark.parametrize(
    ("when", "words"),
    [({"weekday": "1"}, "At what time?"), ({"starts_at": "15:45"}, "On which day?")],
    ids=["a day without a time", "a time without a day"],
)
def test_half_an_answer_is_asked_about(client, ama, learning_group, at_monday, when, words):
    answer = posted(client, ama, learning_group, at_monday, **when)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Group.objects.filter(title="Tea").exists()
