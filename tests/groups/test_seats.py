"""A cap holds whoever comes at the same moment. bench/seats.py does the same a thousand times."""

import pytest
from django.test import Client

from collegium.groups import inviting
from collegium.groups.models import Full, Group, Membership
from collegium.people.models import Person
from tests.conftest import MONDAY, person
from tests.crowd import asked, at_once, real_database

ROUNDS = 20
ROUNDS_OF_PAGES = 3


@pytest.fixture
def crowd(transactional_db, northgate, learning_group, tmp_path):
    people = [person(f"P{number:02} Field", northgate) for number in range(16)]
    groups = [
        Group.objects.create(
            title=f"Round {number}", slug=f"round-{number}", approach=learning_group, year_starts_on=MONDAY.date(),
            cap=8, entry=Group.Entry.OPEN, started_by=people[0], started_at=MONDAY,
        )
        for number in range(ROUNDS)
    ]  # fmt: skip
    for group in groups:
        group.schools.add(northgate)
    with real_database(tmp_path):
        yield people, groups, northgate


@pytest.mark.both
def test_sixteen_who_come_at_once_to_a_group_of_eight_make_eight(crowd):
    people, groups, school = crowd

    for group in groups:
        came = at_once([
            lambda who=who, group=group: group.admit(who, school=school, by=who, at=MONDAY) for who in people
        ])  # fmt: skip
        seated = asked(lambda group=group: group.memberships.count())

        assert seated == 8
        assert [type(each) for each in came if not isinstance(each, Membership)] == [Full] * 8


@pytest.mark.both
def test_whoever_finds_no_seat_waits_and_whoever_leaves_lets_the_first_in(crowd):
    people, groups, school = crowd
    group = groups[0]

    at_once([lambda who=who: inviting.ask_to_join(group, who, at=MONDAY) for who in people])
    first = asked(lambda: group.waiting.order_by("at", "pk").first().person_id)
    at_once([lambda: group.memberships.first().leave(by=people[0], at=MONDAY)])
    members = asked(lambda: set(Group.objects.get(pk=group.pk).memberships.not_over(MONDAY.date()).values_list(
        "person", flat=True)))  # fmt: skip

    assert len(members) == 8
    assert first in members
    assert asked(lambda: group.waiting.count()) == 7


@pytest.mark.both
def test_through_the_pages_too_nobody_meets_an_error(crowd):
    people, groups, school = crowd

    def press(who, group):
        browser = Client()
        browser.force_login(who)
        return browser.post(f"/groups/{group.slug}/joining/", {"key": f"{who.pk}-{group.pk}"}).status_code

    for group in groups[:ROUNDS_OF_PAGES]:
        answers = at_once([lambda who=who, group=group: press(who, group) for who in people])

        assert answers == [302] * 16
        assert asked(lambda group=group: (group.memberships.count(), group.waiting.count())) == (8, 8)


@pytest.mark.both
def test_a_person_who_comes_twice_at_once_has_one_seat(crowd):
    people, groups, school = crowd

    came = at_once([lambda: groups[0].admit(people[0], school=school, by=people[0], at=MONDAY)] * 6)

    assert {membership.pk for membership in came} == {came[0].pk}
    assert asked(lambda: Person.objects.get(pk=people[0].pk).memberships.count()) == 1
