"""Changing a plan by hand: what it costs, what it breaks, and how it is taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collegium.forming import arranging
from collegium.forming.board import board_of
from collegium.forming.choosing import effects, way_out, ways
from collegium.forming.models import Formation, Meanwhile, Sharing
from collegium.history.models import Entry
from collegium.planning.check_groups import checked_cost
from collegium.planning.groups import Group, GroupsPlan, move, prices_of
from tests.conftest import FRIDAY, MONDAY
from tests.forming.conftest import who
from tests.forming.school import keep_apart
from tests.planning.drawn import problems


def place_of(formation, name):
    return formation.placements.get(person__first_name=name)


def fresh(formation):
    return Formation.objects.get(pk=formation.pk)


def test_a_move_puts_somebody_into_the_other_group_and_says_why_anew(formation, hale):
    place_of(formation, "Hugo").move(into="g2", was=None, by=hale, at=FRIDAY)

    hugo = place_of(formation, "Hugo")
    assert who(formation) == {"g1": ["Ada", "Ben", "Cleo", "Dev"], "g2": ["Ella", "Fred", "Gita", "Hugo"]}
    assert (hugo.rank, hugo.moved_by_hand) == (2, True)
    assert [line["code"] for line in hugo.why] == ["full", "got_it"]
    assert fresh(formation).cost == 40
    assert Entry.objects.filter(did="moved").count() == 1


def test_writing_down_what_stands_already_changes_nothing(formation):
    before = list(formation.placements.order_by("pk").values())

    formation.write(formation.standing(), formation.titles())

    assert list(formation.placements.order_by("pk").values()) == before


def test_somebody_is_left_out(formation, hale):
    place_of(formation, "Dev").move(into=None, was="g1", by=hale, at=FRIDAY)

    dev = place_of(formation, "Dev")
    assert who(formation)[""] == ["Dev", "Hugo"]
    assert (dev.group, dev.rank) == (None, None)
    assert fresh(formation).cost == 30 + 2000


def test_a_group_whose_leader_leaves_gets_the_next_who_would_lead(formation, colleagues, hale):
    place_of(formation, "Ada").move(into=None, was="g1", by=hale, at=FRIDAY)

    assert formation.groups.get(key="g1").leader == colleagues[1]


def test_the_last_to_leave_takes_the_group_with_them(formation, hale):
    for name in ("Ella", "Fred", "Gita"):
        place_of(formation, name).move(into=None, was="g2", by=hale, at=FRIDAY)

    assert list(formation.groups.values_list("key", flat=True)) == ["g1"]


def test_somebody_whom_another_lead_moved_meanwhile_is_not_moved_again(formation, hale):
    hugo = place_of(formation, "Hugo")
    hugo.move(into="g2", was=None, by=hale, at=FRIDAY)

    with pytest.raises(Meanwhile):
        hugo.move(into="g1", was=None, by=hale, at=FRIDAY)
    with pytest.raises(Meanwhile):
        hugo.move(into="g9", was="g2", by=hale, at=FRIDAY)

    assert who(formation)["g2"] == ["Ella", "Fred", "Gita", "Hugo"]


def test_a_shared_plan_and_one_being_worked_out_change_no_more(formation, hale):
    hugo = place_of(formation, "Hugo")
    Formation.objects.update(finished_at=None)
    with pytest.raises(Meanwhile):
        hugo.move(into="g2", was=None, by=hale, at=FRIDAY)
    Formation.objects.update(finished_at=MONDAY)
    Sharing.objects.create(programme=formation.programme, formation=formation, by=hale, at=MONDAY)

    with pytest.raises(Meanwhile):
        hugo.move(into="g2", was=None, by=hale, at=FRIDAY)


def test_changes_are_undone_one_after_another(formation, hale):
    before = who(formation)
    place_of(formation, "Hugo").move(into="g2", was=None, by=hale, at=FRIDAY)
    formation.groups.get(key="g1").arrange(
        title="Talk", leader=None, slot=formation.groups.get(key="g2").slot_id, by=hale, at=FRIDAY
    )
    formation.groups.get(key="g2").split(by=hale, at=FRIDAY)

    seen = []
    for _ in range(4):
        formation.undo(by=hale, at=FRIDAY)
        seen.append((formation.groups.count(), formation.groups.get(key="g1").title, len(who(formation)["g2"])))

    assert seen == [(2, "Talk", 4), (2, "", 4), (2, "", 3), (2, "", 3)]
    assert who(formation) == before
    assert Entry.objects.filter(did="undid").count() == 3


def test_a_group_of_nobody_comes_back_when_its_last_leaving_is_undone(formation, hale):
    for name in ("Ella", "Fred", "Gita"):
        place_of(formation, name).move(into=None, was="g2", by=hale, at=FRIDAY)

    formation.undo(by=hale, at=FRIDAY)

    assert who(formation)["g2"] == ["Gita"]


def test_a_group_is_named_led_and_timed_by_hand(formation, colleagues, hale, slots):
    formation.groups.get(key="g1").arrange(
        title="Talk", leader=colleagues[2].pk, slot=slots[3].pk, by=hale, at=FRIDAY
    )

    group = formation.groups.get(key="g1")
    assert (group.title, group.leader, group.slot) == ("Talk", colleagues[2], slots[3])


def test_naming_a_group_as_it_is_named_changes_nothing(formation, hale):
    group = formation.groups.get(key="g1")

    group.arrange(title="", leader=group.leader_id, slot=group.slot_id, by=hale, at=FRIDAY)

    assert not formation.changes.exists()


def test_a_group_is_kept_once_however_often_it_is_pressed(formation, hale):
    group = formation.groups.get(key="g1")

    for kept in (True, True, False, False):
        group.keep(kept, by=hale, at=FRIDAY)

    said = Entry.objects.filter(did__in=("kept", "no longer kept")).order_by("pk").values_list("did", flat=True)
    assert list(said) == ["kept", "no longer kept"]


def test_somebody_who_is_not_in_the_group_does_not_lead_it(formation, colleagues, hale):
    group = formation.groups.get(key="g1")

    group.arrange(title="", leader=colleagues[7].pk, slot=group.slot_id, by=hale, at=FRIDAY)

    assert formation.groups.get(key="g1").leader is None


def test_a_group_is_split_into_two_each_with_somebody_who_would_lead(formation, hale):
    formation.groups.get(key="g1").split(by=hale, at=FRIDAY)

    halves = formation.standing()
    assert {key: len(group.members) for key, group in halves.group.items()} == {"g1": 2, "h1": 2, "g2": 3}
    leads = {person.id for person in formation.task.people if person.can_lead}
    assert {group.leader for group in halves.groups} <= leads


def test_a_group_that_is_gone_is_neither_split_nor_named(formation, hale):
    group = formation.groups.get(key="g2")
    for name in ("Ella", "Fred", "Gita"):
        place_of(formation, name).move(into=None, was="g2", by=hale, at=FRIDAY)

    with pytest.raises(Meanwhile):
        group.split(by=hale, at=FRIDAY)
    with pytest.raises(Meanwhile):
        group.arrange(title="x", leader=None, slot=group.slot_id, by=hale, at=FRIDAY)


@given(problem=problems(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_halves_are_even_and_hold_everybody(problem, data):
    plan = drawn_plan(problem, data)
    for group in plan.groups:
        halves = arranging.split(problem, plan, group.id)

        parts = [one for one in halves.groups if one not in plan.groups] or [group]
        assert sorted(member for part in parts for member in part.members) == sorted(group.members)
        assert max(len(part.members) for part in parts) - min(len(part.members) for part in parts) <= 1


@given(problem=problems(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_price_is_what_the_move_costs_by_the_letter_of_the_contract(problem, data):
    plan = drawn_plan(problem, data)
    person = data.draw(st.sampled_from(problem.people))
    before = checked_cost(problem, plan.groups)

    for into, price in prices_of(problem, plan, person.id).items():
        after = move(problem, plan, person.id, into)
        assert price.cost == checked_cost(problem, after.groups) - before


def drawn_plan(problem, data) -> GroupsPlan:
    """Any arrangement, rules or no rules: the lead may make one by hand."""
    places = data.draw(st.lists(st.integers(0, 3), min_size=len(problem.people), max_size=len(problem.people)))
    groups = []
    for number in (1, 2, 3):
        members = tuple(sorted(one.id for one, place in zip(problem.people, places, strict=True) if place == number))
        able = [member for member in members if problem.person[member].can_lead]
        if members:
            theme = data.draw(st.sampled_from(problem.themes)).id
            slot = data.draw(st.sampled_from(problem.slots)) if problem.slots else ""
            groups.append(Group(f"x{number}", theme, slot, able[0] if able else "", members))
    return GroupsPlan(checked_cost(problem, tuple(groups)), None, 0, 1, tuple(groups))


def test_every_place_says_what_would_change_and_which_rule_it_breaks(formation, hale, colleagues, closed):
    keep_apart(closed, colleagues[7], colleagues[0], hale)
    hugo = place_of(formation, "Hugo")

    to = ways(board_of(formation), hugo)

    assert [(way.key, way.breaches, way.effects) for way in to] == [
        ("g2", (), ("2nd wish",)),
        ("g1", ("The group would be too large",), ("1st wish",)),
    ]
    assert way_out(board_of(formation), hugo) is None
    assert way_out(board_of(formation), place_of(formation, "Ada")).effects == ("without their 1st wish",)


@given(problem=problems(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_said_of_a_place_adds_up_to_what_it_costs(problem, data):
    plan = drawn_plan(problem, data)
    person = data.draw(st.sampled_from(problem.people))

    for into, price in prices_of(problem, plan, person.id).items():
        assert sum(effect.points for effect in effects(problem, plan, person.id, into)) == price.cost


def test_places_of_a_plan_are_seen_by_its_lead_only(formation, hale, ama):
    assert formation.placements.model.objects.visible_to(hale).count() == 8
    assert formation.placements.model.objects.visible_to(ama).count() == 0
    assert formation.groups.model.objects.visible_to(ama).count() == 0
