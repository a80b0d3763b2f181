"""A second pair of eyes on a visits plan: every hard rule and the cost, worked out apart from the planner.

It shares the dataclasses with the planner and no code, so that one mistake cannot hide in both.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from collegium.planning.visits.plan import Visit, VisitsPlan
from collegium.planning.visits.problem import Period, VisitsProblem


def check_plan(problem: VisitsProblem, plan: VisitsPlan) -> list[str]:
    """Everything that is wrong with the plan, a sentence each. Nothing: it keeps every rule and its cost is right."""
    strangers = [*_unknown_names(problem, plan)]
    if strangers:
        return strangers
    broken = [*_wrong_groups(problem, plan), *_wrong_rings(plan), *_wrong_times(problem, plan)]
    return broken or [*_wrong_figures(problem, plan)]


def checked_cost(problem: VisitsProblem, visits: tuple[Visit, ...]) -> int:
    """What these visits cost by the letter of the contract."""
    day = {period.id: period.day for period in problem.periods}
    total = 0
    for visit in visits:
        if visit.period in problem.teacher[visit.visitor].teaches:
            total += 100
        total += 50 if visit.feedback is None else day[visit.feedback] - day[visit.period]
    return total


def _unknown_names(problem: VisitsProblem, plan: VisitsPlan) -> Iterator[str]:
    periods = {period.id for period in problem.periods} | {None}
    people = {teacher.id for teacher in problem.teachers}
    for visit in plan.visits:
        if not {visit.visitor, visit.visited} <= people or not {visit.period, visit.feedback} <= periods:
            yield f"the visit {visit} names somebody or a period that the problem does not know"


def _wrong_groups(problem: VisitsProblem, plan: VisitsPlan) -> Iterator[str]:
    given = [sorted(group) for group in problem.groups]
    planned = [sorted(group) for group in plan.groups]
    if not problem.regroup and given != planned:
        yield "the groups were not to be changed"
    if [len(group) for group in given] != [len(group) for group in planned]:
        yield "the groups have other sizes"
    if sorted(chain(*given)) != sorted(chain(*planned)):
        yield "the groups have other people"


def _wrong_rings(plan: VisitsPlan) -> Iterator[str]:
    """In a group of two, each visits the other; in a larger one nobody visits whoever visits them."""
    unmet = [unmet.group for unmet in plan.unmet]
    everybody = Counter(name for group in plan.groups for name in group)
    for visit in plan.visits:
        if not any(visit.visitor in group and visit.visited in group for group in plan.groups):
            yield f"{visit.visitor} and {visit.visited} are not in one group"
    for number, group in enumerate(plan.groups, start=1):
        visits = [visit for visit in plan.visits if visit.visitor in group]
        expected = [] if number in unmet else sorted(group)
        if sorted(visit.visitor for visit in visits) != expected or sorted(v.visited for v in visits) != expected:
            yield f"in group {number} not everybody visits once and is visited once"
        pairs = {(visit.visitor, visit.visited) for visit in visits}
        back = [pair for pair in pairs if pair[::-1] in pairs]
        if back and (len(group) > 2 or pairs & {(name, name) for name in group}):
            yield f"in group {number}, {back[0][0]} and {back[0][1]} visit each other"
    for name, times in everybody.items():
        if times > 1:
            yield f"{name} is in {times} groups"


def _wrong_times(problem: VisitsProblem, plan: VisitsPlan) -> Iterator[str]:
    periods = {period.id: period for period in problem.periods}
    engaged = Counter((person, visit.period) for visit in plan.visits for person in (visit.visitor, visit.visited))
    for visit in plan.visits:
        if visit.feedback is not None:
            engaged.update([(visit.visitor, visit.feedback), (visit.visited, visit.feedback)])
            yield from _wrong_talk(problem, visit, periods[visit.period], periods[visit.feedback])
        yield from _wrong_lesson(problem, visit, periods[visit.period])
    for (person, period), times in engaged.items():
        if times > 1:
            yield f"{person} is in {times} places in {period}"


def _wrong_lesson(problem: VisitsProblem, visit: Visit, lesson: Period) -> Iterator[str]:
    visitor, visited = problem.teacher[visit.visitor], problem.teacher[visit.visited]
    if lesson.id not in visited.teaches:
        yield f"{visit.visited} does not teach in {lesson.id}"
    if lesson.id in visited.closed:
        yield f"{visit.visited} is not to be visited in {lesson.id}"
    if lesson.id in visitor.busy or not _is_in_school(problem, visit.visitor, lesson.day):
        yield f"{visit.visitor} cannot visit in {lesson.id}"
    if visit.cover != (lesson.id in visitor.teaches):
        yield f"the visit of {visit.visitor} is wrong about cover"


def _wrong_talk(problem: VisitsProblem, visit: Visit, lesson: Period, talk: Period) -> Iterator[str]:
    if not (lesson.day, lesson.order) < (talk.day, talk.order) or talk.day - lesson.day > problem.feedback_days:
        yield f"the talk in {talk.id} is not soon after the lesson in {lesson.id}"
    for name in (visit.visitor, visit.visited):
        teacher = problem.teacher[name]
        if talk.id in teacher.teaches | teacher.busy or not _is_in_school(problem, name, talk.day):
            yield f"{name} cannot talk in {talk.id}"


def _is_in_school(problem: VisitsProblem, name: str, day: int) -> bool:
    return any(period.day == day and period.id in problem.teacher[name].teaches for period in problem.periods)


def _wrong_figures(problem: VisitsProblem, plan: VisitsPlan) -> Iterator[str]:
    cost = checked_cost(problem, plan.visits)
    if plan.cost != cost:
        yield f"the plan says it costs {plan.cost}, but it costs {cost}"
    if plan.bound is not None and plan.bound > cost:
        yield f"the plan says that none costs less than {plan.bound}, but it costs {cost} itself"
