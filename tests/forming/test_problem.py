"""From what a school knows to what the planner is asked."""

import json

import pytest
from hypothesis import given, settings

from collegium.forming.gathering import offer_of, staff_of
from collegium.forming.problem import (
    Offer,
    Somebody,
    as_file,
    how_they_came,
    problem_of,
    read,
    taken_in,
    without_traces,
)
from collegium.forming.rules import Rules
from collegium.people.models import Appointment, Department
from collegium.planning.groups import Group, Theme
from collegium.planning.groups.files import read_problem
from collegium.programmes.models import Theme as OfferedTheme
from tests.conftest import FRIDAY, SEPTEMBER
from tests.forming.school import answer, keep_apart
from tests.planning.drawn import problems

THEMES = (Theme("1"), Theme("2", 2), Theme("3", None, induction=True))
OFFER = Offer(THEMES, ("7", "8"), apart=((1, 2), (1, 99)))
RULES = Rules(3, 6)


def test_who_answered_brings_wishes_times_and_department():
    ama = Somebody(1, 10, 4, 2, manager=2, wishes=(2, 1), cannot=frozenset({8}), would_lead=True)
    tom = Somebody(2, 10, None, 1, wishes=(1,))

    one, other = problem_of([ama, tom], OFFER, RULES).people

    assert (one.id, one.school, one.department, one.experience) == ("1", "10", "4", 2)
    assert (one.wishes, one.free, one.can_lead, one.manager) == (("2", "1"), frozenset({"7"}), True, "2")
    assert (other.department, other.free, other.can_lead, other.manager) == (
        "alone-2", frozenset({"7", "8"}), False, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("somebody", "rules", "came"),
    [
        (Somebody(1, 10, wishes=(1,)), RULES, "wish"),
        (Somebody(1, 10), RULES, ""),
        (Somebody(1, 10), Rules(3, 6, place=(1,)), "unanswered"),
        (Somebody(1, 10, wishes=(1,), alone=True), Rules(3, 6, place=(1,)), ""),
        (Somebody(1, 10, is_new=True, wishes=(1,)), RULES, "new"),
        (Somebody(1, 10, is_new=True, wishes=(1,)), Rules(3, 6, place_new_staff=False), ""),
    ],
    ids=["wished", "silent", "silent, to be placed", "works alone", "new", "new, left out"],
)
def test_how_somebody_comes_to_a_plan(somebody, rules, came):
    assert how_they_came(somebody, OFFER, rules) == came


def test_new_staff_choose_like_everybody_where_there_is_no_induction():
    new = Somebody(1, 10, is_new=True, wishes=(1,))

    assert how_they_came(new, Offer(THEMES[:2], ("7",)), RULES) == "wish"


def test_who_stayed_silent_takes_what_was_wished_for_least_and_never_what_nobody_wished():
    staff = [Somebody(1, 10, wishes=(1,)), Somebody(2, 10, wishes=(1, 2)), Somebody(3, 10)]

    silent = problem_of(staff, OFFER, Rules(3, 6, place=(3,))).person["3"]

    assert silent.wishes == ("2", "1")


def test_new_staff_are_asked_for_the_induction_only():
    new = Somebody(1, 10, is_new=True, wishes=(1, 2), cannot=frozenset({7}))

    asked = problem_of([new], OFFER, RULES).person["1"]

    assert (asked.wishes, asked.free) == (("3",), frozenset({"8"}))


def test_keep_apart_counts_among_those_who_are_in_the_plan():
    staff = [Somebody(1, 10, wishes=(1,)), Somebody(2, 10, wishes=(1,))]

    assert problem_of(staff, OFFER, RULES).apart == (("1", "2"),)


def test_anybody_leads_where_the_rules_say_so():
    staff = [Somebody(1, 10, wishes=(1,))]

    assert problem_of(staff, OFFER, Rules(3, 6, anybody_leads=True)).people[0].can_lead


def test_groups_that_are_kept_are_locked():
    kept = Group("g4", "1", "7", "1", ("1",))

    problem = problem_of([Somebody(1, 10, wishes=(1,))], OFFER, RULES, [kept])

    assert (problem.previous, problem.locked) == ((kept,), frozenset({"g4"}))


def test_somebody_put_in_by_hand_may_go_anywhere():
    problem = problem_of([Somebody(1, 10, wishes=(1,))], OFFER, RULES)

    silent = taken_in(problem, Somebody(5, 10, manager=1, cannot=frozenset({7})), ())

    assert (silent.wishes, silent.free, silent.manager) == (("1", "2", "3"), frozenset({"8"}), "1")
    assert taken_in(problem, Somebody(6, 10, manager=77), ("2",)).manager is None


@given(problem=problems())
@settings(max_examples=40, deadline=None)
def test_a_problem_is_read_back_as_it_was_written(problem):
    assert read(json.loads(json.dumps(as_file(problem)))) == problem


def test_the_contract_reads_what_we_write(tmp_path, closed, colleagues, hale):
    keep_apart(closed, colleagues[0], colleagues[1], hale)
    problem = problem_of(staff_of(closed), offer_of(closed), RULES)
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(as_file(without_traces(problem, 3))))

    taken_away = read_problem(str(path))

    assert sorted(person.id for person in taken_away.people) == list("12345678")
    assert len(taken_away.apart) == 1
    assert {person.school for person in taken_away.people} == {"1"}


def test_a_problem_taken_away_has_other_numbers_for_people():
    staff = [Somebody(number, 10, manager=100 if number > 100 else None, wishes=(1,)) for number in range(100, 120)]
    kept = Group("g1", "1", "7", "100", ("100", "999"))
    problem = problem_of(staff, OFFER, RULES, [kept])

    one, other = without_traces(problem, 1), without_traces(problem, 2)

    assert {person.id for person in one.people} == {str(number) for number in range(1, 21)}
    assert one.previous[0].leader != other.previous[0].leader
    assert one.previous[0].members == (one.previous[0].leader,)


def test_the_staff_of_a_programme_with_what_they_said(closed, northgate, harbour, ama, tom, themes, slots, hale):
    art = Department.objects.create(school=northgate, name="Art")
    Appointment.objects.filter(person=ama).update(department=art, manager=hale)
    Appointment.objects.create(person=ama, school=harbour, starts_on=SEPTEMBER)
    closed.schools.add(harbour)
    answer(closed, ama, wishes=[themes["Oracy"], themes["Written feedback"]], cannot=[slots[1]], would_lead=True)

    staff = {one.id: one for one in staff_of(closed)}

    assert staff[ama.pk] == Somebody(
        ama.pk, northgate.pk, art.pk, 2, hale.pk, answered=True,
        wishes=(themes["Oracy"].pk, themes["Written feedback"].pk), cannot=frozenset({slots[1].pk}), would_lead=True,
    )  # fmt: skip
    assert not staff[tom.pk].answered


def test_a_time_given_after_somebody_answered_was_never_asked_about(closed, ama, themes, slots):
    slots[3].given_at = FRIDAY
    slots[3].save()
    answer(closed, ama, wishes=[themes["Oracy"]], cannot=None).save()

    (somebody,) = [one for one in staff_of(closed) if one.id == ama.pk]

    assert somebody.cannot == frozenset({slots[3].pk})


def test_new_staff_are_among_the_staff_where_the_programme_has_an_induction_theme(closed, northgate, ama, sam):
    Appointment.objects.filter(person=sam).update(starts_on=SEPTEMBER)
    asked = {one.id for one in staff_of(closed)}

    OfferedTheme.objects.create(programme=closed, title="Finding your feet", is_induction=True)
    staff = {one.id: one.is_new for one in staff_of(closed)}

    assert asked == {ama.pk, sam.pk}
    assert staff == {ama.pk: False, sam.pk: True}
    assert offer_of(closed).induction != ()
