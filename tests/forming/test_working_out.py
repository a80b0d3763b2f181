"""A try: asked for, worked out by the planner in a process of its own, and kept."""

import json
import os
import signal
import subprocess
import time
from threading import Thread

import pytest

from collegium.forming import planner, trying
from collegium.forming.figures import figures
from collegium.forming.jobs import form
from collegium.forming.models import Formation
from collegium.forming.rules import Rules
from collegium.history.models import Entry
from collegium.kit import children
from collegium.planning.check_groups import check_plan
from collegium.planning.groups import GroupsPlan
from collegium.programmes.models import Unanswered
from tests.conftest import FRIDAY, MONDAY
from tests.forming.conftest import who
from tests.forming.school import keep_apart, staff_of

RULES = Rules(smallest=3, largest=6, seconds=20)


@pytest.fixture
def staff(closed):
    return staff_of(closed, 20, unanswered=3)


def worked_out(programme, hale, rules=RULES, **kwargs) -> Formation:
    asked = trying.try_again(programme, rules, by=hale, at=MONDAY, **kwargs)
    form.call(asked.pk)
    return Formation.objects.get(pk=asked.pk)


def groups_of(formation):
    return formation.standing().groups


def test_everybody_who_answered_has_a_place_or_a_reason_and_every_rule_is_kept(closed, staff, hale):
    keep_apart(closed, staff[0], staff[1], hale)

    formation = worked_out(closed, hale)

    plan = formation.standing()
    over = [line for line in check_plan(formation.task, plan) if "stands 0 times" not in line]
    assert over == []
    assert formation.placements.count() == 20
    assert all(place.why for place in formation.placements.all())
    assert (formation.cost, formation.failure) == (plan.cost, [])
    assert formation.bound is not None
    assert formation.bound <= plan.cost


def test_the_same_problem_has_the_same_plan_however_often_the_work_is_begun(closed, staff, hale):
    first = worked_out(closed, hale)
    groups = groups_of(first)
    Formation.objects.filter(pk=first.pk).update(finished_at=None)

    form.call(first.pk)

    assert groups_of(Formation.objects.get(pk=first.pk)) == groups
    assert groups_of(worked_out(closed, hale)) == groups


def test_a_second_end_changes_nothing(closed, staff, hale):
    formation = worked_out(closed, hale)
    before = groups_of(formation)

    trying.finish(formation, planner.Outcome(groups=()), at=FRIDAY)
    form.call(formation.pk)

    assert groups_of(formation) == before
    assert Entry.objects.filter(did="worked out").count() == 1


def test_work_whose_process_was_killed_says_so_and_another_try_helps(closed, staff, hale):
    formation = trying.try_again(closed, RULES, by=hale, at=MONDAY)
    killer = Thread(target=kill_the_planner)
    killer.start()

    trying.work_out(formation)

    killer.join()
    formation.refresh_from_db()
    assert [clash["code"] for clash in formation.failure] == ["broken"]
    assert worked_out(closed, hale).failure == []


def kill_the_planner() -> None:
    for _ in range(400):
        found = subprocess.run(
            ["ps", "--ppid", str(os.getpid()), "-o", "pid=,args="], capture_output=True, text=True
        ).stdout
        if children := [line.split()[0] for line in found.splitlines() if "collegium.forming.child" in line]:
            os.kill(int(children[0]), signal.SIGKILL)
            return
        time.sleep(0.01)


def test_whoever_asks_to_stop_gets_the_best_so_far(closed, staff, hale):
    formation = trying.try_again(closed, Rules(3, 6, seconds=600), by=hale, at=MONDAY)
    formation.stop(by=hale, at=MONDAY)
    formation.stop(by=hale, at=FRIDAY)

    trying.work_out(formation)

    formation.refresh_from_db()
    assert formation.stop_asked_at == MONDAY
    assert formation.groups.count() > 0
    assert Entry.objects.filter(did="stopped").count() == 1


def test_the_planner_goes_when_whoever_asked_it_is_gone(closed, staff, hale):
    child = children.start(planner.CHILD)
    formation = trying.try_again(closed, RULES, by=hale, at=MONDAY)
    children.tell(child, json.dumps({"problem": formation.problem, "seconds": 600, "seed": 1}))

    child.stdin.close()

    assert child.wait(timeout=60) in (0, 4)
    child.stdout.close()


def test_rules_that_contradict_each_other_are_named(closed, staff, hale, themes):
    first = worked_out(closed, hale, Rules(3, 4, seconds=20))
    themes["Oracy"].most_groups = 1
    themes["Oracy"].save()
    oracy = first.groups.filter(theme=themes["Oracy"])
    assert oracy.count() > 1
    oracy.update(kept=True)

    second = worked_out(closed, hale, keeping=first)

    assert [clash["code"] for clash in second.failure] == ["too_many"]


def test_a_group_that_is_kept_keeps_its_members_time_and_name(closed, staff, hale):
    first = worked_out(closed, hale)
    group = first.groups.first()
    group.arrange(title="Talk", leader=group.leader_id, slot=group.slot_id, by=hale, at=MONDAY)
    group.keep(True, by=hale, at=MONDAY)
    before = first.standing().group[group.key]

    second = worked_out(closed, hale, Rules(3, 8, seconds=20), keeping=first)

    after = second.standing().group[group.key]
    assert set(before.members) <= set(after.members)
    assert (after.theme, after.slot) == (before.theme, before.slot)
    assert second.groups.get(key=group.key).title == "Talk"
    assert list(second.groups.filter(kept=True).values_list("key", flat=True)) == [group.key]


def test_who_did_not_answer_is_placed_only_where_the_lead_said_so(closed, staff, hale):
    silent = staff[20]

    formation = worked_out(closed, hale, Rules(3, 6, seconds=20, place=(silent.pk,)))

    place = formation.placements.get(person=silent)
    assert (place.came_by, place.rank) == ("unanswered", None)
    assert [line["code"] for line in place.why] == ["placed"] if place.group else place.why
    assert formation.placements.count() == 21
    assert closed.unanswered.get().choice == Unanswered.Choice.PLANNER


def test_a_decision_that_is_taken_back_is_written_down_too(closed, staff, hale):
    trying.try_again(closed, Rules(3, 6, place=(staff[20].pk, staff[21].pk)), by=hale, at=MONDAY)

    trying.try_again(closed, Rules(3, 6, place=(staff[21].pk,)), by=hale, at=MONDAY)

    assert dict(closed.unanswered.values_list("person", "choice")) == {
        staff[20].pk: Unanswered.Choice.LEFT_OUT, staff[21].pk: Unanswered.Choice.PLANNER,
    }  # fmt: skip


def test_tries_are_kept_and_the_one_chosen_last_is_in_use(closed, formation, hale):
    second = trying.try_again(closed, RULES, by=hale, at=MONDAY)
    assert [one.number for one in Formation.objects.of(closed)] == [2, 1]

    formation.choose(by=hale, at=FRIDAY)

    assert [one.number for one in Formation.objects.of(closed)] == [1, 2]
    assert who(formation)["g2"] == ["Ella", "Fred", "Gita"]
    assert second.number == 2


def test_somebody_left_out_is_put_in_by_hand(closed, formation, hale, tom, sam, priya):
    place = trying.take_in(formation, tom, by=hale, at=FRIDAY)
    again = trying.take_in(formation, tom, by=hale, at=FRIDAY)

    place.move(into="g2", was=None, by=hale, at=FRIDAY)

    formation = Formation.objects.get(pk=formation.pk)
    assert place == again
    assert who(formation)["g2"] == ["Ella", "Fred", "Gita", "Tom"]
    assert formation.placements.get(person=tom).came_by == "unanswered"
    assert formation.cost == formation.standing().cost
    assert trying.take_in(formation, priya, by=hale, at=FRIDAY) is None


def test_figures_say_what_they_are_out_of(formation):
    plan = formation.standing()
    ranks = list(formation.placements.values_list("rank", flat=True))

    shown = figures(formation.task, plan, ranks, wished=8, over=1, by_hand=0)

    assert (shown.first, shown.up_to_third, shown.wished, shown.over) == (4, 7, 8, 1)
    assert (shown.groups, shown.smallest, shown.largest, shown.cannot_come) == (2, 3, 4, 0)
    assert (shown.is_best, shown.gap) == (False, None)


@pytest.mark.parametrize(
    ("cost", "bound", "is_best", "gap"),
    [
        (100, 100.0, True, 1),
        (100, 98.0, False, 2),
        (100, 98.5, False, 2),
        (100, None, False, None),
        (0, 0.0, True, None),
    ],
)
def test_how_much_better_a_plan_could_be_is_rounded_up(formation, cost, bound, is_best, gap):
    plan = GroupsPlan(cost, bound, 0, 1, ())

    shown = figures(formation.task, plan, [], wished=0, over=0, by_hand=0)

    assert (shown.is_best, shown.gap, shown.smallest) == (is_best, gap, 0)


def test_work_that_takes_far_too_long_is_known(closed, formation, hale):
    asked = trying.try_again(closed, RULES, by=hale, at=MONDAY)

    assert (asked.is_late(MONDAY), asked.is_late(FRIDAY), formation.is_late(FRIDAY)) == (False, True, False)
