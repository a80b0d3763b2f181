"""A plan made by hand: eight colleagues, two themes, two times. The planner's own plans: test_working_out.py."""

import pytest

from collegium.forming.models import Formation
from collegium.forming.rules import Rules
from collegium.forming.trying import try_again
from collegium.planning.groups import Group, GroupsPlan
from tests.conftest import MONDAY, person
from tests.forming.school import answer

NAMES = ("Ada Ash", "Ben Birch", "Cleo Cedar", "Dev Dale", "Ella Elm", "Fred Fir", "Gita Gorse", "Hugo Heath")


@pytest.fixture
def closed(programme):
    """The programme, its wishes closed."""
    programme.closed_at = MONDAY
    programme.save()
    return programme


@pytest.fixture
def themes(closed):
    return {theme.title: theme for theme in closed.themes.all()}


@pytest.fixture
def slots(closed):
    return {slot.weekday: slot for slot in closed.slots.all()}


@pytest.fixture
def colleagues(closed, northgate, themes, slots):
    """All wished for oracy and then for feedback, and can always come. Ada, Ben, Ella and Fred would lead."""
    people = [person(name, northgate, experience=2) for name in NAMES]
    for number, somebody in enumerate(people):
        answer(
            closed, somebody, wishes=[themes["Oracy"], themes["Written feedback"]], cannot=None,
            would_lead=number in {0, 1, 4, 5},
        )  # fmt: skip
    return people


@pytest.fixture
def formation(closed, colleagues, hale, themes, slots):
    """Ada, Ben, Cleo and Dev talk on Tuesdays; Ella, Fred and Gita read feedback on Thursdays; Hugo is left over."""
    made = try_again(closed, Rules(3, 4, seconds=20), by=hale, at=MONDAY)
    talk = [str(one.pk) for one in colleagues[:4]]
    read = [str(one.pk) for one in colleagues[4:7]]
    finish(
        made,
        Group("g1", str(themes["Oracy"].pk), str(slots[1].pk), talk[0], tuple(talk)),
        Group("g2", str(themes["Written feedback"].pk), str(slots[3].pk), read[0], tuple(read)),
    )
    return made


def finish(formation: Formation, *groups: Group) -> None:
    formation.write(GroupsPlan(0, None, 0, 1, groups))
    formation.placements.update(moved_by_hand=False)
    formation.finished_at = MONDAY
    formation.save()


def who(formation: Formation) -> dict[str, list[str]]:
    """First names by group; under nothing, who is left over."""
    found: dict[str, list[str]] = {}
    for key, name in formation.placements.order_by("person__first_name").values_list(
        "group__key", "person__first_name"
    ):
        found.setdefault(key or "", []).append(name)
    return found
