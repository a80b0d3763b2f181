"""A plan is its lead's alone until it is shared; and no reason in it speaks of anybody else."""

import json
from datetime import date

import pytest
from hypothesis import given, settings

from collegium.forming import words
from collegium.forming.board import board_of
from collegium.forming.choosing import ways
from collegium.forming.models import Formation
from collegium.forming.problem import as_file, without_traces
from collegium.forming.rules import Rules
from collegium.forming.trying import try_again
from collegium.groups.models import Group as RealGroup
from collegium.groups.models import Invitation, Membership
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting
from collegium.people.models import Link
from collegium.planning.groups import Group, explain, form_groups
from tests.conftest import FRIDAY, MONDAY, duty
from tests.conftest import person as teacher
from tests.forming.conftest import finish
from tests.forming.school import keep_apart
from tests.planning.drawn import problems


@given(problem=problems())
@settings(max_examples=40, deadline=None)
def test_no_reason_names_anybody_or_tells_who_is_kept_apart(problem):
    plan = explain(problem, form_groups(problem, seconds=2)) if not problem.locked else None
    if plan is None:
        return
    themes = {theme.id: f"theme {number}" for number, theme in enumerate(problem.themes)}
    slots = {slot: f"time {number}" for number, slot in enumerate(problem.slots)}
    lines = [line for told in plan.why.values() for line in told] + [left.reason for left in plan.unplaced]

    told = " ".join(words.say(vars(line), themes, slots) for line in lines)

    assert [line.code for line in lines if line.code not in TOLD] == []
    assert [one.id for one in problem.people if f" {one.id} " in f" {told} "] == []
    assert "apart" not in told


TOLD = {*words.ABOUT_A_WISH, *words.ABOUT_SOMEBODY_LEFT_OVER, "if_free", "if_wished"}


def test_a_pair_that_is_kept_apart_shows_only_as_a_rule(closed, colleagues, hale, themes, slots, client):
    keep_apart(closed, colleagues[7], colleagues[4], hale)
    made = try_again(closed, Rules(3, 6), by=hale, at=MONDAY)
    members = tuple(sorted(str(one.pk) for one in colleagues[4:7]))
    finish(made, Group("g1", str(themes["Oracy"].pk), str(slots[1].pk), members[0], members))
    hugo = made.placements.get(person=colleagues[7])
    client.force_login(hale)

    (way,) = ways(board_of(made), hugo)
    pages = [client.get(hugo.get_absolute_url()), client.get(made.get_absolute_url())]

    assert way.breaches == ("Against a rule of this programme",)
    assert ["apart" in page.content.decode().lower() for page in pages] == [False, False]
    assert words.say(hugo.why[0], {}, {}) == "None of their wishes had a place at their times."


def test_before_it_is_shared_nobody_else_learns_of_a_plan(formation, world):
    before = [RealGroup, Membership, Invitation, Meeting, Letter, Link]
    counts = [model.objects.count() for model in before]
    formation.placements.first().move(into=None, was="g1", by=world.people["hale"], at=FRIDAY)

    assert [model.objects.count() for model in before] == counts
    for name, person in world.people.items():
        seen = name == "hale"
        assert Formation.objects.visible_to(person).exists() == seen
        assert Entry.objects.visible_to(person).filter(kind__startswith="forming.").exists() == seen


def test_before_it_is_shared_no_page_of_others_differs(formation, colleagues, client):
    ada = colleagues[0]
    client.force_login(ada)
    pages = ["/", formation.programme.get_absolute_url(), "/groups/"]
    with_plan = [client.get(page).content for page in pages]

    Formation.objects.all().delete()

    assert [without_keys(page) for page in with_plan] == [without_keys(client.get(page).content) for page in pages]


def without_keys(page: bytes) -> list[str]:
    """The page without what is drawn anew each time it is shown."""
    return [line for line in page.decode().splitlines() if 'type="hidden"' not in line and "csrf" not in line.lower()]


def test_the_file_to_take_away_holds_no_name_and_no_number_of_a_person(formation, colleagues, hale, client):
    client.force_login(hale)

    answer = client.get(f"/forming/tries/{formation.pk}/problem/")

    file = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert sorted(person["id"] for person in file["people"]) == [str(number) for number in range(1, 9)]
    assert [one.last_name for one in colleagues if one.last_name in answer.content.decode()] == []


def test_the_numbers_of_the_file_are_not_to_be_worked_out_from_pages(formation, hale, client):
    client.force_login(hale)
    address = f"/forming/tries/{formation.pk}/problem/"

    file, again = json.loads(client.get(address).content), json.loads(client.get(address).content)

    assert file == again
    assert file["people"] != as_file(without_traces(formation.task, formation.pk))["people"]


def test_the_file_holds_the_pairs_of_whoever_takes_it_away_and_nobody_elses(
    closed, colleagues, hale, northgate, client
):
    second = teacher("Second Lead", northgate)
    duty(second, "cpd-lead", school=northgate)
    keep_apart(closed, colleagues[0], colleagues[1], hale)
    made = try_again(closed, Rules(3, 6), by=hale, at=MONDAY)
    finish(made)
    pairs = []
    for lead in (hale, second):
        client.force_login(lead)
        pairs.append(len(json.loads(client.get(f"/forming/tries/{made.pk}/problem/").content)["apart"]))

    assert pairs == [1, 0]


def test_collected_once_more_nothing_is_told_of_who_answers_since(formation, hale, northgate, client):
    programme = formation.programme
    programme.collecting.go_on_until(date(2100, 1, 1), by=hale, at=FRIDAY)
    tia = teacher("Tia Lark", northgate)
    client.force_login(hale)
    address = f"/forming/tries/{formation.pk}/outside/"
    silent = client.get(address).content.decode()

    programme.collecting.take(tia, alone=True, at=FRIDAY)
    answered = client.get(address).content.decode()
    programme.collecting.close(by=hale, at=FRIDAY)
    closed = client.get(address).content.decode()

    assert ["Tia Lark" in page for page in (silent, answered, closed)] == [True, False, True]


def test_collected_once_more_it_is_not_shared_before_wishes_have_closed(formation, hale, client):
    formation.programme.collecting.go_on_until(date(2100, 1, 1), by=hale, at=FRIDAY)
    client.force_login(hale)
    plan = f"/forming/tries/{formation.pk}/"

    page, sharing = client.get(plan), client.get(f"{plan}sharing/")

    assert "Wishes are being collected once more." in page.content.decode()
    assert sharing.status_code == 403


@pytest.mark.parametrize("page", ["formation", "print", "outside", "problem", "sharing"])
def test_a_plan_that_is_not_ones_own_is_answered_like_one_that_never_was(formation, ama, client, page):
    client.force_login(ama)
    known = client.get(f"/forming/tries/{formation.pk}/{'' if page == 'formation' else page + '/'}")
    never = client.get(f"/forming/tries/987654/{'' if page == 'formation' else page + '/'}")

    assert (known.status_code, never.status_code) == (404, 404)
    assert len(known.content) == len(never.content)
