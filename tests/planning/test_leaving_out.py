"""Who is left out where a whole group has no visits, and what changing groups would spare."""

from dataclasses import replace

from hypothesis import given, settings

from collegium.planning.check_visits import check_plan
from collegium.planning.visits import Period, Teacher, VisitsProblem, plan_visits
from collegium.planning.visits.instead import without_cover
from collegium.planning.visits.leaving import plan_leaving_out

from .drawn_visits import schools
from .test_planning_visits import drawing


def test_where_a_group_has_no_visits_most_of_it_has():
    periods = tuple(Period(f"d{day}p{order}", day, order) for day in (1, 2) for order in (1, 2, 3))
    here = {"a": ["d1p1"], "b": ["d1p2"], "c": ["d2p1"]}
    teachers = tuple(Teacher(name, frozenset(taught)) for name, taught in here.items())

    visits, left = plan_leaving_out(VisitsProblem(periods, teachers, (("a", "b", "c"),)))

    assert sorted((visit.visitor, visit.visited) for visit in visits) == [("a", "b"), ("b", "a")]
    assert [(one.person, one.reason.code) for one in left] == [("c", "never_there")]


def test_a_pair_that_cannot_is_left_out_whole():
    periods = (Period("x", 1, 1), Period("y", 2, 1))
    teachers = (Teacher("a", frozenset({"x"})), Teacher("b", frozenset({"y"})))

    visits, left = plan_leaving_out(VisitsProblem(periods, teachers, (("a", "b"),)))

    assert visits == ()
    assert [one.person for one in left] == ["a", "b"]


def test_changing_groups_spares_cover_where_it_can():
    """A teaches whenever B does, C whenever D: together with the others nobody needs cover."""
    periods = tuple(Period(f"d{day}p{order}", day, order) for day in (1, 2) for order in (1, 2, 3))
    early, late = frozenset({"d1p1", "d2p1"}), frozenset({"d1p2", "d2p2"})
    teachers = tuple(Teacher(name, early if name in "ab" else late) for name in "abcd")
    problem = VisitsProblem(periods, teachers, (("a", "b"), ("c", "d")))
    visits, _left = plan_leaving_out(problem)

    found = without_cover(problem, visits)
    alone = without_cover(replace(problem, groups=(("a", "b"),)), visits[:1])
    better = without_cover(replace(problem, groups=(("a", "c"), ("b", "d"))), ())

    assert sum(visit.cover for visit in visits) == 4
    assert (found.cover, found.talks, len(found.moves)) == (0, 4, 2)
    assert {(move.before, move.after) for move in found.moves} == {(0, 1), (1, 0)}
    assert (alone.cover, alone.moves) == (1, ())
    assert (better.cover, better.moves) == (0, ())


def test_where_nothing_spares_cover_nothing_is_proposed():
    periods = tuple(Period(f"d1p{order}", 1, order) for order in (1, 2))
    teachers = tuple(Teacher(name, frozenset({"d1p1"})) for name in "abcd")
    problem = VisitsProblem(periods, teachers, (("a", "b"), ("c", "d")))
    visits, _left = plan_leaving_out(problem)

    assert without_cover(problem, visits).moves == ()


@settings(drawing, max_examples=60)
@given(schools(largest=5, groups=2))
def test_everybody_visits_or_is_left_out_with_a_reason(problem):
    visits, left = plan_leaving_out(problem)

    whole = [group for group in problem.groups if {one.person for one in left}.isdisjoint(group)]
    parts = [tuple(name for name in group if name not in {one.person for one in left}) for group in problem.groups]
    there = tuple(part for part in parts if part)
    plan = replace(plan_visits(problem, seconds=0), visits=visits, unmet=(), groups=there, bound=None)
    faults = check_plan(replace(problem, groups=there, regroup=False), plan)
    assert [fault for fault in faults if "cost" not in fault] == []
    assert {visit.visitor for visit in visits} == {name for part in there for name in part}
    assert len(whole) >= len(problem.groups) - len(plan_visits(replace(problem, regroup=False)).unmet)


@settings(drawing, max_examples=60)
@given(schools(largest=3, groups=3))
def test_other_groups_never_cost_anybody_a_visit(problem):
    as_given = replace(problem, regroup=False)
    visits = plan_visits(as_given).visits

    found = without_cover(as_given, visits)

    now = sum(visit.cover for visit in visits)
    assert found.cover < now if found.moves else found.cover == now
    sizes = [len(group) for group in problem.groups]
    for move in found.moves:
        sizes[move.before] -= 1
        sizes[move.after] += 1
    assert sizes == [len(group) for group in problem.groups]
