from datetime import date

import pytest

from collegium.groups import starting
from collegium.groups.models import Group
from collegium.history.models import Entry
from tests.conftest import MONDAY, SEPTEMBER


def test_a_teacher_starts_a_group_of_their_own_and_looks_after_it(ama, northgate, learning_group):
    group = starting.start_own(by=ama, at=MONDAY, approach=learning_group, title="Tea and talk", school=northgate)

    (membership,) = group.memberships.coordinating(MONDAY.date())
    assert membership.person == ama
    assert (group.listed, group.cap, group.year_starts_on) == (False, None, SEPTEMBER)
    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["started", "joined", "took a role"]


def test_a_group_of_a_programme_lists_itself_as_the_programme_says(hale, northgate, programme):
    theme = programme.themes.first()
    programme.approach.cap = 8

    group = starting.start(by=hale, at=MONDAY, approach=programme.approach, title="Oracy", schools=[northgate],
                           programme=programme, theme=theme)  # fmt: skip

    assert (group.listed, group.cap, group.theme, group.memberships.count()) == (True, 8, theme, 0)


def test_two_groups_of_one_title_have_addresses_of_their_own(ama, northgate, learning_group):
    made = [
        starting.start(by=ama, at=MONDAY, approach=learning_group, title=title, schools=[northgate])
        for title in ("Oracy", "Oracy", "日本語")
    ]

    assert len({group.slug for group in made}) == 3
    assert made[2].slug.startswith("group-")


def test_what_is_given_is_kept(ama, northgate, learning_group):
    group = starting.start(by=ama, at=MONDAY, approach=learning_group, title="Old hands", schools=[northgate],
                           listed=True, entry="open", cap=5, year_starts_on=date(2025, 9, 1), slug="old")  # fmt: skip

    assert (group.listed, group.entry, group.cap, group.year_starts_on, group.slug) == (
        True, "open", 5, date(2025, 9, 1), "old",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "rule"),
    [("whole-group", "whole-group"), ("interest", "open"), ("theme", "open"), ("open", "open"),
     ("recruited", "coordinators"), ("appointed", "coordinators")],
)  # fmt: skip
def test_an_approach_gives_its_groups_their_first_rule(ama, northgate, learning_group, entry, rule):
    learning_group.entry = entry

    group = starting.start(by=ama, at=MONDAY, approach=learning_group, title="Oracy", schools=[northgate])

    assert group.entry == rule


def test_an_approach_without_a_leading_role_has_nobody_look_after_it(ama, northgate, learning_group):
    learning_group.roles.all().delete()

    group = starting.start_own(by=ama, at=MONDAY, approach=learning_group, title="Tea", school=northgate)

    assert Group.objects.of_member(ama).get() == group
