"""Small schools drawn by hypothesis, and the cheapest visits for each found by trying everything."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, permutations, product

from hypothesis import strategies as st

from collegium.planning.visits import Period, Teacher, VisitsProblem

IMPOSSIBLE = (1, 0)


@st.composite
def schools(draw: st.DrawFn, largest: int = 4, groups: int = 2, days: int = 3) -> VisitsProblem:
    shape = [(day, order) for day in range(1, days + 1) for order in range(1, draw(st.integers(2, 3)) + 1)]
    periods = tuple(Period(f"d{day}p{order}", day, order) for day, order in shape)
    names = [period.id for period in periods]
    sizes = draw(st.lists(st.integers(1, largest), min_size=1, max_size=groups))
    people = [f"t{number}" for number in range(sum(sizes))]
    teachers = []
    for person in people:
        teaches = draw(st.frozensets(st.sampled_from(names), min_size=draw(st.sampled_from([0, 1, 1, 2]))))
        busy, closed = (draw(st.frozensets(st.sampled_from(names), max_size=most)) for most in (3, 1))
        teachers.append(Teacher(person, teaches, busy, closed))
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    given = tuple(tuple(people[start : start + size]) for start, size in zip(starts, sizes, strict=True))
    return VisitsProblem(periods, tuple(teachers), given, draw(st.booleans()), draw(st.integers(0, 2)))


def cheapest(problem: VisitsProblem) -> tuple[int, int]:
    """The fewest unmet groups, and what the best plan with so few costs."""

    @cache
    def of(group: frozenset[str]) -> tuple[int, int]:
        costs = [cost for ring in rings(sorted(group)) for cost in ring_costs(problem, ring)]
        return (0, min(costs)) if costs else IMPOSSIBLE

    groupings = regrouped(problem) if problem.regroup else [problem.groups]
    totals = [[of(frozenset(group)) for group in groups] for groups in groupings]
    return min((sum(unmet for unmet, _ in each), sum(cost for _, cost in each)) for each in totals)


def regrouped(problem: VisitsProblem) -> Iterator[list[tuple[str, ...]]]:
    """Every way in which groups of one size can change places."""
    sizes = sorted({len(group) for group in problem.groups})
    of_size = [[group for group in problem.groups if len(group) == size] for size in sizes]
    for chosen in product(*(divided(sorted(sum(groups, ())), len(groups[0])) for groups in of_size)):
        yield [group for groups in chosen for group in groups]


def divided(people: list[str], size: int) -> list[list[tuple[str, ...]]]:
    if not people:
        return [[]]
    found = []
    for company in combinations(people[1:], size - 1):
        rest = [name for name in people[1:] if name not in company]
        found += [[(people[0], *company), *others] for others in divided(rest, size)]
    return found


def rings(group: list[str]) -> Iterator[list[tuple[str, str]]]:
    for order in permutations(group):
        pairs = list(zip(group, order, strict=True))
        back = [(a, b) for a, b in pairs if (b, a) in pairs]
        if all(a != b for a, b in pairs) and (len(group) == 2 or not back):
            yield pairs


def ring_costs(problem: VisitsProblem, ring: list[tuple[str, str]]) -> Iterator[int]:
    def go_on(pairs, engaged: frozenset, cost: int) -> Iterator[int]:
        if not pairs:
            yield cost
            return
        a, b = pairs[0]
        for lesson, talk, price in visits(problem, a, b):
            taken = {(name, period) for name in (a, b) for period in (lesson, talk) if period is not None}
            if not taken & engaged:
                yield from go_on(pairs[1:], engaged | taken, cost + price)

    return go_on(ring, frozenset(), 0)


def visits(problem: VisitsProblem, a: str, b: str) -> Iterator[tuple[str, str | None, int]]:
    here = {
        name: {period.day for period in problem.periods if period.id in problem.teacher[name].teaches}
        for name in (a, b)
    }
    visitor, visited = problem.teacher[a], problem.teacher[b]
    for lesson in problem.periods:
        if lesson.id in visited.teaches - visited.closed - visitor.busy and lesson.day in here[a]:
            paid = 100 if lesson.id in visitor.teaches else 0
            yield lesson.id, None, paid + 50
            for talk in problem.periods:
                is_soon = (lesson.day, lesson.order) < (talk.day, talk.order)
                is_soon = is_soon and talk.day - lesson.day <= problem.feedback_days
                taken = visitor.teaches | visitor.busy | visited.teaches | visited.busy
                if is_soon and talk.id not in taken and talk.day in here[a] & here[b]:
                    yield lesson.id, talk.id, paid + talk.day - lesson.day
